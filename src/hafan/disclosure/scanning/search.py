"""Finds protected values in what was read: all of them in one pass, then each hit looked at where it stood."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import ahocorasick

from hafan.disclosure.scanning.folding import Laid, blurred, is_unseen, squashed
from hafan.disclosure.scanning.pieces import Piece, Where
from hafan.disclosure.scanning.values import Form, Kind, Protected, Severity, forms_of

#: Letters between a name and a date of birth within which they count as together.
_NEAR: Final = 200
#: In a picture a value this long is found even where words run together.
_LONG: Final = 6
_BEFORE_A_NAME: Final = re.compile(
    r"(?:\b(?:Mrs?|Ms|Miss|Mx|Dr|Sir|Lady|Mstr|Master)\b\.?|[Tt]eulu|[Ff]amily of)\s+$"
)
_AFTER_A_NAME: Final = re.compile(r"^(?:['’]?s)?\s+(?:family|household|home)\b")
_MONTH: Final = frozenset({"march", "april", "may", "june", "august"})
_NUMBERS: Final = frozenset({Kind.PHONE, Kind.NHS_NUMBER, Kind.BIRTH_DATE})
_NAMES: Final = frozenset({Kind.FULL_NAME, Kind.FAMILY_NAME, Kind.GIVEN_NAME})
_DIALLED: Final = frozenset({"", "0", "44", "440", "0044", "00440"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A protected value in a text. `said` is how it stands there: for the writer's eyes, never kept and never logged."""

    value: Protected
    severity: Severity
    where: Where
    said: str = field(repr=False)
    at: int
    seen: bool = False
    waits_for_a_name: bool = False

    @property
    def masked(self) -> str:
        """The first letter and how many there are, so that it can be found without being told."""
        return f"{self.said[:1]}{'·' * min(len(self.said) - 1, 20)}"


class Search:
    """The protected values of one release, made ready to be looked for."""

    def __init__(self, values: Iterable[Protected]) -> None:
        self._forms: dict[str, list[Form]] = defaultdict(list)
        self._blurred: dict[str, list[Form]] = defaultdict(list)
        for form in (form for value in values for form in forms_of(value)):
            self._forms[form.letters].append(form)
            if len(form.letters) >= _LONG:
                self._blurred[blurred(form.letters)].append(form)
        self._all, self._all_blurred = _automaton(self._forms), _automaton(self._blurred)

    def find(self, pieces: Sequence[Piece]) -> list[Hit]:
        """Every hit in these texts, in order."""
        found: list[Hit] = []
        for piece in pieces:
            hits = list(self._in_piece(piece))
            if piece.seen:
                hits += self._in_blur(piece, {hit.value for hit in hits})
            found += _with_names(_strongest(hits))
        return found

    def _in_piece(self, piece: Piece) -> Iterator[Hit]:
        if self._all is None:
            return
        laid: Laid | None = None
        for last, letters in self._all.iter(squashed(piece.text)):
            laid = laid or Laid(piece.text)
            start = last + 1 - len(letters)
            for form in self._forms[letters]:
                hit = _weighed(form, piece, laid, start, last + 1)
                if hit is not None:
                    yield hit

    def _in_blur(self, piece: Piece, known: set[Protected]) -> Iterator[Hit]:
        if self._all_blurred is None:
            return
        for last, letters in self._all_blurred.iter(blurred(squashed(piece.text))):
            for form in self._blurred[letters]:
                if form.value not in known and not form.needs_name_near:
                    yield Hit(form.value, Severity.LOOK, piece.where, form.letters, last, seen=True)


def _automaton(keys: Iterable[str]) -> Any:
    """All the keys in one machine; None when there is none to look for."""
    machine = ahocorasick.Automaton()
    for key in keys:
        machine.add_word(key, key)
    if not len(machine):
        return None
    machine.make_automaton()
    return machine


