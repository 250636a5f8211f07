"""The only ways a grant or a denial comes to be and ends. Nobody gives what they cannot see, nor more of it than they see."""

from __future__ import annotations

from typing import Final

from hafan.access.sql.sight import WHOLE_STORY
from hafan.access.statements import AGENCY_WIDE, LIVE_GRANT, LIVE_MEMBERSHIP
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

GRANT_COLUMNS: Final = (
    "public_id, child_id, account_id, team_id, agency_id, role, basis, parts, may_write, reason, purpose, legal_basis, "
    "begins_at, ends_at, review_on, written_by_id, end_reason"
)

FORWARD: Final = f"""
DROP FUNCTION access.draw_children(integer, bigint, bigint, bigint, text);
CREATE FUNCTION access.draw_children(how_many integer, for_account bigint, for_team bigint, for_agency bigint, why text)
    RETURNS SETOF bigint LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me public.identity_account := access.who_acts();
    drawn bigint[];
BEGIN
    IF foundation.reading_as() IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM public.identity_membership m JOIN public.access_reach r ON r.role = m.role AND r.part = 'care'
        WHERE m.account_id = me.id AND {LIVE_MEMBERSHIP}) THEN
        RAISE EXCEPTION 'not yours to open' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF coalesce(for_account, for_team, for_agency) IS NULL OR for_agency <> me.agency_id
       OR NOT EXISTS (SELECT 1 FROM public.identity_account a WHERE a.id = coalesce(for_account, me.id) AND a.agency_id = me.agency_id)
       OR for_team IS NOT NULL AND NOT EXISTS
           (SELECT 1 FROM public.identity_team t WHERE t.id = for_team AND t.agency_id = me.agency_id) THEN
        RAISE EXCEPTION 'not your agency' USING ERRCODE = 'insufficient_privilege';
    END IF;
    drawn := ARRAY(SELECT nextval('access.child_number') FROM generate_series(1, how_many));
    INSERT INTO public.access_grant ({GRANT_COLUMNS})
        SELECT gen_random_uuid(), c, h.account, h.team, h.agency, '', h.basis, NULL, true, why, '', '', now(), NULL, NULL, me.id, ''
        FROM unnest(drawn) c, (VALUES (for_account, NULL::bigint, NULL::bigint, 'allocated'), (NULL, for_team, NULL, 'team'),
            (NULL, NULL, for_agency, 'responsible')) h (account, team, agency, basis)
        WHERE coalesce(h.account, h.team, h.agency) IS NOT NULL;
    RETURN QUERY SELECT unnest(drawn);
END $$;

-- Whoever acts, if they may change the record of this child with their own eyes.
CREATE FUNCTION access.require_change(child bigint) RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE me public.identity_account := access.who_acts();
BEGIN
    IF child IS NULL OR foundation.reading_as() IS NOT NULL OR NOT child = ANY (access.own_sight(NULL, true)) THEN
        RAISE EXCEPTION 'not yours to give' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN me.id;
END $$;

-- The same, if besides they hold the record whole and not in named parts, as those do with whom it is shared.
CREATE FUNCTION access.require_whole(child bigint) RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE me bigint := access.require_change(child);
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.access_grant g JOIN public.identity_membership m ON m.account_id = me AND {LIVE_MEMBERSHIP}
        WHERE g.child_id = child AND {LIVE_GRANT} AND g.may_write AND g.parts IS NULL AND (g.account_id = me OR g.team_id = m.team_id
            OR g.agency_id = m.agency_id AND m.role IN ({AGENCY_WIDE}))) THEN
        RAISE EXCEPTION 'not yours to give' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN me;
END $$;

DROP FUNCTION access.give(bigint, bigint, bigint, bigint, text, text, text, timestamptz, timestamptz);
CREATE FUNCTION access.give(child bigint, to_account bigint, to_team bigint, to_agency bigint, as_role text, on_basis text,
    of_parts text[], writing boolean, why text, for_purpose text, by_law text, starts timestamptz, ends timestamptz, review date)
    RETURNS bigint LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := access.require_change(child);
    mine text[] := access.own_parts(child, true);
    abroad boolean := (SELECT agency_id FROM public.identity_account WHERE id = me) <> coalesce(to_agency,
        (SELECT agency_id FROM public.identity_team WHERE id = to_team), (SELECT agency_id FROM public.identity_account WHERE id = to_account));
    written bigint;
BEGIN
    IF on_basis IN ('break_glass', 'unsealed') OR as_role IN ('house', 'emergency') THEN
        RAISE EXCEPTION 'nobody gives that' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF of_parts IS NULL THEN PERFORM access.require_whole(child); END IF;
    IF as_role <> '' AND (to_account = me OR to_account IS NULL AND NOT abroad) THEN
        RAISE EXCEPTION 'nobody gives themself a role' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT coalesce(of_parts, {WHOLE_STORY}) <@ mine OR of_parts = '{{}}' THEN
        RAISE EXCEPTION 'more than you see' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF abroad AND (as_role = '' OR of_parts IS NULL OR btrim(for_purpose) = '' OR btrim(by_law) = '') THEN
        RAISE EXCEPTION 'another agency sees named parts, in a named role, for a purpose and by law' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO public.access_grant ({GRANT_COLUMNS})
        VALUES (gen_random_uuid(), child, to_account, to_team, to_agency, as_role, on_basis, of_parts, writing, why, for_purpose, by_law,
            starts, ends, review, me, '')
        RETURNING id INTO written;
    RETURN written;
END $$;

CREATE OR REPLACE FUNCTION access.end_grant(grant_key bigint, ends timestamptz, why text) RETURNS void LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    about public.access_grant := (SELECT g FROM public.access_grant g WHERE g.id = grant_key);
    me bigint := access.require_change(about.child_id);
BEGIN
    IF about.account_id IS DISTINCT FROM me AND about.written_by_id <> me THEN PERFORM access.require_whole(about.child_id); END IF;
    UPDATE public.access_grant g SET ends_at = greatest(ends, g.begins_at), ended_by_id = me, end_reason = why
        WHERE g.id = grant_key AND (g.ends_at IS NULL OR g.ends_at > ends);
END $$;

-- One may always shut oneself out; to shut out another takes somebody who may change the record.
CREATE OR REPLACE FUNCTION access.deny(child bigint, whom bigint, why text, starts timestamptz) RETURNS void LANGUAGE plpgsql {PREFIX} AS $$
DECLARE me bigint := (access.who_acts()).id;
BEGIN
    IF whom <> me OR foundation.reading_as() IS NOT NULL THEN
        PERFORM access.require_whole(child);
    ELSIF NOT child = ANY (access.own_sight(NULL, false)) THEN
        RAISE EXCEPTION 'not yours to give' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.access_denial (public_id, child_id, account_id, reason, begins_at, written_by_id)
        VALUES (gen_random_uuid(), child, whom, why, starts, me);
END $$;

CREATE OR REPLACE FUNCTION access.lift_denial(child bigint, whom bigint, ends timestamptz) RETURNS void LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    PERFORM access.require_whole(child);
    UPDATE public.access_denial d SET ends_at = greatest(ends, d.begins_at)
        WHERE d.child_id = child AND d.account_id = whom AND (d.ends_at IS NULL OR d.ends_at > ends);
END $$;

-- Who is shut out, for those who may change the record.
CREATE FUNCTION access.denials_of(child bigint) RETURNS TABLE (account_id bigint, reason text, begins_at timestamptz, ends_at timestamptz)
    LANGUAGE plpgsql STABLE {PREFIX} AS $$
BEGIN
    PERFORM access.require_whole(child);
    RETURN QUERY SELECT d.account_id, d.reason, d.begins_at, d.ends_at FROM public.access_denial d WHERE d.child_id = child ORDER BY d.id;
END $$;
DROP FUNCTION access.require_sight(bigint);
GRANT EXECUTE ON FUNCTION access.draw_children(integer, bigint, bigint, bigint, text),
    access.give(bigint, bigint, bigint, bigint, text, text, text[], boolean, text, text, text, timestamptz, timestamptz, date),
    access.denials_of(bigint) TO {APP};
"""
