"""The closed lists used in care entries. The words are the field's; the codes are ours and permanent."""

from hafan.practice.entries import Options
from hafan.practice.wording import Wording

NEEDS = Options(
    "need",
    {
        "abuse_or_neglect": Wording("abuse or neglect", "cam-drin neu esgeulustod"),
        "childs_disability": Wording("the child's disability", "anabledd y plentyn"),
        "parental_illness": Wording("a parent's illness or disability", "salwch neu anabledd rhiant"),
        "family_in_acute_stress": Wording("family in acute stress", "teulu dan straen aciwt"),
        "family_dysfunction": Wording("family dysfunction", "camweithrediad teuluol"),
        "behaviour": Wording("socially unacceptable behaviour", "ymddygiad cymdeithasol annerbyniol"),
        "low_income": Wording("low income", "incwm isel"),
        "absent_parenting": Wording("absent parenting", "diffyg rhianta"),
        "other": Wording("another need", "angen arall"),
    },
)
STATUSES = Options(
    "status",
    {
        "accommodated": Wording("accommodated by agreement", "lletya drwy gytundeb"),
        "interim_care": Wording("interim care order", "gorchymyn gofal interim"),
        "care": Wording("care order", "gorchymyn gofal"),
        "placement_order": Wording("placement order", "gorchymyn lleoli"),
        "freeing": Wording("freeing order", "gorchymyn rhyddhau"),
        "police_protection": Wording("police protection", "amddiffyniad yr heddlu"),
        "emergency_protection": Wording("emergency protection order", "gorchymyn amddiffyn brys"),
        "child_assessment": Wording("child assessment order", "gorchymyn asesu plentyn"),
        "short_breaks": Wording("short breaks", "seibiannau byr"),
        "youth_justice": Wording("youth justice", "cyfiawnder ieuenctid"),
    },
)
PLACEMENTS = Options(
    "placement_kind",
    {
        "ep_foster": Wording("early permanence carers", "gofalwyr sefydlogrwydd cynnar"),
        "ep_kin": Wording(
            "early permanence carers who are family or friends",
            "gofalwyr sefydlogrwydd cynnar sy'n deulu neu'n ffrindiau",
        ),
        "foster": Wording("foster carers", "gofalwyr maeth"),
        "foster_long_term": Wording("foster carers, long term", "gofalwyr maeth, tymor hir"),
        "kin_foster": Wording(
            "foster carers who are family or friends", "gofalwyr maeth sy'n deulu neu'n ffrindiau"
        ),
        "kin_foster_long_term": Wording(
            "foster carers who are family or friends, long term",
            "gofalwyr maeth sy'n deulu neu'n ffrindiau, tymor hir",
        ),
        "with_parent": Wording("a parent", "rhiant"),
        "adoption": Wording("placed for adoption", "lleoli ar gyfer mabwysiadu"),
        "hospital": Wording("hospital", "ysbyty"),
        "parent_and_child": Wording(
            "a family centre or mother and baby unit", "canolfan deulu neu uned mam a'i baban"
        ),
        "childrens_home": Wording("a children's home", "cartref plant"),
        "secure": Wording("a secure home", "cartref diogel"),
        "supported": Wording("supported accommodation", "llety â chymorth"),
        "residential_school": Wording("a residential school", "ysgol breswyl"),
        "custody": Wording("custody", "y ddalfa"),
        "independent": Wording("living independently", "byw'n annibynnol"),
        "temporary_hospital": Wording("hospital for a while", "ysbyty am gyfnod"),
        "temporary_holiday": Wording("on holiday", "ar wyliau"),
        "temporary_carer_away": Wording("while the carer is away", "tra bo'r gofalwr i ffwrdd"),
        "temporary_other": Wording("somewhere else for a few days", "rhywle arall am rai dyddiau"),
        "other": Wording("another placement", "lleoliad arall"),
    },
)
EP_PLACEMENTS = frozenset({"ep_foster", "ep_kin"})
FOSTER_PLACEMENTS = EP_PLACEMENTS | {"foster", "foster_long_term", "kin_foster", "kin_foster_long_term"}

