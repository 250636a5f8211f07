"""The SQL that decides who may see which child, and the only ways a grant or a denial comes to be."""

from __future__ import annotations

from typing import Final

from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

#: Roles that see every child their agency holds, when held for the whole agency. The policy table says the same; a wall compares.
AGENCY_WIDE: Final = "'service_manager', 'iro_manager', 'agency_manager', 'data_officer'"

TODAY: Final = "(now() AT TIME ZONE 'Europe/London')::date"
LIVE_MEMBERSHIP: Final = f"m.begins_on <= {TODAY} AND (m.ends_on IS NULL OR m.ends_on > {TODAY})"
LIVE_GRANT: Final = "g.begins_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now())"
LIVE_DENIAL: Final = "d.begins_at <= now() AND (d.ends_at IS NULL OR d.ends_at > now())"

VISIBLE: Final = f"""
CREATE FUNCTION access.visible_children() RETURNS bigint[] LANGUAGE sql STABLE {PREFIX} AS $$
    WITH me AS MATERIALIZED (
        SELECT a.id FROM public.identity_account a WHERE a.id = (SELECT foundation.acting_account()) AND a.is_active
    ), place AS MATERIALIZED (
        SELECT m.team_id, m.agency_id, m.role FROM public.identity_membership m JOIN me ON me.id = m.account_id
        WHERE {LIVE_MEMBERSHIP}
    ), given AS (
        SELECT g.child_id FROM public.access_grant g WHERE g.account_id = (SELECT id FROM me) AND {LIVE_GRANT}
        UNION ALL
        SELECT g.child_id FROM (SELECT DISTINCT team_id FROM place WHERE team_id IS NOT NULL) p
            JOIN public.access_grant g ON g.team_id = p.team_id WHERE {LIVE_GRANT}
        UNION ALL
        SELECT g.child_id FROM (SELECT DISTINCT agency_id FROM place WHERE role IN ({AGENCY_WIDE})) p
            JOIN public.access_grant g ON g.agency_id = p.agency_id WHERE {LIVE_GRANT}
    )
    SELECT coalesce(array_agg(child_id), '{{}}') FROM given WHERE child_id <> ALL (
        ARRAY(SELECT d.child_id FROM public.access_denial d WHERE d.account_id = (SELECT id FROM me) AND {LIVE_DENIAL})
    )
$$;
CREATE FUNCTION access.administered_agencies() RETURNS bigint[] LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT coalesce(array_agg(m.agency_id), '{{}}') FROM public.identity_membership m JOIN public.identity_account a ON a.id = m.account_id
    WHERE m.account_id = (SELECT foundation.acting_account()) AND a.is_active AND m.agency_id IS NOT NULL
      AND m.role = 'sysadmin' AND {LIVE_MEMBERSHIP}
$$;
GRANT EXECUTE ON FUNCTION access.visible_children(), access.administered_agencies() TO {APP};
"""

