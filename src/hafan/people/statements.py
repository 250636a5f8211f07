"""SQL that Django cannot say: no child lives in two homes on one day."""

from __future__ import annotations

from typing import Final

#: A range of one key stands in for the equality that GiST cannot do without an extension.
NEVER_IN_TWO_HOMES: Final = """
ALTER TABLE people_placement ADD CONSTRAINT never_in_two_homes EXCLUDE USING gist (
    int8range(child_id, child_id, '[]') WITH &&, daterange(began_on, ended_on) WITH &&
) DEFERRABLE INITIALLY DEFERRED;
"""
NEVER_IN_TWO_HOMES_BACKWARD: Final = "ALTER TABLE people_placement DROP CONSTRAINT never_in_two_homes;"
