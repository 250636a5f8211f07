"""Every string people see is in the Welsh catalogue, with the same blanks to fill in."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "src" / "hafan" / "locale" / "cy" / "LC_MESSAGES" / "django.po"
BLANK = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


def extracted() -> Catalog:
    """What the pages and the code ask to be translated."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.pot"
        keywords = [f"-k{name}" for name in ("_l", "gettext_lazy", "pgettext_lazy:1c,2", "ngettext_lazy:1,2")]
        pybabel = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "babel.cfg"]
        subprocess.run([*pybabel, *keywords, "-o", str(found), "src/hafan"], cwd=ROOT, check=True)
        with found.open("rb") as file:
            return read_po(file)


def words(message: Message) -> list[str]:
    """The Welsh of a message: one string, or one for each plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def fault(message: Message, catalogue: Catalog) -> str | None:
    """What is wrong with the Welsh of one message."""
    welsh = catalogue.get(message.id, message.context)
    if welsh is None or not all(words(welsh)):
        return "has no Welsh"
    if welsh.fuzzy:
        return "is marked fuzzy"
    english = message.id if isinstance(message.id, str) else message.id[-1]
    if any(set(BLANK.findall(form)) - set(BLANK.findall(english)) for form in words(welsh)):
        return "has blanks in Welsh that the English does not fill"
    return None


def main() -> int:
    """Name every string that is not whole in both languages."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="cy")
    asked = [message for message in extracted() if message.id]
    wrong = [(message, what) for message in asked if (what := fault(message, catalogue))]
    for message, what in wrong:
        place = ", ".join(f"{name}:{line}" for name, line in message.locations[:2])
        print(f"{place}: {message.id!r} {what}")
    print(f"{len(asked)} strings, {len(wrong)} not whole in Welsh.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