#: A child's number is drawn together with its first grants, so that nobody can lay a grant in wait for a child to come.
GIVE: Final = f"""
CREATE SEQUENCE access.child_number;
CREATE FUNCTION access.who_acts() RETURNS public.identity_account LANGUAGE plpgsql STABLE {PREFIX} AS $$
DECLARE me public.identity_account;
BEGIN
    SELECT a.* INTO me FROM public.identity_account a WHERE a.id = foundation.acting_account() AND a.is_active;
    IF me.id IS NULL THEN RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'insufficient_privilege'; END IF;
    RETURN me;
END $$;

CREATE FUNCTION access.draw_children(how_many integer, for_account bigint, for_team bigint, for_agency bigint, why text)
    RETURNS SETOF bigint LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me public.identity_account := access.who_acts();
    drawn bigint[];
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.identity_membership m WHERE m.account_id = me.id AND m.role <> 'sysadmin'
        AND {LIVE_MEMBERSHIP}) THEN
        RAISE EXCEPTION 'not yours to open' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF coalesce(for_account, for_team, for_agency) IS NULL OR for_agency <> me.agency_id
       OR NOT EXISTS (SELECT 1 FROM public.identity_account a WHERE a.id = coalesce(for_account, me.id) AND a.agency_id = me.agency_id)
       OR for_team IS NOT NULL AND NOT EXISTS
           (SELECT 1 FROM public.identity_team t WHERE t.id = for_team AND t.agency_id = me.agency_id) THEN
        RAISE EXCEPTION 'not your agency' USING ERRCODE = 'insufficient_privilege';
    END IF;
    drawn := ARRAY(SELECT nextval('access.child_number') FROM generate_series(1, how_many));
    INSERT INTO public.access_grant
        (public_id, child_id, account_id, team_id, agency_id, role, basis, reason, begins_at, written_by_id, end_reason)
        SELECT gen_random_uuid(), c, h.account, h.team, h.agency, '', h.basis, why, now(), me.id, ''
        FROM unnest(drawn) c, (VALUES (for_account, NULL::bigint, NULL::bigint, 'allocated'), (NULL, for_team, NULL, 'team'),
            (NULL, NULL, for_agency, 'responsible')) h (account, team, agency, basis)
        WHERE coalesce(h.account, h.team, h.agency) IS NOT NULL;
    RETURN QUERY SELECT unnest(drawn);
END $$;

CREATE FUNCTION access.require_sight(child bigint) RETURNS bigint LANGUAGE plpgsql STABLE {PREFIX} AS $$
DECLARE me public.identity_account := access.who_acts();
BEGIN
    IF child IS NULL OR NOT child = ANY (access.visible_children()) THEN
        RAISE EXCEPTION 'not yours to give' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN me.id;
END $$;

CREATE FUNCTION access.give(child bigint, to_account bigint, to_team bigint, to_agency bigint, as_role text, on_basis text, why text,
    starts timestamptz, ends timestamptz) RETURNS bigint LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := access.require_sight(child);
    written bigint;
BEGIN
    INSERT INTO public.access_grant (public_id, child_id, account_id, team_id, agency_id, role, basis, reason, begins_at, ends_at,
        written_by_id, end_reason)
        VALUES (gen_random_uuid(), child, to_account, to_team, to_agency, as_role, on_basis, why, starts, ends, me, '')
        RETURNING id INTO written;
    RETURN written;
END $$;

CREATE FUNCTION access.end_grant(grant_key bigint, ends timestamptz, why text) RETURNS void LANGUAGE plpgsql {PREFIX} AS $$
DECLARE me bigint := access.require_sight((SELECT g.child_id FROM public.access_grant g WHERE g.id = grant_key));
BEGIN
    UPDATE public.access_grant g SET ends_at = greatest(ends, g.begins_at), ended_by_id = me, end_reason = why
        WHERE g.id = grant_key AND (g.ends_at IS NULL OR g.ends_at > ends);
END $$;

CREATE FUNCTION access.deny(child bigint, whom bigint, why text, starts timestamptz) RETURNS void LANGUAGE plpgsql {PREFIX} AS $$
DECLARE me bigint := access.require_sight(child);
BEGIN
    INSERT INTO public.access_denial (public_id, child_id, account_id, reason, begins_at, written_by_id)
        VALUES (gen_random_uuid(), child, whom, why, starts, me);
END $$;

CREATE FUNCTION access.lift_denial(child bigint, whom bigint, ends timestamptz) RETURNS void LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    PERFORM access.require_sight(child);
    UPDATE public.access_denial d SET ends_at = greatest(ends, d.begins_at)
        WHERE d.child_id = child AND d.account_id = whom AND (d.ends_at IS NULL OR d.ends_at > ends);
END $$;
GRANT EXECUTE ON FUNCTION access.draw_children(integer, bigint, bigint, bigint, text),
    access.give(bigint, bigint, bigint, bigint, text, text, text, timestamptz, timestamptz),
    access.end_grant(bigint, timestamptz, text), access.deny(bigint, bigint, text, timestamptz),
    access.lift_denial(bigint, bigint, timestamptz) TO {APP};
"""

