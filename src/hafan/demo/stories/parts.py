"""Which stories are told, and how many of each: the children of the two regions, state by state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hafan.demo.stories import lives, oddities, permanence
from hafan.demo.stories.telling import Telling

YEAR = 365
Tell = Callable[..., object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kind of story, told so many times. A pair of numbers is a range of days to choose from.

    `together` children are brothers and sisters with the same days; `also` happens to the first of them besides.
    """

    plan: str
    tell: Tell
    england: int = 0
    wales: int = 0
    told: Mapping[str, Any] = field(default_factory=dict)
    together: int = 1
    also: tuple[Callable[[Telling], None], ...] = ()
    agency: str | None = None
    worker: str | None = None
    slips: bool = True
    alone: bool = False


def part(plan: str, tell: Tell, england: int = 0, wales: int = 0, **rest: Any) -> Part:
    """A part, with whatever is not its own told to the story."""
    own = {
        name: rest.pop(name)
        for name in ("together", "also", "agency", "worker", "slips", "alone")
        if name in rest
    }
    return Part(plan=plan, tell=tell, england=england, wales=wales, told=rest, **own)


def _corrected_health(t: Telling) -> None:
    oddities.corrected(t, "health_assessed")


def _corrected_review(t: Telling) -> None:
    oddities.corrected(t, "review_held")


def _worker_gone(t: Telling) -> None:
    from hafan.demo.stories.scenes import new_worker

    new_worker(t, t.ago(18), leavers=True)


