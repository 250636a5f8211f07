"""Who sees which part of which child: one question, asked once a statement, answered with the children's keys.

Somebody sees a part of a child's record when they hold a live grant that covers the part, under a role that reaches it, work
somewhere today, and are not denied. Everything is read by the owner's eyes; no row of a table is ever handed in.
"""

from __future__ import annotations

from typing import Final

from hafan.access.statements import AGENCY_WIDE, LIVE_DENIAL, LIVE_GRANT, LIVE_MEMBERSHIP
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX
from hafan.practice.entries import WHOLE

#: Every part of a chronology, as an array of SQL.
WHOLE_STORY: Final = "ARRAY[" + ", ".join(f"'{part.value}'" for part in sorted(WHOLE)) + "]"
#: What a grant must besides be: it covers the part, and may write where writing is asked for.
COVERS: Final = (
    "(g.parts IS NULL OR wanted IS NULL OR wanted = ANY (g.parts) OR wanted = 'whole' AND g.parts @> "
    f"{WHOLE_STORY}) AND (g.may_write OR NOT changing)"
)
#: The role it is held under reaches the part: the grant's own role, or else any the holder has there.
REACHES: Final = "CASE WHEN g.role = '' THEN {held} ELSE g.role = ANY (ARRAY(SELECT role FROM reaching)) END"
#: A grant that shows less than the whole, or under another role.
NARROW: Final = "(g.parts IS NOT NULL OR g.role <> '')"

