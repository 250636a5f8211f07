"""What was done, in words. A code nobody named is told by its verb, and the code itself stands behind it."""

from __future__ import annotations

from typing import Final

from hafan.practice.wording import Wording

ACTIONS: Final = {
    "journeys.child.viewed": Wording("Read the record", "Darllen y cofnod"),
    "journeys.child.found": Wording("Found the child in a search", "Dod o hyd i’r plentyn mewn chwiliad"),
    "journeys.children.viewed": Wording("Read a list of children", "Darllen rhestr o blant"),
    "journeys.picture.viewed": Wording("Looked at the picture of the journey", "Edrych ar ddarlun y daith"),
    "journeys.entry.viewed": Wording("Read one entry", "Darllen un cofnodiad"),
    "journeys.kinds.viewed": Wording("Began to record something", "Dechrau cofnodi rhywbeth"),
    "journeys.form.viewed": Wording("Opened a form about the child", "Agor ffurflen am y plentyn"),
    "audit.looks.viewed": Wording(
        "Read who has looked at this child", "Darllen pwy sydd wedi edrych ar y plentyn hwn"
    ),
    "audit.unusual.viewed": Wording(
        "Read the list of unusual views", "Darllen y rhestr o edrychiadau anarferol"
    ),
    "audit.unusual.looked_into": Wording("Looked into an unusual view", "Ymchwilio i edrychiad anarferol"),
    "chronology.entry.recorded": Wording("Recorded an entry", "Cofnodi rhywbeth"),
    "chronology.entry.corrected": Wording("Corrected an entry", "Cywiro cofnodiad"),
    "people.child.opened": Wording("Opened the record of a child", "Agor cofnod plentyn"),
    "access.grant.added": Wording("Let somebody see the child", "Rhoi hawl i rywun weld y plentyn"),
    "access.grant.changed": Wording(
        "Changed or ended somebody’s sight", "Newid neu ddod â hawl rhywun i weld i ben"
    ),
    "access.denial.added": Wording("Kept somebody from the child", "Cadw rhywun rhag gweld y plentyn"),
    "access.denial.changed": Wording(
        "Changed who is kept from the child", "Newid pwy sy’n cael ei gadw rhag y plentyn"
    ),
    "access.seclusion.added": Wording("Restricted or sealed the record", "Cyfyngu neu selio’r cofnod"),
    "access.seclusion.changed": Wording(
        "Changed how the record is restricted", "Newid sut mae’r cofnod wedi’i gyfyngu"
    ),
    "exchange.faults.taken_out": Wording("Took out the faults of a return", "Tynnu gwallau ffurflen allan"),
    "identity.session.opened": Wording("Signed in", "Mewngofnodi"),
    "identity.session.ended": Wording("Signed out", "Allgofnodi"),
}
#: By the last word of a code.
VERBS: Final = {
    "viewed": Wording("Looked", "Edrych"),
    "found": Wording("Found", "Dod o hyd"),
    "taken_out": Wording("Took out", "Tynnu allan"),
    "opened": Wording("Opened", "Agor"),
    "added": Wording("Added", "Ychwanegu"),
    "changed": Wording("Changed", "Newid"),
    "recorded": Wording("Recorded", "Cofnodi"),
    "written": Wording("Wrote", "Ysgrifennu"),
    "sent": Wording("Sent", "Anfon"),
    "released": Wording("Released", "Rhyddhau"),
    "refused": Wording("Was refused", "Cael ei wrthod"),
    "recalled": Wording("Recalled", "Galw’n ôl"),
    "ended": Wording("Ended", "Dod i ben"),
    "closed": Wording("Closed", "Cau"),
    "agreed": Wording("Agreed", "Cytuno"),
    "asked": Wording("Asked", "Gofyn"),
    "given": Wording("Gave", "Rhoi"),
    "compiled": Wording("Put together", "Llunio"),
    "scanned": Wording("Searched through", "Chwilio drwy"),
    "destroyed": Wording("Destroyed", "Dinistrio"),
    "set_aside": Wording("Set aside", "Rhoi o’r neilltu"),
}
PAGE: Final = Wording("Opened a page about the child", "Agor tudalen am y plentyn")
DONE: Final = Wording("Did something", "Gwneud rhywbeth")


def said(action: str) -> Wording:
    """What an action is called; one without a name of its own is told by its verb, with the code."""
    if action in ACTIONS:
        return ACTIONS[action]
    if action.endswith(".page.viewed"):
        return PAGE
    verb = VERBS.get(action.rsplit(".", 1)[-1], DONE)
    return Wording(f"{verb.en} ({action})", f"{verb.cy} ({action})", checked=verb.checked)
