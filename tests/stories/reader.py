"""Somebody with a browser: finds things by their words, in either language, and looks hard at every page met."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation

from tests.stories import axe
from tests.stories.house import House

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


@dataclass
class Reader:
    """One way of reading: a size and a language. `said` gathers what the browser complained of."""

    house: House
    key: str
    context: Any
    page: Any
    scripts: bool = True
    said: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    clicks: int = 0
    keystrokes: int = 0

    @property
    def language(self) -> str:
        """en or cy."""
        return self.key[-2:]

    @property
    def is_phone(self) -> bool:
        """On a small screen?"""
        return self.key.startswith("phone")

    @property
    def child(self) -> Any:
        """The child this reader works with."""
        return self.house.children[self.key]

    def words(self, english: str) -> str:
        """The words of a page in the reader's language; in Welsh they must exist."""
        with translation.override(self.language):
            said = translation.gettext(english)
        assert self.language == "en" or said != english, f"no Welsh for {english!r}"
        return said

    def open(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(self.house.address + path)
        self.look()

    def press(self, english: str, role: str = "button", exact: bool = True) -> None:
        """Press a button or follow a link by its words."""
        self.page.get_by_role(role, name=self.words(english), exact=exact).first.click()
        self.clicks += 1
        self.page.wait_for_load_state()
        self.look()

    def follow(self, english: str, exact: bool = True) -> None:
        """Follow a link by its words."""
        self.press(english, "link", exact)

    def choose(self, english: str) -> None:
        """Choose a radio button or tick a box by its words."""
        self.page.get_by_label(self.words(english), exact=False).first.check()
        self.clicks += 1

    def fill(self, name: str, text: str) -> None:
        """Type into a field."""
        self.page.locator(f"[name='{name}']").fill(text)
        self.keystrokes += len(text)

    def text(self) -> str:
        """Everything the page says."""
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    def look_again(self) -> None:
        """Look hard at a page that has changed under the same address."""
        self.page.wait_for_load_state()
        self.seen.discard(self._kind())
        self.look()

    def _kind(self) -> str:
        """The address of the page, whoever it is about."""
        return re.sub(r"[0-9a-f-]{36}", "…", self.page.url.split("#")[0].replace(self.house.address, ""))

    def look(self) -> None:
        """Look hard at a page, the first time it is met in this way of reading."""
        kind = self._kind()
        if kind in self.seen or not self.scripts:
            return
        self.seen.add(kind)
        assert self.page.locator("html").get_attribute("lang") == self.language, kind
        assert self.page.locator("h1").count() == 1, kind
        assert axe.width_beyond(self.page) <= 0, f"{kind} is wider than the screen"
        found = axe.faults(self.page)
        assert not found, f"{kind}: {found}"
        assert not self.said, f"{kind}: {self.said}"
