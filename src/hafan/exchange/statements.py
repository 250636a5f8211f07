"""The SQL of this room: whose returns somebody may read."""

from __future__ import annotations

from typing import Final

from hafan.access.statements import LIVE_MEMBERSHIP
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

#: The agencies for which the acting account sends returns: a return names every child of an agency.
RETURNING: Final = f"""
CREATE FUNCTION access.returning_agencies() RETURNS bigint[] LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT coalesce(array_agg(m.agency_id), '{{}}') FROM public.identity_membership m JOIN public.identity_account a ON a.id = m.account_id
    WHERE m.account_id = (SELECT foundation.acting_account()) AND a.is_active AND m.agency_id IS NOT NULL
      AND m.role = 'data_officer' AND {LIVE_MEMBERSHIP}
$$;
GRANT EXECUTE ON FUNCTION access.returning_agencies() TO {APP};
"""
RETURNING_BACKWARD: Final = "DROP FUNCTION access.returning_agencies();"
