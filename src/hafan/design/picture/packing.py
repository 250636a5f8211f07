"""Where each thing and its words go, so that nothing covers anything else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from hafan.design.picture.axis import Axis
from hafan.design.picture.shapes import Band, Lane, Mark, first_day
from hafan.design.picture.widths import shortened, width

TEXT = 13.0  # type size of labels, in pixels
PAD = 6.0  # between a band's edge and its words
GLYPH = 12.0  # width of a mark
GAP = 5.0  # room kept around words
LEAST_BAND = 5.0  # a one-day band is still seen
MOST_LINES = 6  # after which marks give up their words
OFTEN = 3  # times a mark is repeated before its words move into the lane's key


@dataclass(slots=True)
class Placed:
    """A thing with its place: its own x0 to x1, its words and where they start, and its line in the lane."""

    item: Band | Mark
    x0: float
    x1: float
    words: str = ""
    words_x: float = 0.0
    line: int = 0
    outside: bool = False

    @property
    def reach(self) -> tuple[float, float]:
        """The room it needs, words and all. Bands may touch; words and marks keep their distance."""
        apart = -0.5 if isinstance(self.item, Band) else 1.0
        left, right = self.x0 - apart, self.x1 + apart
        if not self.outside or not self.words:
            return left, right
        return min(left, self.words_x - GAP), max(right, self.words_x + width(self.words, TEXT) + GAP)


@dataclass(slots=True)
class Lines:
    """The lines of one lane and what already stands on each."""

    taken: list[list[tuple[float, float]]] = field(default_factory=list)

    def is_free(self, line: int, reach: tuple[float, float]) -> bool:
        """Whether nothing on that line is in the way."""
        return line >= len(self.taken) or all(reach[1] <= a or reach[0] >= b for a, b in self.taken[line])

    def put(self, placed: Placed, line: int) -> Placed:
        """Stands a thing on a line."""
        while len(self.taken) <= line:
            self.taken.append([])
        self.taken[line].append(placed.reach)
        placed.line = line
        return placed

    def put_first(self, tries: list[Placed], first: int) -> Placed:
        """The first way and the topmost line that are free; the last way, on any line, when none is."""
        for placed in tries:
            for line in range(first, first + MOST_LINES):
                if self.is_free(line, placed.reach):
                    return self.put(placed, line)
        after = len(self.taken) if isinstance(tries[-1].item, Band) else first + MOST_LINES - 1
        return self.put(tries[-1], after)


def pack(lane: Lane, axis: Axis) -> tuple[list[Placed], int]:
    """Every thing of the lane in its place, and how many lines that took: bands above, marks under them."""
    lines = Lines()
    bands = sorted((item for item in lane.items if isinstance(item, Band)), key=first_day)
    placed = put_tracked([band for band in bands if band.track is not None], axis, lines)
    first = len(lines.taken)
    for band in bands:
        if band.track is None:
            placed.append(lines.put_first(ways_of_band(band, bands, axis), first))
    first = len(lines.taken)
    rhythm = repeated(lane)
    marks = sorted((item for item in lane.items if isinstance(item, Mark)), key=first_day)
    for mark in marks:
        if key_of(mark) in rhythm:
            placed.append(lines.put_first([bare(mark, axis)], first))
    first = len(lines.taken)
    for mark in marks:
        if key_of(mark) not in rhythm:
            placed.append(lines.put_first(ways_of_mark(mark, axis), first))
    return placed, max(1, len(lines.taken))


def put_tracked(bands: list[Band], axis: Axis, lines: Lines) -> list[Placed]:
    """Bands with a line of their own; words that do not fit inside stand beside, where nothing else does."""
    placed = []
    for band in bands:
        x0, x1 = edges(band, axis)
        placed.append(lines.put(Placed(band, x0, x1), band.track or 0))
    for each, band in zip(placed, bands, strict=True):
        ways = ways_of_band(band, bands, axis)
        for way in ways:
            words = (way.words_x - GAP, way.words_x + width(way.words, TEXT) + GAP)
            if not way.outside or lines.is_free(each.line, words):
                each.words, each.words_x, each.outside = way.words, way.words_x, way.outside
                lines.taken[each.line].append(each.reach)
                break
    return placed


def key_of(mark: Mark) -> tuple[str, str, str]:
    """What makes two marks say the same."""
    return mark.label, mark.shape, mark.tone


def repeated(lane: Lane) -> dict[tuple[str, str, str], Mark]:
    """Marks said so often that their words go into a key under the lane's title, once."""
    counted = Counter(key_of(item) for item in lane.items if isinstance(item, Mark))
    often = {key for key, count in counted.items() if count >= OFTEN}
    return {key_of(item): item for item in lane.items if isinstance(item, Mark) and key_of(item) in often}


def edges(band: Band, axis: Axis) -> tuple[float, float]:
    """A band's left and right, never too thin to see."""
    x0 = min(axis.x(band.start), axis.right - LEAST_BAND)
    x1 = axis.right if band.end is None else axis.x(band.end, after=True)
    return x0, max(x1, x0 + LEAST_BAND)


def shown_within(band: Band, axis: Axis) -> Placed:
    """A band with its words inside it, shortened if need be."""
    x0, x1 = edges(band, axis)
    return Placed(band, x0, x1, shortened(band.label, TEXT, x1 - x0 - 2 * PAD), x0 + PAD)


def ways_of_band(band: Band, bands: list[Band], axis: Axis) -> list[Placed]:
    """A band: words inside if they fit, else beside it, away from the band that follows; else shortened inside."""
    x0, x1 = edges(band, axis)
    needed = width(band.label, TEXT)
    if needed <= x1 - x0 - 2 * PAD:
        return [Placed(band, x0, x1, band.label, x0 + PAD)]
    ways = []
    if x1 + PAD + needed <= axis.right:
        ways.append(Placed(band, x0, x1, band.label, x1 + PAD, outside=True))
    if x0 - PAD - needed >= axis.left:
        ways.append(Placed(band, x0, x1, band.label, x0 - PAD - needed, outside=True))
    if any(x1 - 1 <= axis.x(other.start) <= x1 + needed + GAP for other in bands if other is not band):
        ways.reverse()
    return [*ways, shown_within(band, axis)]


def bare(mark: Mark, axis: Axis) -> Placed:
    """A mark without words."""
    middle = (axis.x(mark.on) + axis.x(mark.on, after=True)) / 2
    middle = min(max(middle, axis.left + GLYPH / 2), axis.right - GLYPH / 2)
    return Placed(mark, middle - GLYPH / 2, middle + GLYPH / 2)


def ways_of_mark(mark: Mark, axis: Axis) -> list[Placed]:
    """A mark: words to its right, else to its left, else shortened, else none; the table has them all the same."""
    plain = bare(mark, axis)
    x0, x1, needed = plain.x0, plain.x1, width(mark.label, TEXT)
    ways = []
    if x1 + 4 + needed <= axis.right:
        ways.append(Placed(mark, x0, x1, mark.label, x1 + 4, outside=True))
    if x0 - 4 - needed >= axis.left:
        ways.append(Placed(mark, x0, x1, mark.label, x0 - 4 - needed, outside=True))
    if not ways:
        ways.append(
            Placed(mark, x0, x1, shortened(mark.label, TEXT, axis.right - x1 - 4), x1 + 4, outside=True)
        )
    return [*ways, plain]
