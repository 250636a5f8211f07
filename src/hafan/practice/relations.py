"""How people are related to a child, said from the child's side. Any other relation is kept as it was written."""

from __future__ import annotations

from hafan.practice.entries import Options
from hafan.practice.wording import Wording

RELATIONS = Options(
    "relation",
    {
        "mother": Wording("mother", "mam"),
        "father": Wording("father", "tad"),
        "putative_father": Wording("possible father", "tad posibl"),
        "sister": Wording("sister", "chwaer"),
        "brother": Wording("brother", "brawd"),
        "grandmother": Wording("grandmother", "mam-gu neu nain"),
        "grandfather": Wording("grandfather", "tad-cu neu daid"),
        "aunt": Wording("aunt", "modryb"),
        "uncle": Wording("uncle", "ewythr"),
        "family_friend": Wording("family friend", "ffrind i'r teulu"),
    },
)


def relation_in_words(relation: str, language: str) -> str:
    """The relation in the reader's language, where we know it; otherwise as it was written."""
    known = RELATIONS.wordings.get(relation)
    return known.text(language) if known else relation
