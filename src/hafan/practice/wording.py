"""Words in both languages, kept together so that neither can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "cy"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing said in English and in Welsh. `checked` is true once a qualified person has read the Welsh."""

    en: str
    cy: str
    checked: bool = False

    def __post_init__(self) -> None:
        if not self.en.strip() or not self.cy.strip():
            raise ValueError(f"wording is needed in both languages: {self.en!r} / {self.cy!r}")

    def text(self, language: str) -> str:
        """The words in Welsh if `language` is Welsh, otherwise in English."""
        return self.cy if language.startswith("cy") else self.en

    def fill(self, language: str, **values: str) -> str:
        """The words with their {gaps} filled."""
        return self.text(language).format(**values)
