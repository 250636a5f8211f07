"""How a chronology folds into stretches of time: care, placements, legal statuses, authority to place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from hafan.practice.calendar import Span
from hafan.practice.entries import Entry

if TYPE_CHECKING:
    from hafan.practice.facts import Facts


@dataclass(frozen=True, slots=True)
class PlacementSpan:
    """Where the child lives, from one day to another. `carers` is the same for placements with the same carers."""

    span: Span
    kind: str
    carers: str
    began_by: Entry
    ended_by: Entry | None = None
    first_with_carers: bool = True

    @property
    def is_temporary(self) -> bool:
        """Time away from the placement (hospital, holiday), not a placement of its own."""
        return self.kind.startswith("temporary")


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch with the same carers: its placements in order, time away in hospital or on holiday left out."""

    carers: str
    span: Span
    placements: tuple[PlacementSpan, ...]

    @property
    def began_by(self) -> Entry:
        """The entry with which the child came to live there."""
        return self.placements[0].began_by

    def placement_on(self, day: date) -> PlacementSpan:
        """What the placement with these carers was on this day."""
        return next(
            (each for each in reversed(self.placements) if each.span.began <= day), self.placements[0]
        )


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """A legal status and the entry that brought it."""

    span: Span
    status: str
    by: Entry


_LEAVING = ("left_care", "adoption_order_made")

#: Orders that are a legal status of their own while they last.
STATUS_OF_ORDER = {
    "interim_care": "interim_care",
    "care": "care",
    "placement": "placement_order",
    "emergency_protection": "emergency_protection",
}


def _close(day: date, began: date) -> Span:
    """End a span on `day`; a day earlier than it began leaves an empty span, never a negative one."""
    return Span(began, max(began, day))


def fold_care(facts: Facts) -> tuple[Span, ...]:
    """Each period of care: from becoming looked after until care ends or the adoption order."""
    spans: list[Span] = []
    for entry in facts.all("became_looked_after", *_LEAVING):
        is_open = bool(spans) and spans[-1].ended is None
        if entry.kind == "became_looked_after" and not is_open:
            spans.append(Span(entry.on))
        elif entry.kind in _LEAVING and is_open:
            spans[-1] = _close(entry.on, spans[-1].began)
    return tuple(spans)


def _next_placement(entry: Entry, before: PlacementSpan | None) -> PlacementSpan | None:
    """The placement this entry begins, if it begins one."""
    same = entry.kind == "placement_changed" or bool(entry.get("same_carers"))
    if entry.kind not in ("placement_began", "placement_changed", "placed_for_adoption"):
        return None
    kind = "adoption" if entry.kind == "placed_for_adoption" else str(entry.get("placement_kind", "other"))
    if same and before is not None:
        return PlacementSpan(Span(entry.on), kind, before.carers, entry, first_with_carers=False)
    return PlacementSpan(Span(entry.on), kind, str(entry.get("household") or entry.ref), entry)


def _lived_with_before(spans: list[PlacementSpan], *, after_time_away: bool) -> PlacementSpan | None:
    """The placement that "the same carers" means: after time away, the one before it."""
    for each in reversed(spans):
        if not (after_time_away and each.is_temporary):
            return each
    return None


def fold_placements(facts: Facts) -> tuple[PlacementSpan, ...]:
    """Where the child lived, in order. Beginning one placement ends the one before on the same day."""
    spans: list[PlacementSpan] = []
    kinds = ("placement_began", "placement_changed", "placed_for_adoption", "placement_ended", *_LEAVING)
    for entry in facts.all(*kinds):
        following = _next_placement(entry, _lived_with_before(spans, after_time_away=True))
        if spans and spans[-1].span.ended is None:
            spans[-1] = replace(spans[-1], span=_close(entry.on, spans[-1].span.began), ended_by=entry)
        if following is not None:
            spans.append(following)
    return tuple(spans)


def fold_stays(facts: Facts) -> tuple[Stay, ...]:
    """With whom the child lived, in order. A few days away do not end a stay; other carers do."""
    stays: list[Stay] = []
    for each in facts.placements:
        last = stays[-1] if stays else None
        if each.is_temporary:
            if last is not None and last.span.ended == each.span.began:
                stays[-1] = replace(last, span=Span(last.span.began, each.span.ended))
        elif last is not None and not each.first_with_carers and last.span.ended == each.span.began:
            span = Span(last.span.began, each.span.ended)
            stays[-1] = replace(last, span=span, placements=(*last.placements, each))
        else:
            stays.append(Stay(each.carers, each.span, (each,)))
    return tuple(stays)


