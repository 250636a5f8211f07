"""How a chronology folds into stretches: care, homes, legal status, authority to place."""

from __future__ import annotations

from datetime import date

from hafan.practice.facts import Facts
from tests.frameworks.telling import told


def facts(*lines) -> Facts:
    return Facts("england", told(*lines))


CARE = ("became_looked_after", "2026-01-05")


def home(day, kind="foster", **more):
    return ("placement_began", day, {"placement_kind": kind, **more})


class TestCare:
    def test_lasts_until_the_child_leaves_or_is_adopted(self) -> None:
        story = facts(CARE, ("left_care", "2026-02-16"), ("became_looked_after", "2026-05-04"))
        assert [(span.began, span.ended) for span in story.periods_of_care] == [
            (date(2026, 1, 5), date(2026, 2, 16)),
            (date(2026, 5, 4), None),
        ]
        assert story.care_on(date(2026, 2, 16)) is None

    def test_begun_twice_is_begun_once(self) -> None:
        assert len(facts(CARE, ("became_looked_after", "2026-01-07")).periods_of_care) == 1


class TestHomes:
    def test_give_way_to_each_other_on_the_same_day(self) -> None:
        story = facts(CARE, home("2026-01-05"), home("2026-03-02", "ep_foster"))
        assert [span.span.ended for span in story.placements] == [date(2026, 3, 2), None]
        assert len(story.stays) == 2

    def test_stay_one_stay_through_hospital_and_a_change_of_kind(self) -> None:
        story = facts(
            CARE,
            home("2026-01-05", "ep_foster"),
            home("2026-02-02", "temporary_hospital"),
            home("2026-02-06", "ep_foster", same_carers=True),
            ("placement_changed", "2026-04-06", {"placement_kind": "ep_kin"}),
            ("placed_for_adoption", "2026-06-01", {"same_carers": True}),
        )
        assert len(story.stays) == 1
        stay = story.stays[0]
        assert stay.span.began == date(2026, 1, 5)
        assert [each.kind for each in stay.placements] == ["ep_foster", "ep_foster", "ep_kin", "adoption"]
        assert stay.placement_on(date(2026, 2, 3)).kind == "ep_foster"
        assert stay.placement_on(date(2026, 6, 1)).kind == "adoption"

    def test_end_with_hospital_when_the_child_does_not_come_back(self) -> None:
        story = facts(
            CARE,
            home("2026-01-05"),
            home("2026-02-02", "temporary_hospital"),
            home("2026-02-06", "ep_foster"),
        )
        assert [(stay.span.began, stay.span.ended) for stay in story.stays] == [
            (date(2026, 1, 5), date(2026, 2, 6)),
            (date(2026, 2, 6), None),
        ]

    def test_with_the_same_people_after_a_gap_are_two_stays(self) -> None:
        story = facts(
            CARE,
            home("2026-01-05", household="H-1"),
            ("placement_ended", "2026-02-02", {"end_reason": "returned_home"}),
            home("2026-03-02", household="H-1", same_carers=True),
        )
        assert len(story.stays) == 2


class TestLegalStatus:
    def status(self, story, day) -> str | None:
        found = story.status_on(date.fromisoformat(day))
        return found.status if found else None

    def test_of_a_placement_order_outranks_the_care_order_made_with_it(self) -> None:
        for first, second in (("care", "placement"), ("placement", "care")):
            story = facts(
                CARE,
                ("order_made", "2026-06-01", {"order": first}),
                ("order_made", "2026-06-01", {"order": second}),
            )
            assert self.status(story, "2026-06-01") == "placement_order"

    def test_goes_back_to_the_care_order_when_the_placement_order_is_revoked(self) -> None:
        story = facts(
            CARE,
            ("order_made", "2026-05-04", {"order": "care"}),
            ("order_made", "2026-06-01", {"order": "placement"}),
            ("order_revoked", "2026-09-07", {"order": "placement"}),
        )
        assert self.status(story, "2026-09-06") == "placement_order"
        assert self.status(story, "2026-09-07") == "care"

    def test_is_none_once_the_only_order_is_revoked(self) -> None:
        story = facts(
            CARE,
            ("order_made", "2026-05-04", {"order": "interim_care"}),
            ("order_revoked", "2026-06-01", {"order": "interim_care"}),
        )
        assert self.status(story, "2026-06-01") is None

    def test_ends_when_care_ends(self) -> None:
        story = facts(CARE, ("order_made", "2026-05-04", {"order": "care"}), ("left_care", "2026-06-01"))
        assert self.status(story, "2026-06-01") is None

    def test_is_not_changed_by_an_order_refused(self) -> None:
        story = facts(CARE, ("order_made", "2026-05-04", {"order": "care", "outcome": "refused"}))
        assert self.status(story, "2026-05-04") is None


class TestAuthorityToPlace:
    def held(self, story) -> list[tuple[str, date, date | None]]:
        return [(each.status, each.span.began, each.span.ended) for each in story.authority_to_place]

    def test_passes_from_consent_to_the_order_when_consent_is_withdrawn(self) -> None:
        story = facts(
            (
                "consent_given",
                "2026-03-02",
                {"consent": "s19_placement", "witnessed": True, "every_holder": True},
            ),
            ("order_made", "2026-06-01", {"order": "placement"}),
            ("consent_withdrawn", "2026-07-06"),
        )
        assert self.held(story) == [
            ("consent", date(2026, 3, 2), date(2026, 7, 6)),
            ("placement_order", date(2026, 7, 6), None),
        ]

    def test_is_not_lost_when_some_other_order_ends(self) -> None:
        story = facts(
            ("order_made", "2026-06-01", {"order": "placement"}),
            ("order_revoked", "2026-07-06", {"order": "interim_care"}),
        )
        assert self.held(story) == [("placement_order", date(2026, 6, 1), None)]

    def test_told_by_a_return_ends_when_the_return_tells_another_status(self) -> None:
        story = facts(
            ("legal_status_began", "2026-06-01", {"status": "placement_order"}),
            ("legal_status_began", "2026-09-07", {"status": "care"}),
        )
        assert self.held(story) == [("placement_order", date(2026, 6, 1), date(2026, 9, 7))]

    def test_ends_with_the_adoption_order(self) -> None:
        story = facts(
            ("order_made", "2026-06-01", {"order": "placement"}), ("adoption_order_made", "2027-01-11")
        )
        assert self.held(story) == [("placement_order", date(2026, 6, 1), date(2027, 1, 11))]
