"""Roughly in what somebody reads: the family of browser and of machine, never more than that is kept."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

#: What a browser says of itself, the telling words first: most of them also claim to be another.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS: Final = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def family(agent: str) -> str:
    """'Firefox|Windows', from the words a browser sends; empty halves where they say nothing we know."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser}|{system}"


def in_words(kept: str) -> str:
    """'Firefox on Windows', in the reader's language."""
    browser, _bar, system = kept.partition("|")
    if not system:
        return browser or _("A browser we do not know")
    return _("%(browser)s on %(system)s") % {"browser": browser or _("A browser"), "system": system}
