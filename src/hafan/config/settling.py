"""Settling in before the first reader: what every request needs is loaded once, and never looked through again."""

from __future__ import annotations

import gc

from django.urls import get_resolver

from hafan.frameworks.registry import COUNTRIES, framework

#: New objects between two collections; a page makes some 20,000, most of which are gone with it (docs/decisions/0007).
ROOM = 20_000


def settle() -> None:
    """Load the law and the addresses, and keep the collector of garbage away from what stays for good."""
    for country in COUNTRIES:
        framework(country)
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(ROOM, 20, 50)