FORWARD: Final = f"""
-- The children of whom the acting account sees the part `wanted` (any part at all when NULL, the whole story when 'whole'), with its
-- own eyes.
CREATE FUNCTION access.own_sight(wanted text, changing boolean) RETURNS bigint[] LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    WITH me AS MATERIALIZED (
        SELECT a.id FROM public.identity_account a WHERE a.id = (SELECT foundation.acting_account()) AND a.is_active
    ), reaching AS MATERIALIZED (
        SELECT DISTINCT r.role FROM public.access_reach r WHERE wanted IS NULL OR r.part = wanted
    ), place AS MATERIALIZED (
        SELECT m.team_id, m.agency_id, m.role, m.role IN (SELECT role FROM reaching) AS reaches
        FROM public.identity_membership m JOIN me ON me.id = m.account_id WHERE {LIVE_MEMBERSHIP}
    ), given AS (
        SELECT g.child_id FROM public.access_grant g
            WHERE g.account_id = (SELECT id FROM me) AND EXISTS (SELECT 1 FROM place) AND {LIVE_GRANT} AND {COVERS}
              AND {REACHES.format(held="(SELECT bool_or(p.reaches) FROM place p)")}
        UNION ALL
        SELECT g.child_id FROM (SELECT team_id, bool_or(reaches) AS reaches FROM place WHERE team_id IS NOT NULL GROUP BY team_id) p
            JOIN public.access_grant g ON g.team_id = p.team_id
            WHERE {LIVE_GRANT} AND {COVERS} AND {REACHES.format(held="p.reaches")}
        UNION ALL
        SELECT g.child_id FROM (SELECT agency_id, bool_or(reaches) AS reaches FROM place
                                WHERE agency_id IS NOT NULL AND role IN ({AGENCY_WIDE}) GROUP BY agency_id) p
            JOIN public.access_grant g ON g.agency_id = p.agency_id
            WHERE {LIVE_GRANT} AND {COVERS} AND {REACHES.format(held="p.reaches")}
    )
    SELECT coalesce(array_agg(child_id), '{{}}') FROM given WHERE child_id <> ALL (
        ARRAY(SELECT d.child_id FROM public.access_denial d WHERE d.account_id = (SELECT id FROM me) AND {LIVE_DENIAL})
    )
$$;

-- The same through whatever eyes the transaction looks: a reader's sight is what both the reader and whoever acts may see, and writes
-- nothing; the house, working out what follows, sees the whole story of one child of whom whoever acts sees something.
CREATE FUNCTION access.sight(wanted text, changing boolean) RETURNS bigint[] LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    reader text := foundation.reading_as();
    child bigint := foundation.reading_about();
    own bigint[];
BEGIN
    IF reader IS NULL THEN RETURN access.own_sight(wanted, changing); END IF;
    IF changing AND reader <> 'house' OR NOT EXISTS (
        SELECT 1 FROM public.access_reach r WHERE r.role = reader AND (wanted IS NULL OR r.part = wanted)) THEN
        RETURN '{{}}';
    END IF;
    own := access.own_sight(CASE WHEN reader = 'house' THEN NULL ELSE wanted END, changing);
    RETURN CASE WHEN child = ANY (own) THEN ARRAY[child] ELSE '{{}}' END;
END $$;

CREATE OR REPLACE FUNCTION access.visible_children() RETURNS bigint[] LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT access.sight(NULL, false)
$$;
CREATE FUNCTION access.visible_children(part text) RETURNS bigint[] LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT access.sight(part, false)
$$;
CREATE FUNCTION access.changeable_children() RETURNS bigint[] LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT access.sight(NULL, true)
$$;
CREATE FUNCTION access.changeable_children(part text) RETURNS bigint[] LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT access.sight(part, true)
$$;
-- Does the acting account see the whole story of everybody it sees at all, as most people do? Asked once, it spares asking by row.
-- Yes, where every role it holds reaches the whole and no live grant it may use names a role or parts; never yes by mistake.
CREATE FUNCTION access.sees_whole() RETURNS boolean LANGUAGE sql STABLE {PREFIX} AS $$
    WITH place AS MATERIALIZED (
        SELECT m.team_id, m.agency_id, m.role FROM public.identity_membership m
        WHERE m.account_id = (SELECT foundation.acting_account()) AND {LIVE_MEMBERSHIP}
    )
    SELECT CASE foundation.reading_as() WHEN 'house' THEN true ELSE foundation.reading_as() IS NULL
        AND NOT EXISTS (SELECT 1 FROM place p WHERE NOT EXISTS
            (SELECT 1 FROM public.access_reach r WHERE r.role = p.role AND r.part = 'whole'))
        AND NOT EXISTS (SELECT 1 FROM public.access_grant g
            WHERE g.account_id = (SELECT foundation.acting_account()) AND {NARROW} AND {LIVE_GRANT})
        AND NOT EXISTS (SELECT 1 FROM place p JOIN public.access_grant g ON g.team_id = p.team_id WHERE {NARROW} AND {LIVE_GRANT})
        AND NOT EXISTS (SELECT 1 FROM place p JOIN public.access_grant g ON g.agency_id = p.agency_id WHERE {NARROW} AND {LIVE_GRANT})
    END
$$;

-- The parts of one child's record that are seen now: asked of that child's grants alone, whatever the caseload.
CREATE FUNCTION access.own_parts(child bigint, changing boolean) RETURNS text[] LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH me AS MATERIALIZED (
        SELECT a.id FROM public.identity_account a WHERE a.id = (SELECT foundation.acting_account()) AND a.is_active
    ), place AS MATERIALIZED (
        SELECT m.team_id, m.agency_id, m.role FROM public.identity_membership m JOIN me ON me.id = m.account_id
        WHERE {LIVE_MEMBERSHIP}
    ), held AS (
        SELECT g.parts, CASE WHEN g.role = '' THEN p.role ELSE g.role END AS role FROM public.access_grant g, place p
        WHERE g.child_id = child AND {LIVE_GRANT} AND (g.may_write OR NOT changing)
            AND (g.account_id = (SELECT id FROM me) OR g.team_id = p.team_id
            OR g.agency_id = p.agency_id AND p.role IN ({AGENCY_WIDE}))
    )
    SELECT coalesce(array_agg(DISTINCT r.part ORDER BY r.part), '{{}}')
    FROM held h JOIN public.access_reach r ON r.role = h.role AND (h.parts IS NULL OR r.part = ANY (h.parts))
    WHERE NOT EXISTS (SELECT 1 FROM public.access_denial d
        WHERE d.account_id = (SELECT id FROM me) AND d.child_id = child AND {LIVE_DENIAL})
$$;
CREATE FUNCTION access.parts_of(child bigint) RETURNS text[] LANGUAGE plpgsql STABLE {PREFIX} AS $$
DECLARE
    reader text := foundation.reading_as();
    own text[] := access.own_parts(child, false);
    reached text[] := ARRAY(SELECT r.part FROM public.access_reach r WHERE r.role = reader ORDER BY r.part);
BEGIN
    IF reader IS NULL THEN RETURN own; END IF;
    IF child <> foundation.reading_about() OR own = '{{}}' THEN RETURN '{{}}'; END IF;
    RETURN CASE WHEN reader = 'house' THEN reached ELSE ARRAY(SELECT unnest(reached) INTERSECT SELECT unnest(own) ORDER BY 1) END;
END $$;
-- The parts of one child's record that may be added to now; none through anybody else's eyes.
CREATE FUNCTION access.changeable_parts_of(child bigint) RETURNS text[] LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT CASE WHEN foundation.reading_as() IS NULL THEN access.own_parts(child, true) ELSE '{{}}' END
$$;
-- The agencies where the acting account works today under one of these roles.
CREATE FUNCTION access.agencies_as(VARIADIC roles text[]) RETURNS bigint[] LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT coalesce(array_agg(DISTINCT coalesce(m.agency_id, t.agency_id)), '{{}}')
    FROM public.identity_membership m JOIN public.identity_account a ON a.id = m.account_id
        LEFT JOIN public.identity_team t ON t.id = m.team_id
    WHERE m.account_id = (SELECT foundation.acting_account()) AND a.is_active AND m.role = ANY (roles) AND {LIVE_MEMBERSHIP}
      AND coalesce(foundation.reading_as(), 'house') = 'house'  -- a reader's eyes are nobody's office
$$;
GRANT EXECUTE ON FUNCTION access.visible_children(), access.visible_children(text), access.changeable_children(),
    access.changeable_children(text), access.sees_whole(), access.parts_of(bigint), access.changeable_parts_of(bigint), access.agencies_as(text[]) TO {APP};
"""
