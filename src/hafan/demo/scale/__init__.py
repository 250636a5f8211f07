"""A whole country's worth of made-up children, for measuring: the stories of the demo, repeated under other names.

    with connection.cursor() ...                       # Django's connection, as the owner of the tables
    fill(connection, children=100_000, entries=10_000_000, today=date(2026, 11, 25))

Everything that follows from the entries is written too (obligations, standings, placements, case roles, grants), and equals what
would be computed. The same arguments write the same rows, ids and all, into an empty database.
"""

from hafan.demo.scale.filling import Filled, fill

__all__ = ["Filled", "fill"]
