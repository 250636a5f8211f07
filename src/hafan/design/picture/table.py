"""The picture's twin in words: a table that leaves nothing out."""

from __future__ import annotations

from markupsafe import Markup

from hafan.design.fragments import fragment
from hafan.design.picture.shapes import Row


def table(rows: list[Row]) -> Markup:
    """The table, folded away until asked for; on paper it stays folded, for the drawing says it."""
    return fragment("design/components/picture_table.html", rows=rows)
