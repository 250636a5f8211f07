"""The picture as SVG: one drawing for the page, the printer and any file. All looks are classes, never styles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from markupsafe import Markup

from hafan.design import filters, words
from hafan.design.picture.axis import Axis, ticks
from hafan.design.picture.packing import Placed, pack, repeated
from hafan.design.picture.shapes import Band, Lane, Mark, Picture, rows_of
from hafan.design.picture.symbols import glyph, patterns
from hafan.design.picture.table import table
from hafan.design.picture.widths import shortened, width

LINE, BAND, EDGE = 31.0, 25.0, 5.0  # heights in pixels: a line of a lane, a band on it, its coloured edge
AXIS = 58.0  # height of the axis with the flag of today above it
LANE_PAD = 7.0
KEY = 18.0  # a line of a lane's key


@dataclass(frozen=True, slots=True)
class Sheet:
    """The shape of the paper: a wide one names its lanes at the left, a narrow one above each."""

    kind: str
    width: float
    left: float
    right: float
    title_height: float
    title_left: float


WIDE = Sheet("wide", 1000, 146, 994, 0, 0)
NARROW = Sheet("narrow", 360, 2, 358, 24, 2)


def draw(picture: Picture) -> Markup:
    """The figure for a page: the wide and the narrow drawing (a page shows one), and the table that says the same."""
    wide, narrow = draw_svg(picture, WIDE), draw_svg(picture, NARROW)
    return Markup('<figure class="hafan-picture">{}{}{}</figure>').format(
        wide, narrow, table(rows_of(picture))
    )


def draw_svg(picture: Picture, sheet: Sheet = WIDE) -> Markup:
    """One drawing."""
    lang, name = filters.current_language(), f"{picture.name}-{sheet.kind}"
    axis = Axis(picture.start, picture.end, sheet.left, sheet.right)
    lanes, height = stacked(picture, axis, sheet)
    parts = [Markup("<defs>{}</defs>").format(patterns(name)), ahead(picture, axis, height)]
    parts += [axis_lines(axis, height, lang)]
    parts += [things(placed, top + sheet.title_height, name) for _lane, placed, top, _bottom in lanes]
    parts += [today_drawn(picture, axis, height, lang), axis_words(axis, lang)]
    parts += [lane_drawn(lane, placed, top, bottom, sheet) for lane, placed, top, bottom in lanes]
    return Markup(
        '<svg class="hafan-picture__svg hafan-picture__{}" viewBox="0 0 {} {:.0f}" role="img"'
        ' aria-labelledby="{}-title {}-words" xmlns="http://www.w3.org/2000/svg">'
        '<title id="{}-title">{}</title><desc id="{}-words">{}</desc>{}</svg>'
    ).format(
        sheet.kind, f"{sheet.width:g}", height, name, name, name, picture.title, name, picture.description,
        Markup("").join(parts),
    )  # fmt: skip


def stacked(
    picture: Picture, axis: Axis, sheet: Sheet
) -> tuple[list[tuple[Lane, list[Placed], float, float]], float]:
    """The lanes one under another, each with its top and bottom, and the height of it all."""
    top, lanes = AXIS, []
    for lane in picture.lanes:
        placed, lines = pack(lane, axis)
        height = sheet.title_height + lines * LINE + 2 * LANE_PAD
        if sheet.kind == "wide":
            height = max(
                height, 17 * len(wrapped(lane.title, sheet)) + KEY * len(repeated(lane)) + 2 * LANE_PAD + 2
            )
        bottom = top + height
        lanes.append((lane, placed, top, bottom))
        top = bottom
    return lanes, top + 2


def ahead(picture: Picture, axis: Axis, height: float) -> Markup:
    """The days still to come, on a quieter ground."""
    if picture.today >= picture.end:
        return Markup("")
    x = axis.x(max(picture.today, picture.start), after=picture.today >= picture.start)
    return Markup('<rect class="hp-ahead" x="{:.1f}" y="{}" width="{:.1f}" height="{:.0f}"/>').format(
        x, AXIS, axis.right - x, height - AXIS
    )


def axis_lines(axis: Axis, height: float, lang: str) -> Markup:
    """Years over months, or months over weeks: their lines down the picture."""
    lines = Markup("").join(
        Markup('<path class="hp-{}" d="M{:.1f} {}V{:.0f}"/>').format(
            "major" if tick.major else "minor", tick.x, 26 if tick.major else 46, height
        )
        for tick in ticks(axis, lang)
    )
    return Markup('<g aria-hidden="true">{}<path class="hp-base" d="M{:.1f} {}H{:.1f}"/></g>').format(
        lines, axis.left, AXIS, axis.right
    )


def axis_words(axis: Axis, lang: str) -> Markup:
    """The names of the years and months, over everything that might cross them."""
    words_of = Markup("").join(
        Markup('<text class="hp-{}-words" x="{:.1f}" y="{}">{}</text>').format(
            "major" if tick.major else "minor", tick.x + 3, 36 if tick.major else 52, tick.words
        )
        for tick in ticks(axis, lang)
        if tick.words
    )
    return Markup('<g aria-hidden="true">{}</g>').format(words_of)


def today_drawn(picture: Picture, axis: Axis, height: float, lang: str) -> Markup:
    """The line of today, with its flag over the axis; nothing when today is outside the picture."""
    if not picture.start <= picture.today <= picture.end:
        return Markup("")
    x = (axis.x(picture.today) + axis.x(picture.today, after=True)) / 2
    said = f"{_('Today')}, {words.short_date(picture.today, lang)}"
    wide = width(said, 12, bold=True) + 14
    flag = min(max(x - wide / 2, 0), axis.right - wide)
    return Markup(
        '<g aria-hidden="true"><path class="hp-today" d="M{:.1f} 20V{:.0f}"/>'
        '<rect class="hp-flag" x="{:.1f}" y="1" width="{:.1f}" height="20" rx="4"/>'
        '<text class="hp-flag-words" x="{:.1f}" y="15.500">{}</text></g>'
    ).format(x, height, flag, wide, flag + 7, said)


def lane_drawn(lane: Lane, placed: list[Placed], top: float, bottom: float, sheet: Sheet) -> Markup:
    """A lane's title, its key, the rule under it, and the words of its things, over everything else."""
    first = top + LANE_PAD + sheet.title_height
    parts = [Markup('<path class="hp-rule" d="M0 {:.1f}H{:g}"/>').format(bottom, sheet.width)]
    for line, text in enumerate(wrapped(lane.title, sheet)):
        parts.append(words_at("hp-lane", sheet.title_left, top + LANE_PAD + 17 + line * 17, text))
    if not lane.items and lane.empty:
        parts.append(words_at("hp-empty", sheet.left + 6, first + 18, lane.empty))
    parts += keys_drawn(lane, top, sheet)
    parts += [item_words(each, top + sheet.title_height) for each in placed if each.words]
    return Markup("<g>{}</g>").format(Markup("").join(parts))


