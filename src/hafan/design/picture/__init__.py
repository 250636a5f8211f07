"""One drawing of things over time: lanes of bands and marks on one axis, with today. Knows no domain word."""

from __future__ import annotations

from hafan.design.picture.drawing import draw, draw_svg
from hafan.design.picture.shapes import Band, Lane, Mark, Picture, Row

__all__ = ["Band", "Lane", "Mark", "Picture", "Row", "draw", "draw_svg"]
