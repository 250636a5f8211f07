"""The SQL of unusual views: found over many events at once, told in codes, shown only to those who review.

It reads names from the tables of rooms above this one. Nothing here is loaded from them: the database looks them up when it runs.
"""

from __future__ import annotations

from typing import Final

from django.db.migrations import RunSQL

from hafan.access.protection import grants
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

#: How many children somebody opens in one hour before we ask why.
MANY: Final = 30
#: How often a child is found in a day and never opened before we ask why; and how few a search must find to count as meant for one.
OFTEN, FEW = 2, 5

SUPERVISORS: Final = "'la_manager', 'service_manager', 'iro_manager', 'agency_manager'"

#: A reviewer never reviews themself, nor what concerns a child they must not see, nor a sealed record.
WHO: Final = f"""
CREATE FUNCTION access.reviewed_children() RETURNS bigint[] LANGUAGE plpgsql STABLE {PREFIX} AS $$
BEGIN
    RETURN CASE WHEN access.agencies_as({SUPERVISORS}) = '{{}}' THEN '{{}}'::bigint[] ELSE access.visible_children() END;
END $$;
CREATE FUNCTION access.hidden_from_review() RETURNS bigint[] LANGUAGE plpgsql STABLE {PREFIX} AS $$
BEGIN
    RETURN ARRAY(
        SELECT d.child_id FROM public.access_denial d WHERE d.account_id = (SELECT foundation.acting_account())
            AND d.begins_at <= now() AND (d.ends_at IS NULL OR d.ends_at > now())
        UNION SELECT s.child_id FROM public.access_seclusion s WHERE s.level = 'sealed' AND access.agencies_as('privacy_officer') <> '{{}}'
            AND s.begins_at <= now() AND (s.ends_at IS NULL OR s.ends_at > now()));
END $$;
GRANT EXECUTE ON FUNCTION access.reviewed_children(), access.hidden_from_review() TO {APP};
"""
REVIEWED: Final = """account_id <> (SELECT foundation.acting_account()) AND (
    child_id = ANY ((SELECT access.reviewed_children())::bigint[])
    OR (agency_id = ANY ((SELECT access.agencies_as('privacy_officer'))::bigint[])
        OR child_agency_id = ANY ((SELECT access.agencies_as('privacy_officer'))::bigint[]))
        AND (child_id IS NULL OR child_id <> ALL ((SELECT access.hidden_from_review())::bigint[])))"""
POLICIES: Final = f"""
ALTER TABLE audit_unusual ENABLE ROW LEVEL SECURITY; ALTER TABLE audit_unusual FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_unusual_select ON audit_unusual FOR SELECT TO {APP} USING ({REVIEWED});
CREATE POLICY audit_unusual_update ON audit_unusual FOR UPDATE TO {APP} USING ({REVIEWED}) WITH CHECK ({REVIEWED});
CREATE FUNCTION audit.guard_unusual() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF to_jsonb(NEW) - '{{looked_into_by_id,looked_into_at,found}}'::text[]
       IS DISTINCT FROM to_jsonb(OLD) - '{{looked_into_by_id,looked_into_at,found}}'::text[] OR OLD.looked_into_at IS NOT NULL
       OR NEW.looked_into_by_id IS DISTINCT FROM foundation.acting_account() OR btrim(NEW.found) = '' THEN
        RAISE EXCEPTION 'only what was found is added, once, by whoever looked' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER unusual_guarded BEFORE UPDATE ON audit_unusual FOR EACH ROW
    WHEN (current_user = '{APP}') EXECUTE FUNCTION audit.guard_unusual();
"""

