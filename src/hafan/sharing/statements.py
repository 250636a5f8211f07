"""The SQL of sharing: the only ways an offer is written, answered and ended. The offer is judged by what its writer sees."""

from __future__ import annotations

from typing import Final

from hafan.access.sql.giving import GRANT_COLUMNS
from hafan.access.sql.secluding import ENOUGH_WORDS, LIVE
from hafan.access.statements import LIVE_DENIAL, LIVE_MEMBERSHIP
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX
from hafan.sharing.bases import BASES
from hafan.sharing.receiving import RECEIVING_ROLES

#: Roles that share in the name of their agency. The policy table says the same (case.share); a wall compares.
SHARERS: Final = "access.agencies_as('la_manager', 'service_manager', 'agency_manager')"
UNDER: Final = ", ".join(f"'{role}'" for role in RECEIVING_ROLES)
BY_LAW: Final = ", ".join(f"'{key}'" for key in BASES)
SHARE_COLUMNS: Final = (
    "public_id, child_id, from_agency_id, to_agency_id, to_team_id, to_account_id, told_as, role, parts, may_write, items, purpose, "
    "legal_basis, consent, consent_words, starts_at, ends_at, review_on, offered_at, offered_by_id, declined, answer, end_reason"
)
OPEN: Final = "s.answered_at IS NULL AND s.ended_at IS NULL AND s.ends_at > now()"
NOT_HIDDEN: Final = f"""NOT EXISTS (SELECT 1 FROM public.access_denial d WHERE d.child_id = s.child_id AND d.account_id = me AND {LIVE_DENIAL})
        AND NOT EXISTS (SELECT 1 FROM public.access_seclusion z WHERE z.child_id = s.child_id AND z.level = 'sealed'
            AND z.begins_at <= now() AND (z.ends_at IS NULL OR z.ends_at > now()))"""

SEEING: Final = f"""
CREATE SCHEMA sharing;
GRANT USAGE ON SCHEMA sharing TO {APP};

-- Where whoever acts works today.
CREATE FUNCTION sharing.working_agencies() RETURNS bigint[] LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT coalesce(array_agg(DISTINCT coalesce(m.agency_id, t.agency_id)), '{{}}')
    FROM public.identity_membership m JOIN public.identity_account a ON a.id = m.account_id
        LEFT JOIN public.identity_team t ON t.id = m.team_id
    WHERE m.account_id = (SELECT foundation.acting_account()) AND a.is_active AND {LIVE_MEMBERSHIP}
      AND coalesce(foundation.reading_as(), 'house') = 'house'  -- a reader's eyes are nobody's office
$$;

-- What whoever acts may read of sharing: what their own agency gave of children they see, and what was given to them, to their team,
-- or to an agency they share for. Never about a child they are denied, nor about a sealed record.
CREATE FUNCTION sharing.visible_shares() RETURNS bigint[] LANGUAGE plpgsql STABLE {PREFIX} AS $$
DECLARE me bigint := foundation.acting_account();
BEGIN
    IF me IS NULL OR foundation.reading_as() IS NOT NULL THEN RETURN '{{}}'; END IF;
    RETURN ARRAY(
        SELECT s.id FROM public.sharing_share s
            WHERE s.from_agency_id = ANY ((SELECT sharing.working_agencies())::bigint[])
              AND s.child_id = ANY ((SELECT access.visible_children('care'))::bigint[])
        UNION
        SELECT s.id FROM public.sharing_share s
            WHERE s.to_agency_id = ANY ((SELECT sharing.working_agencies())::bigint[])
              AND (s.to_agency_id = ANY ((SELECT {SHARERS})::bigint[]) OR s.to_account_id = me OR s.to_team_id IN (
                  SELECT m.team_id FROM public.identity_membership m WHERE m.account_id = me AND {LIVE_MEMBERSHIP}))
              AND {NOT_HIDDEN});
END $$;
GRANT EXECUTE ON FUNCTION sharing.working_agencies(), sharing.visible_shares() TO {APP};

ALTER TABLE sharing_share ENABLE ROW LEVEL SECURITY; ALTER TABLE sharing_share FORCE ROW LEVEL SECURITY;
CREATE POLICY sharing_share_select ON sharing_share FOR SELECT TO {APP} USING (id = ANY ((SELECT sharing.visible_shares())::bigint[]));
ALTER TABLE sharing_request ENABLE ROW LEVEL SECURITY; ALTER TABLE sharing_request FORCE ROW LEVEL SECURITY;
CREATE POLICY sharing_request_select ON sharing_request FOR SELECT TO {APP} USING (
    agency_id = ANY ((SELECT {SHARERS})::bigint[]) OR asking_id = ANY ((SELECT {SHARERS})::bigint[])
    OR written_by_id = (SELECT foundation.acting_account()) AND asking_id = ANY ((SELECT sharing.working_agencies())::bigint[]));
"""

