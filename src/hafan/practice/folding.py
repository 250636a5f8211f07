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


def _status_brought_by(entry: Entry) -> str | None:
    if entry.kind == "legal_status_began":
        return str(entry.get("status"))
    if entry.kind == "order_made" and entry.get("outcome", "granted") == "granted":
        return STATUS_OF_ORDER.get(str(entry.get("order")))
    return None


def fold_statuses(facts: Facts) -> tuple[StatusSpan, ...]:
    """Legal statuses in order; each ends the one before, and leaving care ends the last."""
    spans: list[StatusSpan] = []
    for entry in facts.all("legal_status_began", "order_made", *_LEAVING):
        status = _status_brought_by(entry)
        if status is None and entry.kind not in _LEAVING:
            continue
        if spans and spans[-1].span.ended is None:
            if spans[-1].status == status:
                continue
            spans[-1] = replace(spans[-1], span=_close(entry.on, spans[-1].span.began))
        if status is not None:
            spans.append(StatusSpan(Span(entry.on), status, entry))
    return tuple(spans)


def _gives_authority(entry: Entry) -> str | None:
    if entry.kind == "order_made" and entry.get("order") == "placement":
        return "placement_order" if entry.get("outcome", "granted") == "granted" else None
    if entry.kind == "consent_given" and entry.get("consent") == "s19_placement":
        return "consent" if entry.get("every_holder") else None
    if entry.kind == "legal_status_began" and entry.get("status") == "placement_order":
        return "placement_order"
    return None


def _ends_authority(entry: Entry, held: str) -> bool:
    if entry.kind == "adoption_order_made":
        return True
    return entry.kind == ("order_revoked" if held == "placement_order" else "consent_withdrawn")


def fold_authority(facts: Facts) -> tuple[StatusSpan, ...]:
    """When the agency held authority to place for adoption, and by what."""
    spans: list[StatusSpan] = []
    kinds = ("order_made", "legal_status_began", "consent_given", "order_revoked", "consent_withdrawn")
    for entry in facts.all(*kinds, "adoption_order_made"):
        held = spans[-1] if spans and spans[-1].span.ended is None else None
        if held is not None and _ends_authority(entry, held.status):
            spans[-1] = replace(held, span=_close(entry.on, held.span.began))
        given = _gives_authority(entry)
        if given is not None and held is None:
            spans.append(StatusSpan(Span(entry.on), given, entry))
    return tuple(spans)
