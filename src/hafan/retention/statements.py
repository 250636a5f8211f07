"""The SQL of keeping and destroying.

The database works out how long a record must be kept, a second time and from the ledger alone. It refuses to destroy inside that time,
over a hold, by one person, or before the thirty days are over.
"""

from __future__ import annotations

from typing import Final

from hafan.access.statements import LIVE_DENIAL
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

#: Who keeps records: their roles, and the agencies where somebody holds one.
KEEPERS: Final = "access.agencies_as('records_custodian', 'privacy_officer')"
#: Days between the second person's word and the end.
UNDO_DAYS: Final = 30
ENOUGH_WORDS: Final = 20
#: Years, by event, as the frameworks declare them for both countries; a wall compares. (from the order, before and after this day)
ADOPTION_CHANGED: Final = "2005-12-30"
ADOPTION_YEARS_BEFORE, ADOPTION_YEARS, LOOKED_AFTER_YEARS, DEATH_YEARS = 75, 100, 75, 15
#: The kinds of entry from which it follows.
TELLING: Final = "'born', 'became_looked_after', 'left_care', 'child_died', 'adoption_order_made', 'child_record_destroyed'"
OPEN: Final = "d.undone_at IS NULL AND d.destroyed_at IS NULL"
#: Tables that stay: what was done and read is kept by its own rule, and what is left of a destruction is in this room.
STAYS: Final = "c.relname NOT LIKE 'audit\\_%' AND c.relname NOT LIKE 'retention\\_%'"

SIGHT: Final = f"""
CREATE SCHEMA retention;
GRANT USAGE ON SCHEMA retention TO {APP};

CREATE FUNCTION retention.denied_children() RETURNS bigint[] LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT coalesce(array_agg(d.child_id), '{{}}') FROM public.access_denial d
    WHERE d.account_id = (SELECT foundation.acting_account()) AND {LIVE_DENIAL}
$$;
GRANT EXECUTE ON FUNCTION retention.denied_children() TO {APP};
"""
SIGHT_BACKWARD: Final = "DROP SCHEMA retention CASCADE;"

PERIODS: Final = f"""
-- The last day a record must be kept, worked out from the ledger alone; infinity when no rule is known or a date is.
CREATE FUNCTION retention.keep_until(child bigint) RETURNS date LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH told AS (
        SELECT e.kind, coalesce(e.happened_on + CASE e.precision WHEN 'day' THEN 0 WHEN 'month' THEN 31 ELSE 366 END, 'infinity') AS on_day,
            e.details
        FROM public.chronology_entry e
        WHERE e.child_id = child AND NOT e.withdrawn
          AND NOT EXISTS (SELECT 1 FROM public.chronology_entry later WHERE later.corrects_id = e.id)
    ), about AS (
        SELECT coalesce(c.born_on, 'infinity') AS born,
            (SELECT min(t.on_day) FROM told t WHERE t.kind = 'child_died' OR t.kind = 'left_care' AND t.details ->> 'destination' = 'died') AS died
        FROM public.people_child c WHERE c.id = child
    ), periods AS (
        SELECT CASE WHEN on_day = 'infinity' THEN on_day ELSE (on_day + make_interval(years => CASE WHEN on_day < '{ADOPTION_CHANGED}'
            THEN {ADOPTION_YEARS_BEFORE} ELSE {ADOPTION_YEARS} END))::date END AS until
        FROM told WHERE kind = 'adoption_order_made'
        UNION ALL
        SELECT CASE
            WHEN a.died IS NOT NULL AND (a.born = 'infinity' OR a.died < a.born + interval '18 years')
                THEN CASE WHEN a.died = 'infinity' THEN a.died ELSE (a.died + interval '{DEATH_YEARS} years')::date END
            WHEN a.born = 'infinity' THEN a.born
            ELSE (a.born + interval '{LOOKED_AFTER_YEARS} years')::date END
        FROM about a WHERE EXISTS (SELECT 1 FROM told WHERE kind = 'became_looked_after')
    )
    SELECT coalesce(max(until), 'infinity') FROM periods
$$;

CREATE FUNCTION retention.is_held(child bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM public.retention_hold h WHERE h.child_id = child AND h.lifted_at IS NULL)
$$;

-- The child of one's own agency whom one keeps, or an error that says no more than that there is none.
CREATE FUNCTION retention.kept(wanted uuid) RETURNS public.people_child LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE found public.people_child;
BEGIN
    SELECT c.* INTO found FROM public.people_child c WHERE c.public_id = wanted AND c.agency_id = ANY ({KEEPERS})
        AND c.id <> ALL (retention.denied_children());
    IF found.id IS NULL OR foundation.reading_as() IS NOT NULL THEN
        RAISE EXCEPTION 'no such record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN found;
END $$;
"""