GIVING: Final = f"""
-- Offer parts of a child's record to another agency. Nobody offers what they cannot see and change themselves, nor another agency's child.
CREATE FUNCTION sharing.offer(child bigint, agency bigint, team bigint, account bigint, told text, as_role text, of_parts text[],
    writing boolean, agreed jsonb, for_purpose text, by_law text, consented text, consent_told text, starts timestamptz,
    ends timestamptz, review date, answers uuid) RETURNS uuid LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := access.require_change(child);
    home bigint := (SELECT c.agency_id FROM public.people_child c WHERE c.id = child);
    written bigint;
    named uuid := gen_random_uuid();
BEGIN
    IF NOT home = ANY ({SHARERS}) OR of_parts = '{{}}' OR NOT of_parts <@ access.own_parts(child, true) OR agency = home
       OR team IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.identity_team t WHERE t.id = team AND t.agency_id = agency)
       OR account IS NOT NULL AND NOT EXISTS
           (SELECT 1 FROM public.identity_account a WHERE a.id = account AND a.agency_id = agency AND a.is_active) THEN
        RAISE EXCEPTION 'not yours to share' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF as_role NOT IN ({UNDER}) OR by_law NOT IN ({BY_LAW}) OR btrim(for_purpose) = '' OR btrim(told) = '' OR ends <= starts
       OR ends <= now() OR review > ends::date OR team IS NOT NULL AND account IS NOT NULL
       OR NOT of_parts <@ ARRAY(SELECT r.part::text FROM public.access_reach r WHERE r.role = as_role)
       OR consented NOT IN ('given', 'not_asked', 'overridden')
       OR consented = 'overridden' AND length(btrim(consent_told)) < {ENOUGH_WORDS} THEN
        RAISE EXCEPTION 'a share has a role, parts, a purpose, a law, and an end' USING ERRCODE = 'check_violation';
    END IF;
    IF account IS NULL AND EXISTS (SELECT 1 FROM public.access_seclusion s WHERE s.child_id = child AND {LIVE}) THEN
        RAISE EXCEPTION 'only named people see a restricted record' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO public.sharing_share ({SHARE_COLUMNS})
        VALUES (named, child, home, agency, team, account, told, as_role, of_parts, writing, agreed, for_purpose, by_law, consented,
            consent_told, starts, ends, review, now(), me, false, '', '')
        RETURNING id INTO written;
    IF answers IS NOT NULL THEN
        UPDATE public.sharing_request q SET outcome = 'offered', share_id = written, answered_at = now(), answered_by_id = me
            WHERE q.public_id = answers AND q.agency_id = home AND q.asking_id = agency AND q.outcome = '';
        IF NOT FOUND THEN RAISE EXCEPTION 'no such request' USING ERRCODE = 'check_violation'; END IF;
    END IF;
    RETURN named;
END $$;

-- Answer an offer. Taking it writes the grant: exactly what was offered, in the name of whoever offered it, from now until its end.
CREATE FUNCTION sharing.respond(share uuid, taken boolean, words text) RETURNS boolean LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := (access.who_acts()).id;
    found public.sharing_share;
    given bigint;
BEGIN
    SELECT s.* INTO found FROM public.sharing_share s
        WHERE s.public_id = share AND s.id = ANY (sharing.visible_shares()) AND {OPEN}
          AND (s.to_agency_id = ANY ({SHARERS}) OR s.to_account_id = me) FOR UPDATE;
    IF found.id IS NULL OR NOT taken AND btrim(words) = '' THEN RETURN false; END IF;
    IF taken THEN
        INSERT INTO public.access_grant ({GRANT_COLUMNS})
            VALUES (gen_random_uuid(), found.child_id, found.to_account_id, found.to_team_id,
                CASE WHEN found.to_account_id IS NULL AND found.to_team_id IS NULL THEN found.to_agency_id END, found.role, 'shared',
                found.parts, found.may_write, found.purpose, found.purpose, found.legal_basis, greatest(found.starts_at, now()),
                found.ends_at, found.review_on, found.offered_by_id, '')
            RETURNING id INTO given;
    END IF;
    UPDATE public.sharing_share s SET answered_at = now(), answered_by_id = me, declined = NOT taken, answer = words, grant_id = given
        WHERE s.id = found.id;
    RETURN true;
END $$;

-- Either side may end a share, and with it the sight it gave.
CREATE FUNCTION sharing.end_share(share uuid, why text) RETURNS boolean LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := (access.who_acts()).id;
    found public.sharing_share;
BEGIN
    SELECT s.* INTO found FROM public.sharing_share s
        WHERE s.public_id = share AND s.id = ANY (sharing.visible_shares()) AND s.ended_at IS NULL AND NOT s.declined
          AND (s.to_account_id = me OR s.to_agency_id = ANY ({SHARERS}) OR s.from_agency_id = ANY ({SHARERS})) FOR UPDATE;
    IF found.id IS NULL OR btrim(why) = '' THEN RETURN false; END IF;
    UPDATE public.sharing_share s SET ended_at = now(), ended_by_id = me, end_reason = why WHERE s.id = found.id;
    UPDATE public.access_grant g SET ends_at = greatest(now(), g.begins_at), ended_by_id = me, end_reason = why
        WHERE g.id = found.grant_id AND (g.ends_at IS NULL OR g.ends_at > now());
    RETURN true;
END $$;

-- Whoever shared looks at it again, and says when next.
CREATE FUNCTION sharing.review(share uuid, next_on date) RETURNS boolean LANGUAGE plpgsql {PREFIX} AS $$
DECLARE done bigint;
BEGIN
    PERFORM access.who_acts();
    UPDATE public.sharing_share s SET review_on = next_on
        WHERE s.public_id = share AND s.id = ANY (sharing.visible_shares()) AND s.from_agency_id = ANY ({SHARERS})
          AND s.ended_at IS NULL AND NOT s.declined AND next_on <= s.ends_at::date AND next_on > now()::date
        RETURNING s.grant_id INTO done;
    IF NOT FOUND THEN RETURN false; END IF;
    UPDATE public.access_grant g SET review_on = next_on WHERE g.id = done;
    RETURN true;
END $$;

CREATE FUNCTION sharing.ask(agency bigint, told text, what text, for_purpose text, by_law text, by_day date) RETURNS uuid
    LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me public.identity_account := access.who_acts();
    named uuid := gen_random_uuid();
BEGIN
    IF foundation.reading_as() IS NOT NULL OR NOT me.agency_id = ANY (sharing.working_agencies()) OR agency = me.agency_id
       OR btrim(told) = '' OR btrim(what) = '' OR btrim(for_purpose) = '' OR by_law NOT IN ({BY_LAW}) THEN
        RAISE EXCEPTION 'a request has a purpose and a law' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO public.sharing_request (public_id, agency_id, asking_id, about, wanted, purpose, legal_basis, asked_at, answer_by,
        written_by_id, outcome, answer)
        VALUES (named, agency, me.agency_id, told, what, for_purpose, by_law, now(), by_day, me.id, '', '');
    RETURN named;
END $$;

-- Refused by those asked, with a reason, or withdrawn by those who ask.
CREATE FUNCTION sharing.close_request(request uuid, refused boolean, why text) RETURNS boolean LANGUAGE plpgsql {PREFIX} AS $$
DECLARE me bigint := (access.who_acts()).id;
BEGIN
    UPDATE public.sharing_request q SET outcome = CASE WHEN refused THEN 'refused' ELSE 'withdrawn' END, answer = why,
            answered_at = now(), answered_by_id = me
        WHERE q.public_id = request AND q.outcome = '' AND btrim(why) <> '' AND foundation.reading_as() IS NULL
          AND CASE WHEN refused THEN q.agency_id = ANY ({SHARERS})
              ELSE q.asking_id = ANY ({SHARERS}) OR q.written_by_id = me AND q.asking_id = ANY (sharing.working_agencies()) END;
    RETURN FOUND;
END $$;
GRANT EXECUTE ON FUNCTION sharing.offer(bigint, bigint, bigint, bigint, text, text, text[], boolean, jsonb, text, text, text, text,
    timestamptz, timestamptz, date, uuid), sharing.respond(uuid, boolean, text), sharing.end_share(uuid, text),
    sharing.review(uuid, date), sharing.ask(bigint, text, text, text, text, date), sharing.close_request(uuid, boolean, text) TO {APP};

-- A share ends with its grant, however that ended, and with a record that is restricted or sealed, answered or not. Teams' and
-- agencies' grants are ended by whatever restricts, and all of them by whatever seals.
CREATE FUNCTION sharing.end_with_grant() RETURNS trigger LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    UPDATE public.sharing_share s SET ended_at = NEW.ends_at, ended_by_id = NEW.ended_by_id, end_reason = NEW.end_reason
        WHERE s.grant_id = NEW.id AND s.ended_at IS NULL AND NEW.ends_at < s.ends_at;
    RETURN NULL;
END $$;
CREATE TRIGGER share_ends_with_grant AFTER UPDATE OF ends_at ON access_grant FOR EACH ROW WHEN (NEW.basis = 'shared')
    EXECUTE FUNCTION sharing.end_with_grant();
CREATE FUNCTION sharing.end_with_seclusion() RETURNS trigger LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    UPDATE public.access_grant g SET ends_at = greatest(now(), g.begins_at), ended_by_id = NEW.written_by_id, end_reason = NEW.level
        WHERE g.id IN (SELECT s.grant_id FROM public.sharing_share s WHERE s.child_id = NEW.child_id)
          AND NEW.level = 'restricted' AND g.account_id IS NOT NULL AND (g.ends_at IS NULL OR g.ends_at > now());
    UPDATE public.sharing_share s SET ended_at = now(), ended_by_id = NEW.written_by_id, end_reason = NEW.level
        WHERE s.child_id = NEW.child_id AND s.ended_at IS NULL AND NOT s.declined;
    RETURN NULL;
END $$;
CREATE TRIGGER shares_end_with_seclusion AFTER INSERT ON access_seclusion FOR EACH ROW EXECUTE FUNCTION sharing.end_with_seclusion();
"""

