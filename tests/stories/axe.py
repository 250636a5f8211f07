"""What every page met on the way must be: free of axe's faults, no wider than the screen, in the language asked, silent."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/hafan/design/assets/node_modules/axe-core/axe.min.js"
_RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    each => [each.id, each.impact, each.help, each.nodes.slice(0, 3).map(node => node.html.slice(0, 200))])"""


@functools.cache
def source() -> str:
    """axe-core as npm gave it (`make assets`)."""
    return SOURCE.read_text(encoding="utf-8")


def faults(page: Any) -> list[Any]:
    """Everything axe finds, best practice included."""
    page.evaluate(f"() => {{ {source()} }}")
    found: list[Any] = page.evaluate(_RUN)
    return found


def width_beyond(page: Any) -> int:
    """Pixels by which the page is wider than the screen."""
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wide))