FIND: Final = f"""
-- The last of somebody's names, in its parts where it is a double one, without accents and capitals.
CREATE FUNCTION audit.surnames(name text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_to_array(nullif(regexp_replace(regexp_replace(normalize(lower(btrim(name)), NFD), '[\u0300-\u036f]', '', 'g'),
        '^.*\\s', ''), ''), '-')
$$;
CREATE FUNCTION access.find_unusual(since timestamptz, holidays date[], proof bytea) RETURNS integer LANGUAGE plpgsql {PREFIX} AS $$
DECLARE written integer;
BEGIN
    PERFORM vault.require_proof('find unusual', proof);
    WITH seen AS MATERIALIZED (
        SELECT e.account_id AS who, e.child_id AS child, e.at, e.request_id, e.action = 'journeys.child.found' AS only_found,
            (e.at AT TIME ZONE 'Europe/London') AS here, (e.at AT TIME ZONE 'Europe/London')::date AS day
        FROM public.audit_event e
        WHERE e.at >= since AND e.account_id IS NOT NULL AND e.child_id IS NOT NULL AND e.action ~ '\\.(viewed|found|taken_out)$'
    ), days AS MATERIALIZED (
        SELECT who, child, day, min(at) AS first_at, max(at) AS last_at, count(*) AS views FROM seen WHERE NOT only_found
        GROUP BY who, child, day
    ), named AS MATERIALIZED (
        SELECT a.id AS who, audit.surnames(a.display_name) AS names FROM public.identity_account a
        WHERE a.id IN (SELECT who FROM days)
    ), told AS (
        SELECT 'same_surname' AS why, d.*, jsonb_build_object('as', CASE WHEN bool_or(f.own) THEN 'child' ELSE 'person' END,
            'staff', (SELECT count(*) FROM public.identity_account o WHERE audit.surnames(o.display_name) && min(n.names))) AS detail
        FROM days d JOIN named n ON n.who = d.who JOIN (
            SELECT c.id AS child, audit.surnames(c.family_name) AS names, true AS own FROM public.people_child c
                WHERE c.id IN (SELECT child FROM days)
            UNION ALL SELECT p.child_id, audit.surnames(p.name), false FROM public.people_person p
                WHERE p.child_id IN (SELECT child FROM days)) f ON f.child = d.child AND f.names && n.names
        GROUP BY d.who, d.child, d.day, d.first_at, d.last_at, d.views
        UNION ALL
        SELECT 'no_longer', d.*, '{{}}' FROM days d WHERE EXISTS (
            SELECT FROM public.people_caserole r WHERE r.child_id = d.child AND r.account_id = d.who AND r.ended_on <= d.day)
            AND NOT EXISTS (SELECT FROM public.people_caserole r WHERE r.child_id = d.child AND r.account_id = d.who
                AND r.began_on <= d.day AND (r.ended_on IS NULL OR r.ended_on > d.day))
        UNION ALL
        SELECT 'out_of_hours', who, child, day, min(at), max(at), count(*), '{{}}' FROM seen
        WHERE NOT only_found AND (extract(hour FROM here) >= 22 OR extract(hour FROM here) < 6 OR extract(isodow FROM here) > 5
            OR day = ANY (holidays)) GROUP BY who, child, day
        UNION ALL
        SELECT 'known_person', d.*, '{{}}' FROM days d WHERE EXISTS (
            SELECT FROM public.access_denial x WHERE x.account_id = d.who AND x.child_id <> d.child AND x.begins_at <= d.last_at
                AND (x.ends_at IS NULL OR x.ends_at > d.first_at) AND (
                EXISTS (SELECT FROM public.people_placement p JOIN public.people_placement q ON q.household_id = p.household_id
                    WHERE p.child_id = x.child_id AND q.child_id = d.child)
                OR EXISTS (SELECT FROM public.people_person p JOIN public.people_person q
                    ON lower(btrim(q.name)) = lower(btrim(p.name)) AND btrim(p.name) LIKE '% %'
                    WHERE p.child_id = x.child_id AND q.child_id = d.child)))
        UNION ALL
        SELECT 'many_children', who, NULL, day, min(at), max(at), count(*), jsonb_build_object('children', count(DISTINCT child))
        FROM (SELECT DISTINCT ON (s.who, s.day) s.who, s.day, date_trunc('hour', s.at) AS within FROM seen s WHERE NOT s.only_found
            GROUP BY s.who, s.day, date_trunc('hour', s.at) HAVING count(DISTINCT s.child) >= {MANY}
            ORDER BY s.who, s.day, count(DISTINCT s.child) DESC) busiest
            JOIN seen s USING (who, day) WHERE date_trunc('hour', s.at) = busiest.within AND NOT s.only_found GROUP BY who, day
        UNION ALL
        SELECT 'never_opened', s.who, s.child, s.day, min(s.at), max(s.at), count(DISTINCT s.request_id), '{{}}' FROM seen s
        JOIN (SELECT request_id FROM seen WHERE only_found GROUP BY request_id HAVING count(*) <= {FEW}) meant USING (request_id)
        WHERE s.only_found AND NOT EXISTS (SELECT FROM days d WHERE d.who = s.who AND d.child = s.child AND d.day = s.day)
        GROUP BY s.who, s.child, s.day HAVING count(DISTINCT s.request_id) >= {OFTEN}
    )
    INSERT INTO public.audit_unusual AS u (public_id, why, account_id, agency_id, child_id, child_agency_id, child_reference, day,
        first_at, last_at, views, detail)
    SELECT gen_random_uuid(), t.why, t.who, a.agency_id, t.child, c.agency_id, coalesce(c.reference, ''), t.day, t.first_at,
        t.last_at, t.views, t.detail
    FROM told t JOIN public.identity_account a ON a.id = t.who LEFT JOIN public.people_child c ON c.id = t.child
    ON CONFLICT ON CONSTRAINT one_unusual_a_day DO UPDATE
        SET first_at = least(u.first_at, excluded.first_at), last_at = excluded.last_at,
            views = greatest(u.views, excluded.views), detail = excluded.detail
        WHERE u.looked_into_at IS NULL AND u.last_at < excluded.last_at;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;
GRANT EXECUTE ON FUNCTION access.find_unusual(timestamptz, date[], bytea) TO {APP};
"""

BACKWARD: Final = """
DROP FUNCTION access.find_unusual(timestamptz, date[], bytea), audit.surnames(text);
DROP TRIGGER unusual_guarded ON audit_unusual; DROP FUNCTION audit.guard_unusual();
DROP POLICY audit_unusual_update ON audit_unusual; DROP POLICY audit_unusual_select ON audit_unusual;
ALTER TABLE audit_unusual NO FORCE ROW LEVEL SECURITY; ALTER TABLE audit_unusual DISABLE ROW LEVEL SECURITY;
DROP FUNCTION access.hidden_from_review(), access.reviewed_children();
"""

OPERATIONS: Final = [
    RunSQL(WHO + POLICIES + FIND, BACKWARD),
    grants("audit_unusual", ("select", "update")),
]