BEFORE_CARE = (
    part("unborn", lives.unborn, 2, 2, weeks=(6, 20), worker="yusuf.kestrelby", agency="wrenmoor"),
    part(
        "unborn twins", lives.unborn, 2, weeks=11, together=2, agency="hartlemere", worker="rosalind.tarnwick"
    ),
    part("unborn, learnt late", lives.unborn, 0, 1, weeks=4, late="moved_into_area"),
    part(
        "unborn, in pre-proceedings",
        lives.unborn,
        2,
        1,
        weeks=(5, 14),
        court=True,
        also=(oddities.fatherhood,),
    ),
    part("in pre-proceedings", lives.pre_proceedings, 3, 2, days_ago=(15, 90)),
    part(
        "pre-proceedings ended well", lives.pre_proceedings, 1, days_ago=(110, 150), youngest=1200, ended=True
    ),
    part("unborn, adoption possible", lives.unborn, 2, 1, weeks=(7, 15), court=True, adoption=""),
    part("unborn, early permanence pursued", lives.unborn, 2, 2, weeks=(3, 9), court=True, adoption="pursue"),
)
THINKING = (
    part("adoption possible", lives.adoption_in_mind, 1, 1, days_ago=(12, 18), outcome=None),
    part(
        "adoption possible, older", lives.adoption_in_mind, 2, 1, days_ago=(12, 18), outcome=None, oldest=1400
    ),
    part(
        "early permanence pursued",
        lives.adoption_in_mind,
        3,
        1,
        days_ago=(26, 33),
        outcome="pursue",
        slips=False,
    ),
    part(
        "considered, foster carers stay",
        lives.adoption_in_mind,
        4,
        2,
        days_ago=(70, 160),
        outcome="not_suitable",
        oldest=900,
    ),
    part(
        "considered, not now",
        lives.adoption_in_mind,
        1,
        1,
        days_ago=(45, 80),
        outcome="not_now",
        kind="parent_and_child",
        oldest=800,
    ),
)
EARLY = (
    part("early permanence, 25A", permanence.early, 3, days_ago=(45, 170), basis="reg25a_en"),
    part("early permanence from birth", permanence.early, 2, 2, days_ago=(20, 150), basis="dual", unborn=True),
    part("early permanence, dual", permanence.early, 0, 1, days_ago=(60, 120), basis="dual"),
    part("early permanence, extended", permanence.early, 1, days_ago=(205, 215), basis="dual", weeks=34, also=(_corrected_review,)),
    part("early permanence, agreed", permanence.early, 2, days_ago=(55, 100), basis="reg25a_en", status="accommodated"),
    part("early permanence twins", permanence.early, 2, days_ago=95, basis="dual", together=2, agency="hartlemere", worker="rosalind.tarnwick"),
    part("early permanence, carers no longer adopters", permanence.early, 0, 1, days_ago=140, basis="dual",
         also=(oddities.approval_lost,)),
    part("with a sister’s family, week 13", oddities.connected_sibling, 0, 1, weeks=13, worker="trystan.marlais-rhydd",
         agency="glanferin", slips=False),
    part("with a sister’s family, week 5", oddities.connected_sibling, 0, 1, weeks=5),
    part("moved in without approval", oddities.unlawful, 1, days_ago=75, agency="hartlemere", slips=False),
    part("consent withdrawn", permanence.relinquished, 1, days_ago=100, withdraw=True, slips=False),
)  # fmt: skip
ADOPTION = (
    part("may be placed", permanence.towards_adoption, 1, 1, days_ago=(390, 430), oldest=4),
    part("may be placed, older", permanence.towards_adoption, 4, 1, days_ago=(400, 470), oldest=(700, 1600)),
    part("matching", permanence.towards_adoption, 1, 1, days_ago=(480, 500), oldest=4),
    part("matching, older", permanence.towards_adoption, 3, 1, days_ago=(480, 505), oldest=(500, 1500)),
    part("match said no", permanence.towards_adoption, 1, days_ago=560, oldest=3, early_basis="reg25a_en", match="no"),
    part("placed for adoption", permanence.towards_adoption, 1, 1, days_ago=(560, 690), oldest=4),
    part("placed for adoption, older", permanence.towards_adoption, 4, days_ago=(590, 720), oldest=(400, 1300), to_match=285),
    part("placed with early permanence carers", permanence.towards_adoption, 1, 1, days_ago=(520, 600), oldest=3,
         early_basis="dual", to_match=210),
    part("relinquished, placed", permanence.relinquished, 1, days_ago=170),
    part("adopted", permanence.towards_adoption, 2, 1, days_ago=(830, 940), oldest=5, to_decision=(225, 255), slips=False),
    part("adopted, older", permanence.towards_adoption, 3, days_ago=(960, 1080), oldest=(420, 1100), to_decision=(280, 310),
         to_match=(300, 330), to_order=(260, 300), slips=False),
    part("adopted by early permanence carers", permanence.towards_adoption, 1, 1, days_ago=(900, 990), oldest=2,
         early_basis="dual", to_match=240, slips=False),
    part("disrupted", permanence.disrupted, 1, 1, days_ago=(560, 600), slips=False),
)  # fmt: skip
HOME_OR_KIN = (
    part("early permanence, then home", permanence.early_then_home, 2, 1, days_ago=(260, 420), basis="dual",
         after_decision=False, slips=False),
    part("early permanence, then home after the decision", permanence.early_then_home, 1, 1, days_ago=(290, 380),
         basis="dual", after_decision=True, slips=False),
    part("early permanence, then family", permanence.early_then_kin, 1, 0, days_ago=(250, 330), basis="dual", slips=False),
    part("went home", lives.left, 7, 4, days_ago=(200, 800), stayed=(30, 190), youngest=400, oldest=4500,
         destination="returned_home"),
    part("went home unplanned", lives.left, 1, 1, days_ago=(150, 500), stayed=(8, 60), youngest=3000, oldest=5300,
         destination="returned_home_unplanned"),
    part("special guardianship", permanence.with_kin, 6, 3, days_ago=(240, 900), oldest=(700, 2800),
         destination="special_guardianship_kin", slips=False),
    part("child arrangements", permanence.with_kin, 1, 1, days_ago=(240, 600), oldest=(900, 2500),
         destination="child_arrangements", slips=False),
    part("with family", permanence.with_kin, 1, 1, days_ago=(240, 500), oldest=(900, 2500), destination="family", slips=False),
    part("with a parent", lives.with_parent, 3, 2, days_ago=(60, 150), youngest=400, oldest=2600, final=False),
    part("with a parent under a care order", lives.with_parent, 2, 1, days_ago=(260, 500), youngest=400, oldest=2600, final=True),
)  # fmt: skip
CARE = (
    part("fostered, toddlers", lives.fostered, 5, 4, days_ago=(25, 400), youngest=400, oldest=1700, kind="foster"),
    part("fostered, babies", lives.fostered, 1, 1, days_ago=(30, 300), youngest=60, oldest=330),
    part("fostered, of school age", lives.fostered, 7, 5, days_ago=(20, 600), youngest=1850, oldest=3600,
         also=(oddities.away_for_a_while,)),
    part("fostered, long term", lives.fostered, 3, 2, days_ago=(500, 1080), youngest=1500, oldest=4200, status="interim_care",
         long_term=True, also=(oddities.returned_figures,)),
    part("fostered, long term by agreement", lives.fostered, 5, 3, days_ago=(500, 1080), youngest=1900, oldest=4400,
         long_term=True, also=(oddities.returned_figures,)),
    part("fostered together", lives.fostered, 6, 3, days_ago=310, youngest=1100, oldest=3500, together=3),
    part("fostered together, two", lives.fostered, 4, 2, days_ago=130, youngest=800, oldest=3000, together=2,
         status="police_protection"),
    part("with family who foster", lives.fostered, 5, 4, days_ago=(20, 300), youngest=900, oldest=4000, kind="kin_temporary",
         status="accommodated"),
    part("police protection first", lives.fostered, 8, 3, days_ago=(10, 420), youngest=700, oldest=5000,
         status="police_protection"),
    part("emergency order first", lives.fostered, 1, 1, days_ago=(40, 200), youngest=500, oldest=3000,
         status="emergency_protection"),
    part("fostered, moved", lives.fostered, 4, 2, days_ago=(300, 900), youngest=2500, oldest=4600, moves=1,
         also=(oddities.withdrawn,)),
    part("fostered, moved twice", lives.fostered, 2, 1, days_ago=(500, 1000), youngest=3000, oldest=4800, moves=2,
         also=(oddities.returned_figures, oddities.had_a_home_before)),
    part("a secure home", lives.fostered, 1, days_ago=(20, 50), youngest=5000, oldest=5500, kind="secure",
         status="interim_care", also=(oddities.kept_safe,), slips=False),
    part("a children’s home", lives.fostered, 4, 2, days_ago=(30, 700), youngest=3900, oldest=5400, kind="childrens_home",
         need="family_dysfunction", also=(oddities.missing_once,)),
    part("fostered, teenagers", lives.fostered, 9, 4, days_ago=(15, 500), youngest=3900, oldest=5600,
         need="family_dysfunction", also=(_corrected_health,)),
    part("supported, sixteen and over", lives.fostered, 7, 2, days_ago=(20, 300), youngest=5860, oldest=6150,
         kind="supported", need="absent_parenting"),
    part("came alone", oddities.unsure_of_birth, 4, 1, days_ago=(30, 300)),
    part("an old file", oddities.unsure_of_dates, 1, 1, days_ago=(150, 400), slips=False),
    part("with a grandmother, extended", oddities.kinship_extended, 1, days_ago=(125, 140), ended=False, slips=False),
    part("with a grandmother, approved", oddities.kinship_extended, 1, days_ago=(220, 230), ended=True),
    part("no worker", lives.fostered, 1, 1, days_ago=(120, 300), youngest=2000, oldest=4000, also=(_worker_gone,), slips=False),
)  # fmt: skip
LEFT = (
    part("order ended", lives.fostered, 1, days_ago=(500, 600), youngest=2000, oldest=4000, status="interim_care",
         also=(oddities.order_discharged,), slips=False),
    part("left for independence", lives.left, 2, 1, days_ago=(300, 500), stayed=(150, 250), youngest=6100, oldest=6300,
         destination="independent"),
    part("another authority", lives.left, 1, 1, days_ago=(200, 400), stayed=(60, 150), youngest=2000, oldest=5000,
         destination="another_authority"),
    part("moved abroad", lives.left, 1, 0, days_ago=(250, 400), stayed=(40, 120), youngest=1500, oldest=3500,
         destination="moved_abroad"),
    part("adult services", lives.left, 1, 0, days_ago=(500, 600), stayed=(300, 400), youngest=6150, oldest=6200,
         destination="adult_services"),
    part("died", oddities.died, 1, slips=False),
    part("long ago", oddities.long_ago, 0, 1, slips=False, alone=True),
)  # fmt: skip
PARTS = (*BEFORE_CARE, *THINKING, *EARLY, *ADOPTION, *HOME_OR_KIN, *CARE, *LEFT)
