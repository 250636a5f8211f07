"""The looked-after children return of England (SSDA903): read it, and put it together child by child.

    found = by_child(read(folder))

`read` gives every row as a record or a fault; `by_child` gives each child's rows together and the final account.
`periods_of` and `spells_of` read periods of care and early permanence spells from a child's episodes.
"""

from hafan.exchange.ssda903.children import ChildReturn, ReturnByChild, by_child
from hafan.exchange.ssda903.faults import CannotReadReturn, Fault, Severity
from hafan.exchange.ssda903.limits import Limits
from hafan.exchange.ssda903.periods import Period, Run, Stay, periods_of
from hafan.exchange.ssda903.reading import Return, YearFrom, read
from hafan.exchange.ssda903.rows import Tally
from hafan.exchange.ssda903.spells import Spell, in_early_permanence_on, spells_of
from hafan.exchange.ssda903.years import CollectionYear

__all__ = [
    "CannotReadReturn",
    "ChildReturn",
    "CollectionYear",
    "Fault",
    "Limits",
    "Period",
    "Return",
    "ReturnByChild",
    "Run",
    "Severity",
    "Spell",
    "Stay",
    "Tally",
    "YearFrom",
    "by_child",
    "in_early_permanence_on",
    "periods_of",
    "read",
    "spells_of",
]
