#!/usr/bin/env python3
"""Brings the Welsh catalogue up to date with the pages and the code: adds what is new, drops what is gone.

New strings arrive empty and marked unchecked, until a qualified person has read the Welsh.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from check_translations import CATALOGUE, extracted

UNCHECKED = "unchecked"
HEADER = "# The Welsh of Hafan. A string marked unchecked has not yet been read by a qualified person."


def main() -> None:
    """Rewrites the catalogue in place and says how much Welsh is still wanted."""
    catalogue = kept(CATALOGUE)
    before = {message.id for message in catalogue}
    catalogue.last_translator = catalogue.language_team = "Hafan"
    catalogue.msgid_bugs_address = "see CONTRIBUTING"
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    wanted = 0
    for message in catalogue:
        message.locations = []
        message.auto_comments = []
        if message.id and message.id not in before:
            message.user_comments = [UNCHECKED]
        wanted += bool(message.id) and not message.string
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, omit_header=False)
    sys.stdout.write(f"{len(catalogue)} strings, {wanted} without Welsh.\n")


def kept(file: Path) -> Catalog:
    """The catalogue as it stands, or a new one."""
    if file.exists():
        with file.open("rb") as source:
            return read_po(source, locale="cy")
    return Catalog(locale="cy", header_comment=HEADER, project="Hafan", version="1", fuzzy=False)


if __name__ == "__main__":
    main()