#: Staff and teams can be read by all and changed only by an administrator of their agency, who cannot promote himself.
MINE: Final = "ANY ((SELECT access.administered_agencies())::bigint[])"
MEMBERSHIP_IS_MINE: Final = (
    f"coalesce(agency_id, (SELECT t.agency_id FROM identity_team t WHERE t.id = team_id)) = {MINE} "
    "AND account_id <> (SELECT foundation.acting_account()) "
    f"AND account_id IN (SELECT a.id FROM identity_account a WHERE a.agency_id = {MINE})"
)
DIRECTORY: Final = f"""
ALTER TABLE identity_team ENABLE ROW LEVEL SECURITY; ALTER TABLE identity_team FORCE ROW LEVEL SECURITY;
CREATE POLICY team_select ON identity_team FOR SELECT TO {APP} USING (true);
CREATE POLICY team_insert ON identity_team FOR INSERT TO {APP} WITH CHECK (agency_id = {MINE});
CREATE POLICY team_update ON identity_team FOR UPDATE TO {APP} USING (agency_id = {MINE}) WITH CHECK (agency_id = {MINE});

ALTER TABLE identity_membership ENABLE ROW LEVEL SECURITY; ALTER TABLE identity_membership FORCE ROW LEVEL SECURITY;
CREATE POLICY membership_select ON identity_membership FOR SELECT TO {APP} USING (true);
CREATE POLICY membership_insert ON identity_membership FOR INSERT TO {APP} WITH CHECK ({MEMBERSHIP_IS_MINE});
CREATE POLICY membership_update ON identity_membership FOR UPDATE TO {APP}
    USING ({MEMBERSHIP_IS_MINE}) WITH CHECK ({MEMBERSHIP_IS_MINE});

ALTER TABLE identity_account ENABLE ROW LEVEL SECURITY; ALTER TABLE identity_account FORCE ROW LEVEL SECURITY;
CREATE POLICY account_select ON identity_account FOR SELECT TO {APP} USING (true);
CREATE POLICY account_insert ON identity_account FOR INSERT TO {APP} WITH CHECK (agency_id = {MINE});
CREATE POLICY account_update ON identity_account FOR UPDATE TO {APP}
    USING (agency_id = {MINE} OR id = (SELECT foundation.acting_account()))
    WITH CHECK (agency_id = {MINE} OR id = (SELECT foundation.acting_account()));
-- One's own password and language are one's own to change; where one works is not.
CREATE FUNCTION access.guard_account() RETURNS trigger LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    IF NEW.id = foundation.acting_account() AND (NEW.agency_id, NEW.is_active, NEW.email, NEW.id, NEW.public_id)
       IS DISTINCT FROM (OLD.agency_id, OLD.is_active, OLD.email, OLD.id, OLD.public_id) THEN
        RAISE EXCEPTION 'not yours to change' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER account_guarded BEFORE UPDATE ON identity_account FOR EACH ROW EXECUTE FUNCTION access.guard_account();
"""

BACKWARD: Final = """
DROP TRIGGER account_guarded ON identity_account;
DROP POLICY account_select ON identity_account; DROP POLICY account_insert ON identity_account;
DROP POLICY account_update ON identity_account; ALTER TABLE identity_account NO FORCE ROW LEVEL SECURITY;
ALTER TABLE identity_account DISABLE ROW LEVEL SECURITY;
DROP POLICY membership_select ON identity_membership; DROP POLICY membership_insert ON identity_membership;
DROP POLICY membership_update ON identity_membership; ALTER TABLE identity_membership NO FORCE ROW LEVEL SECURITY;
ALTER TABLE identity_membership DISABLE ROW LEVEL SECURITY;
DROP POLICY team_select ON identity_team; DROP POLICY team_insert ON identity_team; DROP POLICY team_update ON identity_team;
ALTER TABLE identity_team NO FORCE ROW LEVEL SECURITY; ALTER TABLE identity_team DISABLE ROW LEVEL SECURITY;
DROP FUNCTION access.guard_account(), access.lift_denial(bigint, bigint, timestamptz),
    access.deny(bigint, bigint, text, timestamptz), access.end_grant(bigint, timestamptz, text),
    access.give(bigint, bigint, bigint, bigint, text, text, text, timestamptz, timestamptz), access.require_sight(bigint),
    access.draw_children(integer, bigint, bigint, bigint, text), access.who_acts();
DROP SEQUENCE access.child_number;
DROP FUNCTION access.administered_agencies(), access.visible_children();
"""
