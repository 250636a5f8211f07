"""Mutants that live for a reason: where a name begins so, why nothing anybody could notice is different."""

from __future__ import annotations

from typing import Final

ARGUED: Final[dict[str, str]] = {
    **{
        f"widen policy {name}": "Open on purpose already: teams and staff are read by all."
        for name in ("team_select", "account_select", "membership_select", "outsideidentity_select")
    },
    "access.sees_whole() 'AND' #9": "Says no more often than it must, which only makes each row be asked for by its part.",
    "foundation.begin(bytea,bytea) '>'": "A session that ends in the very microsecond a transaction begins.",
}