def _status_brought_by(entry: Entry) -> str | None:
    if entry.kind == "legal_status_began":
        return str(entry.get("status"))
    if entry.kind == "order_made" and entry.get("outcome", "granted") == "granted":
        return STATUS_OF_ORDER.get(str(entry.get("order")))
    return None


def fold_statuses(facts: Facts) -> tuple[StatusSpan, ...]:
    """Legal statuses in order; each ends the one before, and leaving care ends the last.

    A placement order outranks a care order made with it; when it is revoked, the care order revives.
    """
    spans: list[StatusSpan] = []
    for entry in facts.all("legal_status_began", "order_made", "order_revoked", *_LEAVING):
        held = spans[-1] if spans and spans[-1].span.ended is None else None
        if entry.kind == "order_revoked":
            status = _after_revocation(entry, held, spans)
        else:
            status = _status_brought_by(entry)
        if held is not None and (status == held.status or _is_outranked(entry, status, held)):
            continue
        if held is not None and (status is not None or entry.kind in _LEAVING or _revokes(entry, held)):
            spans[-1] = replace(held, span=_close(entry.on, held.span.began))
        if status is not None:
            spans.append(StatusSpan(Span(entry.on), status, entry))
    return tuple(spans)


def _is_outranked(entry: Entry, status: str | None, held: StatusSpan) -> bool:
    """A care order does not displace a placement order while that lasts."""
    if held.status != "placement_order" or status not in ("care", "interim_care"):
        return False
    return entry.kind == "order_made" or entry.on == held.span.began


def _revokes(entry: Entry, held: StatusSpan) -> bool:
    return entry.kind == "order_revoked" and STATUS_OF_ORDER.get(str(entry.get("order"))) == held.status


def _after_revocation(entry: Entry, held: StatusSpan | None, spans: list[StatusSpan]) -> str | None:
    if held is None or held.status != "placement_order" or not _revokes(entry, held):
        return None
    return "care" if any(each.status == "care" for each in spans) else None


def _gives_authority(entry: Entry, consents: list[Entry]) -> str | None:
    """What authority this entry gives. Consent counts when every holder gave it and every consent was witnessed."""
    if entry.kind == "order_made" and entry.get("order") == "placement":
        return "placement_order" if entry.get("outcome", "granted") == "granted" else None
    if entry.kind == "legal_status_began" and entry.get("status") == "placement_order":
        return "placement_order"
    if (
        entry.kind == "consent_given"
        and entry.get("consent") == "s19_placement"
        and entry.get("every_holder")
    ):
        return "consent" if all(given.get("witnessed") for given in consents) else None
    return None


def _ends_authority(entry: Entry, held: dict[str, Entry]) -> list[str]:
    """Which authorities this entry ends."""
    if entry.kind in _LEAVING:
        return list(held)
    if entry.kind == "order_revoked" and entry.get("order") == "placement":
        return ["placement_order"]
    if entry.kind == "consent_withdrawn":
        return ["consent"] if is_about_section_19(entry) else []
    order = held.get("placement_order")
    later_status = entry.kind == "legal_status_began" and entry.get("status") != "placement_order"
    if later_status and order is not None and order.kind == "legal_status_began" and entry.on > order.on:
        return ["placement_order"]
    return []


def is_about_section_19(entry: Entry) -> bool:
    """Is this the withdrawal of consent to placement under section 19? Where nobody said, it is."""
    return str(entry.get("consent", "s19_placement")) == "s19_placement"


_ABOUT_AUTHORITY = ("order_made", "legal_status_began", "consent_given", "order_revoked", "consent_withdrawn")


def fold_authority(facts: Facts) -> tuple[StatusSpan, ...]:
    """When the agency held authority to place for adoption, and by what. Losing one may leave the other."""
    spans: list[StatusSpan] = []
    held: dict[str, Entry] = {}
    consents: list[Entry] = []
    for entry in facts.all(*_ABOUT_AUTHORITY, *_LEAVING):
        for ended in _ends_authority(entry, held):
            held.pop(ended, None)
        if entry.kind == "consent_withdrawn" and is_about_section_19(entry):
            consents.clear()
        if entry.kind == "consent_given" and entry.get("consent") == "s19_placement":
            consents.append(entry)
        given = _gives_authority(entry, consents)
        if given is not None:
            held.setdefault(given, entry)
        _show(spans, next(iter(held), None), entry)
    return tuple(spans)


def _show(spans: list[StatusSpan], basis: str | None, entry: Entry) -> None:
    """Close the open span if what it rested on is gone, and open one for what is held now."""
    current = spans[-1] if spans and spans[-1].span.ended is None else None
    if current is not None and current.status == basis:
        return
    if current is not None:
        spans[-1] = replace(current, span=_close(entry.on, current.span.began))
    if basis is not None:
        spans.append(StatusSpan(Span(entry.on), basis, entry))
