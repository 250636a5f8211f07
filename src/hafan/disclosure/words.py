"""What the pages of this room say about steps and refusals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

#: Why it cannot go as it is, or what was missing from a form.
CANNOT: Final[Mapping[str, Any]] = {
    "changed": _("It has changed since you looked. Look at it again."),
    "address": _(
        "The recipient’s address has changed since this was made. Its author must have it made again."
    ),
    "order": _(
        "A court order was recorded since somebody last said that this is the right person and address. Confirm the recipient first."
    ),
    "post": _("It is not safe to send post there."),
    "no_agency": _("A link goes only to people of an agency in this house."),
    "new": _("Something was found that was not there before. Nothing was sent."),
    "words": _("Say in a few words why it is all right."),
    "way": _("Choose how it goes."),
    "why": _("Say why it is called back."),
    "not_theirs": _(
        "A file you chose is in a part of the record that this recipient may not have, or cannot become pages. Nothing was made."
    ),
}
#: What happened, as the ledger says it.
EVENTS: Final[Mapping[str, Any]] = {
    "begun": _("Begun"),
    "rewritten": _("Changed"),
    "compiled": _("Made and looked at"),
    "settled": _("A finding explained"),
    "held": _("Held back at the last look"),
    "released": _("Released"),
    "recalled": _("Called back"),
    "collected": _("Collected"),
}
