"""What must hold of every journey, however odd: nothing is lost, counted twice, or seen before its day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hafan.exchange.ssda903.periods import periods_of, settled
from hafan.exchange.ssda903.records import Episode
from hafan.exchange.ssda903.spells import EARLY_PERMANENCE, in_early_permanence_on, spells_in, spells_of

START = date(2024, 4, 1)
SPAN = 60


@st.composite
def journeys(draw):
    """A child's episodes with gaps, overlaps, repeats, open ends and codes nobody knows."""
    found = []
    for _ in range(draw(st.integers(0, 7))):
        began = START + timedelta(days=draw(st.integers(0, SPAN)))
        ended = draw(
            st.one_of(
                st.none(), st.integers(-1, 20).map(lambda days, began=began: began + timedelta(days=days))
            )
        )
        found.append(
            Episode(
                "7",
                began,
                draw(st.sampled_from(["S", "L", "P", "T", "B", "U", None])),
                draw(st.sampled_from(["C1", "E1", "V2"])),
                "N1",
                draw(st.sampled_from(["U5", "U2", "U6", "A5", "A6", "T1", "T4", "P1", "Q9", None])),
                "PR1",
                ended,
                draw(st.sampled_from(["X1", "X1", "X1", "E4A", None])),
                None,
                None,
                draw(st.sampled_from(["ZZ1", "ZZ2"])),
                None,
            )
        )
    return found


days = st.integers(-1, SPAN + 25).map(lambda number: START + timedelta(days=number))


class TestAnyJourney:
    @settings(max_examples=60, deadline=None)
    @given(journeys(), days)
    def test_has_every_episode_begun_by_the_day_in_one_run_of_one_period(self, chain, on):
        stays = [
            stay.episode for period in periods_of(chain, on) for run in period.runs for stay in run.stays
        ]
        assert stays == [episode for episode in settled(chain) if episode.decom <= on]

    @settings(max_examples=60, deadline=None)
    @given(journeys(), days)
    def test_ends_nothing_that_has_not_ended(self, chain, on):
        for period in periods_of(chain, on):
            for stay in period.stays:
                assert stay.ended_on is None or stay.began_on < stay.ended_on <= on

    @settings(max_examples=60, deadline=None)
    @given(journeys(), days)
    def test_leaves_only_the_last_stay_open(self, chain, on):
        open_stays = [stay.ended_on is None for period in periods_of(chain, on) for stay in period.stays]
        assert not any(open_stays[:-1])

    @settings(max_examples=60, deadline=None)
    @given(journeys(), days)
    def test_has_one_spell_for_each_run_with_early_permanence_in_it(self, chain, on):
        for period in periods_of(chain, on):
            spells = spells_in(period)
            with_early = [
                run for run in period.runs if any(stay.place in EARLY_PERMANENCE for stay in run.ordinary)
            ]
            assert [spell.run for spell in spells] == with_early
            for spell in spells:
                assert spell.run.began_on <= spell.first_seen_on
                assert spell.is_open or spell.ended_on > spell.first_seen_on

    @settings(max_examples=60, deadline=None)
    @given(journeys(), days)
    def test_is_in_early_permanence_only_inside_a_spell(self, chain, on):
        if in_early_permanence_on(chain, on) is not None:
            spells = spells_of(chain, on)
            assert any(
                spell.first_seen_on <= on and (spell.is_open or on < spell.ended_on) for spell in spells
            )

    @settings(max_examples=60, deadline=None)
    @given(journeys(), days)
    def test_does_not_depend_on_the_order_of_rows_that_begin_on_different_days(self, chain, on):
        apart = list({episode.decom: episode for episode in chain}.values())
        assert periods_of(apart, on) == periods_of(reversed(apart), on)