def words_at(kind: str, x: float, y: float, text: str) -> Markup:
    """Some words, somewhere."""
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(kind, x, y, text)


def keys_drawn(lane: Lane, top: float, sheet: Sheet) -> list[Markup]:
    """What the repeated marks of a lane mean: under its title on a wide sheet, beside it on a narrow one."""
    parts, x = [], sheet.title_left + width(lane.title, 14, bold=True) + 18
    for line, mark in enumerate(repeated(lane).values()):
        if sheet.kind == "wide":
            at, y = (
                sheet.title_left + 6,
                top + LANE_PAD + 17 * len(wrapped(lane.title, sheet)) + 12 + line * KEY,
            )
            text = shortened(mark.label, 12, sheet.left - at - 16)
        else:
            at, y = x, top + LANE_PAD + 12
            text = shortened(mark.label, 12, sheet.right - at - 12)
            x += 12 + width(text, 12) + 14
        shape = Markup('<g class="hp-{}">{}</g>').format(mark.tone, glyph(mark.shape, at, y))
        parts += [shape, words_at("hp-key", at + 10, y + 4.5, text)]
    return parts


def wrapped(title: str, sheet: Sheet) -> list[str]:
    """The lane's title on as few lines as its column allows."""
    room, lines = (sheet.left - 12 if sheet.kind == "wide" else sheet.width), [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, 14, bold=True) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines[:2]


def things(placed: list[Placed], top: float, name: str) -> Markup:
    """The bands and marks of a lane, without their words; all of it is said when pointed at."""
    drawn = []
    for each in placed:
        item, y = each.item, top + LANE_PAD + each.line * LINE
        body = band_drawn(item, each, y, name) if isinstance(item, Band) else mark_drawn(item, each, y)
        drawn.append(Markup('<g class="hp-{}"><title>{}</title>{}</g>').format(item.tone, said(item), body))
    return Markup("").join(drawn)


def item_words(placed: Placed, top: float) -> Markup:
    """The words of a thing, kept clear of the lines behind them."""
    kind = "hp-words hp-words--outside" if placed.outside else f"hp-words hp-words--{placed.item.tone}"
    if isinstance(placed.item, Band) and placed.item.pattern == "quiet":
        kind = "hp-words hp-words--outside"
    lift = 15.5 if isinstance(placed.item, Band) else 17.5
    return words_at(kind, placed.words_x, top + LANE_PAD + placed.line * LINE + lift, placed.words)


def band_drawn(band: Band, placed: Placed, y: float, name: str) -> Markup:
    """A tinted band on a coloured edge; the edge's pattern tells bands apart without colour."""
    x, wide = placed.x0, placed.x1 - placed.x0
    quiet = " hp-fill--quiet" if band.pattern == "quiet" else ""
    arrow = min(9.0, wide / 2) if band.end is None or band.open_ended else 0.0
    right = x + wide
    outline = (
        f"M{x:.1f} {y:.1f}H{right - arrow:.1f}"
        + (
            f"L{right:.1f} {y + BAND / 2:.1f}L{right - arrow:.1f} {y + BAND:.1f}"
            if arrow
            else f"V{y + BAND:.1f}"
        )
        + f"H{x:.1f}Z"
    )
    edge = Markup('x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:g}"').format(
        x, y + BAND - EDGE, max(wide - arrow, 1), EDGE
    )
    over = Markup("")
    if band.pattern != "plain":
        over = Markup('<rect fill="url(#{}-{})" {}/>').format(name, band.pattern, edge)
    shape = Markup('<path class="hp-fill{}" d="{}"/><rect class="hp-edge" {}/>').format(quiet, outline, edge)
    return shape + over


def mark_drawn(mark: Mark, placed: Placed, y: float) -> Markup:
    """A small shape on its day."""
    return glyph(mark.shape, (placed.x0 + placed.x1) / 2, y + 13)


def said(item: Band | Mark) -> str:
    """The thing in one sentence, with its days."""
    lang, note = filters.current_language(), f". {item.note}" if item.note else ""
    if isinstance(item, Mark):
        return f"{item.label}, {words.date_in_words(item.on, lang)}{note}"
    return f"{item.label}, {days_said(item.start, item.end, lang)}{note}"


def days_said(start: date, end: date | None, lang: str) -> str:
    """From one day to another, or since."""
    begins = words.date_in_words(start, lang)
    if end is None:
        return _("since %(day)s") % {"day": begins}
    return _("%(start)s to %(end)s") % {"start": begins, "end": words.date_in_words(end, lang)}