#: Whom managers and privacy officers must know to be kept out. The table itself is the owner's alone.
CONFLICTS: Final = f"""
-- Who has lately said themself that they know a family: for whoever may change the record, to find somebody else.
CREATE FUNCTION sharing.declared_conflicts(since timestamptz) RETURNS TABLE (child_id bigint, account_id bigint, reason text,
    begins_at timestamptz) LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT d.child_id, d.account_id, d.reason, d.begins_at FROM public.access_denial d
    WHERE d.account_id = d.written_by_id AND d.begins_at >= since AND {LIVE_DENIAL}
      AND (SELECT cardinality({SHARERS})) > 0 AND foundation.reading_as() IS NULL
      AND d.child_id = ANY ((SELECT access.changeable_children())::bigint[])
    ORDER BY d.begins_at DESC
$$;
-- Every denial about an agency's children, for its privacy officers: by reference, and never of a child they are themselves denied.
CREATE FUNCTION sharing.denials_register() RETURNS TABLE (reference text, account_id bigint, reason text, begins_at timestamptz,
    ends_at timestamptz, written_by_id bigint) LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT c.reference, d.account_id, d.reason, d.begins_at, d.ends_at, d.written_by_id
    FROM public.access_denial d JOIN public.people_child c ON c.id = d.child_id
    WHERE c.agency_id = ANY ((SELECT access.agencies_as('privacy_officer'))::bigint[]) AND foundation.reading_as() IS NULL
      AND NOT EXISTS (SELECT 1 FROM public.access_denial o WHERE o.child_id = d.child_id AND o.account_id = foundation.acting_account()
          AND o.begins_at <= now() AND (o.ends_at IS NULL OR o.ends_at > now()))
      AND NOT EXISTS (SELECT 1 FROM public.access_seclusion s WHERE s.child_id = d.child_id AND s.level = 'sealed' AND {LIVE})
    ORDER BY d.begins_at DESC
$$;
GRANT EXECUTE ON FUNCTION sharing.declared_conflicts(timestamptz), sharing.denials_register() TO {APP};
"""

BACKWARD: Final = """
DROP TRIGGER shares_end_with_seclusion ON access_seclusion; DROP TRIGGER share_ends_with_grant ON access_grant;
DROP POLICY sharing_request_select ON sharing_request; DROP POLICY sharing_share_select ON sharing_share;
DROP SCHEMA sharing CASCADE;
"""