BASES = Options(
    "basis",
    {
        "foster": Wording("approved as foster carers", "wedi'u cymeradwyo'n ofalwyr maeth"),
        "dual": Wording("dual approval", "cymeradwyaeth ddeuol"),
        "reg24_en": Wording(
            "regulation 24 (England), connected person", "rheoliad 24 (Lloegr), person cysylltiedig"
        ),
        "reg25a_en": Wording("regulation 25A (England)", "rheoliad 25A (Lloegr)"),
        "reg26_cy": Wording(
            "regulation 26 (Wales), connected person", "rheoliad 26 (Cymru), person cysylltiedig"
        ),
        "reg28_cy": Wording("regulation 28 (Wales)", "rheoliad 28 (Cymru)"),
    },
)
PLACEMENT_ENDS = Options(
    "end_reason",
    {
        "returned_home": Wording("returned home", "dychwelodd adref"),
        "kin": Wording("went to family or friends", "aeth at deulu neu ffrindiau"),
        "became_adoption": Wording("became a placement for adoption", "daeth yn lleoliad mabwysiadu"),
        "moved_on": Wording("moved as planned", "symudodd fel y cynlluniwyd"),
        "carers_withdrew": Wording("the carers withdrew", "tynnodd y gofalwyr yn ôl"),
        "unsuitable": Wording("the home was no longer suitable", "nid oedd y cartref yn addas mwyach"),
        "authority_ran_out": Wording("the approval to foster ended", "daeth y gymeradwyaeth i faethu i ben"),
        "disrupted": Wording("disrupted after placement for adoption", "tarfwyd ar y lleoliad mabwysiadu"),
        "other": Wording("another reason", "rheswm arall"),
    },
)
PART_TAKEN = Options(
    "part_taken",
    {
        "under_four": Wording("under four years old", "dan bedair oed"),
        "spoke": Wording("attended and spoke", "mynychodd a siaradodd"),
        "advocate_spoke": Wording("attended; an advocate spoke", "mynychodd; siaradodd eiriolwr"),
        "symbols": Wording(
            "attended; used symbols or signs", "mynychodd; defnyddiodd symbolau neu arwyddion"
        ),
        "silent": Wording("attended; did not speak", "mynychodd; ni siaradodd"),
        "advocate_briefed": Wording(
            "did not attend; briefed an advocate", "ni fynychodd; rhoddodd wybod i eiriolwr"
        ),
        "views_sent": Wording("did not attend; sent views", "ni fynychodd; anfonodd ei farn"),
        "no_views": Wording("did not attend; sent no views", "ni fynychodd; ni anfonodd ei farn"),
    },
)
LEAVING = Options(
    "destination",
    {
        "returned_home": Wording("returned home, as planned", "dychwelodd adref, fel y cynlluniwyd"),
        "returned_home_unplanned": Wording(
            "returned home, not as planned", "dychwelodd adref, heb ei gynllunio"
        ),
        "family": Wording("to family without parental responsibility", "at deulu heb gyfrifoldeb rhiant"),
        "child_arrangements": Wording("a child arrangements order", "gorchymyn trefniadau plentyn"),
        "special_guardianship_kin": Wording(
            "special guardianship with family or friends", "gwarcheidiaeth arbennig gyda theulu neu ffrindiau"
        ),
        "special_guardianship_other": Wording(
            "special guardianship with others", "gwarcheidiaeth arbennig gydag eraill"
        ),
        "another_authority": Wording(
            "care taken over by another authority", "awdurdod arall yn cymryd y gofal"
        ),
        "adult_services": Wording("moved to adult services", "symudodd i wasanaethau oedolion"),
        "independent": Wording("living independently", "byw'n annibynnol"),
        "custody": Wording("sentenced to custody", "dedfryd o garchar"),
        "moved_abroad": Wording("moved abroad", "symudodd dramor"),
        "died": Wording("died", "bu farw"),
        "other": Wording("another reason", "rheswm arall"),
    },
)
