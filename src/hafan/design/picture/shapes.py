"""What a picture is made of: plain dated things, in words already chosen for their reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

#: Each tone is a colour of the palette. "blue" and "ochre" are the pair of one lightness, for two things that
#: weigh the same.
Tone = Literal["teal", "blue", "ochre", "plum", "moss", "slate", "red"]
#: What tells bands apart in black and white. "quiet" is a time when nothing moved.
Pattern = Literal["plain", "stripes", "dots", "bars", "quiet"]
Shape = Literal["circle", "ring", "diamond", "square", "triangle", "tick", "cross", "star"]


@dataclass(frozen=True, slots=True)
class Band:
    """A span of days, both included. `end` is None while it goes on; `open_ended` says its end is not set.

    Bands given the same `track` share a line; without one, each finds its own.
    """

    start: date
    end: date | None
    label: str
    tone: Tone = "slate"
    pattern: Pattern = "plain"
    open_ended: bool = False
    track: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One day."""

    on: date
    label: str
    tone: Tone = "slate"
    shape: Shape = "circle"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of sight: a title and the things in it. `empty` is said when there are none."""

    title: str
    items: tuple[Band | Mark, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to draw, between two days. `name` tells pictures on one page apart."""

    start: date
    end: date
    today: date
    lanes: tuple[Lane, ...]
    title: str
    description: str
    name: str = "picture"

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a picture needs at least two days: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the picture's table."""

    lane: str
    what: str
    start: date
    end: date | None
    is_day: bool
    goes_on: bool
    note: str


def rows_of(picture: Picture) -> list[Row]:
    """The same things as the picture shows, in order, lane by lane; nothing left out."""
    rows = []
    for lane in picture.lanes:
        for item in sorted(lane.items, key=first_day):
            if isinstance(item, Mark):
                rows.append(
                    Row(lane.title, item.label, item.on, None, is_day=True, goes_on=False, note=item.note)
                )
            else:
                goes_on = item.end is None or item.open_ended
                rows.append(
                    Row(
                        lane.title,
                        item.label,
                        item.start,
                        item.end,
                        is_day=False,
                        goes_on=goes_on,
                        note=item.note,
                    )
                )
    return rows


def first_day(item: Band | Mark) -> date:
    """The day a thing begins."""
    return item.on if isinstance(item, Mark) else item.start