ASKING: Final = f"""
-- Records whose period may be over; the longest over first. By reference only: no name is shown to somebody who was not given the child.
CREATE FUNCTION retention.due() RETURNS TABLE (child uuid, reference text, until date, held boolean, under_way boolean)
    LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT c.public_id, c.reference::text, u.until, retention.is_held(c.id),
        EXISTS (SELECT 1 FROM public.retention_destruction d WHERE d.child_id = c.id AND {OPEN})
    FROM public.people_child c CROSS JOIN LATERAL (SELECT retention.keep_until(c.id) AS until) u
    WHERE c.agency_id = ANY ((SELECT {KEEPERS})::bigint[]) AND c.id <> ALL ((SELECT retention.denied_children())::bigint[])
      AND (c.born_on < now()::date - interval '{LOOKED_AFTER_YEARS} years' OR EXISTS (
          SELECT 1 FROM public.chronology_entry e WHERE e.child_id = c.id AND (e.kind = 'child_died' OR e.kind = 'left_care'
              AND e.details ->> 'destination' = 'died')))
      AND u.until < now()::date
    ORDER BY u.until LIMIT 500
$$;
CREATE FUNCTION retention.the_case(wanted uuid) RETURNS TABLE (key bigint, country text, reference text, until date)
    LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT c.id, a.country::text, c.reference::text, nullif(retention.keep_until(c.id), 'infinity')
    FROM public.people_child c JOIN public.identity_agency a ON a.id = c.agency_id
    WHERE c.public_id = wanted AND c.agency_id = ANY ((SELECT {KEEPERS})::bigint[]) AND c.id <> ALL ((SELECT retention.denied_children())::bigint[])
$$;
-- The few entries that say how long a record is kept, and of them the dates and how care ended: all that the law register needs.
CREATE FUNCTION retention.dates_of(wanted uuid) RETURNS TABLE (id bigint, public_id uuid, child_id bigint, kind text, happened_on date,
    "precision" text, learnt_on date, details jsonb, corrects uuid, withdrawn boolean, source text) LANGUAGE sql STABLE {PREFIX} AS $$
    WITH telling AS (
        SELECT e.* FROM public.chronology_entry e JOIN public.people_child c ON c.id = e.child_id
        WHERE c.public_id = wanted AND c.agency_id = ANY ((SELECT {KEEPERS})::bigint[])
          AND c.id <> ALL ((SELECT retention.denied_children())::bigint[])
    ), wanted_of AS (SELECT t.id, t.corrects_id FROM telling t WHERE t.kind = ANY (ARRAY[{TELLING}]))
    SELECT t.id, t.public_id, t.child_id, t.kind::text, t.happened_on, t."precision"::text, t.learnt_on,
        CASE WHEN t.details ? 'destination' THEN jsonb_build_object('destination', t.details -> 'destination') ELSE '{{}}' END,
        f.public_id, t.withdrawn, t.source::text
    FROM telling t LEFT JOIN telling f ON f.id = t.corrects_id
    WHERE t.id IN (SELECT w.id FROM wanted_of w UNION SELECT w.corrects_id FROM wanted_of w)
       OR t.corrects_id IN (SELECT w.id FROM wanted_of w)
    ORDER BY t.id
$$;
CREATE FUNCTION retention.called(wanted text) RETURNS uuid LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT c.public_id FROM public.people_child c WHERE c.reference = wanted AND c.agency_id = ANY ((SELECT {KEEPERS})::bigint[])
        AND c.id <> ALL ((SELECT retention.denied_children())::bigint[]) ORDER BY c.id LIMIT 1
$$;
GRANT EXECUTE ON FUNCTION retention.due(), retention.the_case(uuid), retention.dates_of(uuid), retention.called(text) TO {APP};
"""

HOLDING: Final = f"""
CREATE FUNCTION retention.place_hold(wanted uuid, as_kind text, why text) RETURNS uuid LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    child public.people_child := retention.kept(wanted);
    written uuid := gen_random_uuid();
BEGIN
    INSERT INTO public.retention_hold (public_id, agency_id, child_id, kind, reason, placed_by_id, placed_at, lift_reason)
        VALUES (written, child.agency_id, child.id, as_kind, why, foundation.acting_account(), now(), '');
    RETURN written;
END $$;
CREATE FUNCTION retention.lift_hold(wanted uuid, hold uuid, why text) RETURNS boolean LANGUAGE plpgsql {PREFIX} AS $$
DECLARE child public.people_child := retention.kept(wanted);
BEGIN
    IF length(btrim(why)) < {ENOUGH_WORDS} THEN RAISE EXCEPTION 'say why' USING ERRCODE = 'check_violation'; END IF;
    UPDATE public.retention_hold h SET lifted_by_id = foundation.acting_account(), lifted_at = now(), lift_reason = why
        WHERE h.public_id = hold AND h.child_id = child.id AND h.lifted_at IS NULL;
    RETURN FOUND;
END $$;
CREATE FUNCTION retention.list_item(wanted uuid, thing text, whereabouts text) RETURNS uuid LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    child public.people_child := retention.kept(wanted);
    written uuid := gen_random_uuid();
BEGIN
    INSERT INTO public.retention_item (public_id, agency_id, child_id, what, place, noted_by_id, noted_at, fate)
        VALUES (written, child.agency_id, child.id, thing, whereabouts, foundation.acting_account(), now(), '');
    RETURN written;
END $$;
CREATE FUNCTION retention.settle_item(wanted uuid, item uuid, became text) RETURNS boolean LANGUAGE plpgsql {PREFIX} AS $$
DECLARE child public.people_child := retention.kept(wanted);
BEGIN
    UPDATE public.retention_item i SET fate = became, settled_by_id = foundation.acting_account(), settled_at = now()
        WHERE i.public_id = item AND i.child_id = child.id AND i.fate = '';
    RETURN FOUND;
END $$;
GRANT EXECUTE ON FUNCTION retention.place_hold(uuid, text, text), retention.lift_hold(uuid, uuid, text),
    retention.list_item(uuid, text, text), retention.settle_item(uuid, uuid, text) TO {APP};
"""

MINE: Final = f"agency_id = ANY ((SELECT {KEEPERS})::bigint[]) AND child_id <> ALL ((SELECT retention.denied_children())::bigint[])"


def closed(table: str) -> str:
    """Read by those who keep the agency's records, and written by the functions above alone."""
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY {table}_select ON {table} FOR SELECT TO {APP} USING ({MINE});"
    )


def opened(table: str) -> str:
    """What `closed` did, undone."""
    return (
        f"DROP POLICY {table}_select ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    )
