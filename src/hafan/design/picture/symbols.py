"""The marks and the patterns: what tells things apart in black and white."""

from __future__ import annotations

from markupsafe import Markup, escape

from hafan.design.picture.shapes import Shape

#: Each shape drawn around nought, within six pixels each way. Solid ones are filled with the tone.
SOLID: dict[Shape, str] = {
    "circle": "M-5.500 0a5.500 5.500 0 1 0 11 0a5.500 5.500 0 1 0-11 0Z",
    "diamond": "M0-6.500 6.500 0 0 6.500-6.500 0Z",
    "square": "M-5-5H5V5H-5Z",
    "triangle": "M0-6 6.500 5.500H-6.500Z",
    "star": "M0-7 2-2.200 7-2.200 3 1 4.500 6 0 3 -4.500 6 -3 1 -7-2.200 -2-2.200Z",
}
LINES: dict[Shape, str] = {
    "ring": "M-4.500 0a4.500 4.500 0 1 0 9 0a4.500 4.500 0 1 0-9 0Z",
    "tick": "M-5.500 0.500-1.500 4.500 5.500-4.500",
    "cross": "M-4.500-4.500 4.500 4.500M4.500-4.500-4.500 4.500",
}


def glyph(shape: Shape, x: float, y: float) -> Markup:
    """The shape with its middle there."""
    solid = shape in SOLID
    path = SOLID[shape] if solid else LINES[shape]
    kind = "hp-mark" if solid else "hp-mark hp-mark--line"
    return Markup('<path class="{}" transform="translate({:.1f} {:.1f})" d="{}"/>').format(kind, x, y, path)


def patterns(name: str) -> Markup:
    """White patterns laid over a band's coloured edge; ids carry the picture's name, as pages hold several."""
    lines = {
        "stripes": ("8", "M-2 10 10-2M-2 2 2-2M6 10l4-4", "hp-pattern-line"),
        "dots": ("6", "M3 2.500v0.010", "hp-pattern-dot"),
        "bars": ("9", "M1.500 0V9", "hp-pattern-bar"),
        "quiet": ("6", "M1.500 0V6", "hp-pattern-quiet"),
    }
    return Markup("").join(
        Markup(
            '<pattern id="{}-{}" width="{}" height="{}" patternUnits="userSpaceOnUse">'
            '<path class="{}" d="{}"/></pattern>'
        ).format(escape(name), key, size, size, kind, path)
        for key, (size, path, kind) in lines.items()
    )
