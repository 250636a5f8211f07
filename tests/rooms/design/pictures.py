"""Pictures to draw in tests: a journey of nine months, of ten weeks and of eleven years. Everyone is invented."""

from __future__ import annotations

from datetime import date

from hafan.design.picture import Band, Lane, Mark, Picture


def nine_months() -> Picture:
    """From before a birth to a court decision still to come."""
    return Picture(
        start=date(2025, 6, 1),
        end=date(2026, 6, 30),
        today=date(2026, 3, 3),
        title="The journey of Gwenllian",
        description="Born on 14 July 2025; living with early permanence carers since 22 July; both plans active.",
        lanes=(
            Lane(
                "Where I live",
                (
                    Mark(date(2025, 7, 14), "Born", "teal", "star"),
                    Band(date(2025, 7, 14), date(2025, 7, 21), "Hospital", "slate", "dots"),
                    Band(date(2025, 7, 22), None, "EP carers, together since leaving hospital", "teal"),
                ),
            ),
            Lane(
                "The law",
                (
                    Band(date(2025, 7, 15), date(2025, 7, 24), "Section 20", "slate", "bars"),
                    Band(date(2025, 7, 25), None, "Interim care order", "plum", "stripes", open_ended=True),
                ),
            ),
            Lane(
                "Both plans",
                (
                    Band(date(2025, 7, 22), date(2025, 11, 30), "Return home", "blue", track=0),
                    Band(date(2025, 12, 1), date(2026, 1, 25), "gone quiet", "blue", "quiet", track=0),
                    Band(date(2026, 1, 26), None, "Return home", "blue", track=0),
                    Band(date(2025, 8, 20), None, "Adoption", "ochre", track=1),
                ),
            ),
            Lane(
                "Court",
                (
                    Band(date(2025, 7, 23), date(2026, 1, 21), "26 weeks", "slate", "bars"),
                    Band(date(2026, 1, 22), date(2026, 3, 18), "Extended by 8 weeks", "plum", "stripes"),
                    Mark(date(2025, 7, 25), "First hearing", "plum", "diamond"),
                    Mark(date(2025, 8, 14), "Case management hearing", "plum", "diamond"),
                    Mark(date(2025, 12, 18), "Issues resolution hearing", "plum", "diamond"),
                    Mark(date(2026, 3, 17), "Final hearing", "plum", "diamond"),
                ),
            ),
            Lane(
                "My family",
                tuple(
                    Mark(
                        date.fromordinal(date(2025, 8, 1).toordinal() + 13 * n),
                        "Time with Mam" if n % 5 else "Cancelled by the agency",
                        "moss" if n % 5 else "red",
                        "circle" if n % 5 else "cross",
                    )
                    for n in range(16)
                ),
            ),
            Lane(
                "What is due",
                (
                    Mark(date(2025, 8, 11), "First review", "moss", "tick"),
                    Mark(date(2025, 11, 10), "Second review", "moss", "tick"),
                    Mark(date(2026, 2, 24), "Visit overdue", "red", "triangle"),
                    Mark(date(2026, 5, 8), "Third review due", "teal", "ring"),
                ),
            ),
        ),
    )


def ten_weeks() -> Picture:
    """Short enough for weeks, with an empty lane and one-day bands."""
    return Picture(
        start=date(2026, 1, 5),
        end=date(2026, 3, 20),
        today=date(2026, 2, 2),
        title="Ten weeks",
        description="A short picture.",
        name="short",
        lanes=(
            Lane(
                "Where I live", (Band(date(2026, 1, 9), date(2026, 1, 9), "One night with an aunt", "teal"),)
            ),
            Lane("Court", (), empty="No proceedings have begun."),
            Lane(
                "What is due",
                (Mark(date(2026, 3, 19), "A long label right at the end of it", "red", "triangle"),),
            ),
        ),
    )


def eleven_years() -> Picture:
    """Long enough for years, and crowded."""
    homes = tuple(
        Band(
            date(2015 + n, 3, 1),
            date(2015 + n + (n % 3 > 0), 2 + n % 6, 20),
            f"Home {n + 1} with carers",
            "teal",
        )
        for n in range(10)
    )
    days = tuple(
        Mark(date(2016 + n // 12, n % 12 + 1, 10), f"Review {n + 1}", "moss", "tick")
        for n in range(0, 108, 6)
    )
    return Picture(
        start=date(2015, 1, 1),
        end=date(2026, 12, 31),
        today=date(2026, 3, 3),
        title="Eleven years",
        description="A long picture.",
        name="long",
        lanes=(Lane("Where I live", homes), Lane("Reviews", days)),
    )