def _weighed(form: Form, piece: Piece, laid: Laid, start: int, end: int) -> Hit | None:
    """The hit, if it is one, with how grave it is."""
    first, last = laid.span(start, end)
    if not _stands_alone(form, piece, laid, start, first, last):
        return None
    said = laid.text[first:last]
    severity = _severity(form, laid.text, first, last, said)
    if severity is None:
        return None
    return Hit(form.value, severity, piece.where, said, first, piece.seen, form.needs_name_near)


def _stands_alone(form: Form, piece: Piece, laid: Laid, start: int, first: int, last: int) -> bool:
    """Is it a word or a number of its own, not a part of another?"""
    if form.value.kind in _NUMBERS:
        return _number_alone(form, laid.text, first, last)
    if piece.seen and len(form.letters) >= _LONG:
        return True
    if laid.begins_inside(start) or not laid.parted_before(first):
        return False
    return laid.parted_before(last) or _plural(laid, last)


def _plural(laid: Laid, last: int) -> bool:
    """Is it a name in the plural: the Powells, the Joneses?"""
    ending = re.match(r"(?:e?s|E?S)", laid.text[last:])
    return ending is not None and laid.parted_before(last + ending.end())


def _number_alone(form: Form, text: str, first: int, last: int) -> bool:
    before = re.search(r"\d*$", text[max(0, first - 6) : first])
    dialled = squashed(before.group()) if before else ""
    allowed = dialled in _DIALLED if form.value.kind is Kind.PHONE else not dialled
    return allowed and not text[last : last + 1].isdigit()


def _severity(form: Form, text: str, first: int, last: int, said: str) -> Severity | None:
    """How grave it is where it stands; None when it is no hit at all."""
    if form.needs_capital and not said[:1].isupper():
        return None
    broken = _broken(form, said)
    if broken is None or (form.letters in _MONTH and _is_month(text, first, last)):
        return None
    if broken:
        return Severity.LOOK
    if form.needs_capital and form.value.kind is Kind.FAMILY_NAME and _named(text, first, last):
        return Severity.STOP
    return form.severity


def _broken(form: Form, said: str) -> bool | None:
    """Is one word written as two: True makes it doubtful, None impossible. A word parted at the end of a line is whole, and so is s p a c e d."""
    if not form.one_word:
        return False
    inside = re.sub(r"[-‐‑–¬]\s*\n\s*", "", "".join(letter for letter in said if not is_unseen(letter)))
    gaps = len(re.findall(r"\s+", inside.strip()))
    if gaps == 0 or gaps >= len(form.letters) - 2:
        return False
    return None if len(form.letters) < 6 or not said[:1].isupper() else True


def _is_month(text: str, first: int, last: int) -> bool:
    return bool(
        re.search(r"\d(?:st|nd|rd|th)?\s*(?:of\s+)?$", text[:first][-12:])
        or re.match(r"\s*\d", text[last:][:8])
    )


def _named(text: str, first: int, last: int) -> bool:
    return bool(
        _BEFORE_A_NAME.search(text[max(0, first - 14) : first]) or _AFTER_A_NAME.match(text[last : last + 16])
    )


def _strongest(hits: Iterable[Hit]) -> list[Hit]:
    """One hit of a value at a place: the gravest and longest."""
    best: dict[tuple[Protected, int], Hit] = {}
    for hit in hits:
        key = (hit.value, hit.at)
        if key not in best or (hit.severity, len(hit.said)) > (best[key].severity, len(best[key].said)):
            best[key] = hit
    return sorted(best.values(), key=lambda hit: hit.at)


def _with_names(hits: Sequence[Hit]) -> list[Hit]:
    """A date of birth counts only beside a name of the same person."""
    named = [hit for hit in hits if hit.value.kind in _NAMES]
    return [
        replace(hit, waits_for_a_name=False)
        for hit in hits
        if not hit.waits_for_a_name
        or any(abs(hit.at - name.at) <= _NEAR and hit.value.whose == name.value.whose for name in named)
    ]
