"""What every page met on the way must be: free of axe's faults, no wider than the screen, in the language asked, silent."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/hafan/design/assets/node_modules/axe-core/axe.min.js"
#: GOV.UK's radio buttons that open further questions say so with aria-expanded, which axe does not know on a radio button
#: but screen readers do (govuk-frontend tests its own components without this rule). Elsewhere the rule holds.
_KNOWN = ".govuk-radios__input[aria-controls]"
_RUN = """async (known) => {
    const done = await axe.run(document, {resultTypes: ["violations"]});
    const told = node => [node.target.join(" "), node.html.slice(0, 200)];
    for (const each of done.violations) if (each.id === "aria-allowed-attr")
        each.nodes = each.nodes.filter(node => !document.querySelector(node.target[0]).matches(known));
    return done.violations.filter(each => each.nodes.length)
        .map(each => [each.id, each.impact, each.help, each.nodes.slice(0, 3).map(told)]);
}"""


@functools.cache
def source() -> str:
    """axe-core as npm gave it (`make assets`)."""
    return SOURCE.read_text(encoding="utf-8")


def faults(page: Any) -> list[Any]:
    """Everything axe finds, best practice included."""
    page.evaluate(f"() => {{ {source()} }}")
    found: list[Any] = page.evaluate(_RUN, _KNOWN)
    return found


def width_beyond(page: Any) -> int:
    """Pixels by which the page is wider than the screen."""
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wide))
