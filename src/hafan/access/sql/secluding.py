"""Restricted and sealed records. Both work by taking grants away and letting none be written, so that sight itself need not ask.

A restricted record is seen by named people alone. A sealed one by nobody, until a custodian unseals it for an hour, saying why.
"""

from __future__ import annotations

from typing import Final

from hafan.access.sql.giving import GRANT_COLUMNS
from hafan.access.sql.sight import WHOLE_STORY
from hafan.access.statements import LIVE_DENIAL
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

LIVE: Final = "s.begins_at <= now() AND (s.ends_at IS NULL OR s.ends_at > now())"
CUSTODIANS: Final = "access.agencies_as('records_custodian', 'privacy_officer')"
#: Whoever writes a grant and whoever secludes the child wait for each other, or a grant given in the same moment would outlive the seal.
#: One lock for some sixtieth of all children: an import writes grants for thousands at once.
ONE_AFTER_ANOTHER: Final = "pg_advisory_xact_lock{0}(7271, ({1} % 61)::integer)"
#: Letters a reason needs before anybody can make something of it.
ENOUGH_WORDS: Final = 20

FORWARD: Final = f"""
CREATE FUNCTION access.guard_seclusion() RETURNS trigger LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    IF NEW.ends_at IS NULL OR NEW.ends_at > now() THEN PERFORM {ONE_AFTER_ANOTHER.format("_shared", "NEW.child_id")}; END IF;
    IF EXISTS (SELECT 1 FROM public.access_seclusion s WHERE s.child_id = NEW.child_id AND {LIVE} AND s.level = 'sealed')
       AND NEW.basis <> 'unsealed' AND (NEW.ends_at IS NULL OR NEW.ends_at > now()) THEN
        RAISE EXCEPTION 'the record is sealed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.account_id IS NULL AND (NEW.ends_at IS NULL OR NEW.ends_at > now())
       AND EXISTS (SELECT 1 FROM public.access_seclusion s WHERE s.child_id = NEW.child_id AND {LIVE} AND s.level = 'restricted') THEN
        RAISE EXCEPTION 'only named people see a restricted record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER grant_of_secluded BEFORE INSERT OR UPDATE ON access_grant FOR EACH ROW EXECUTE FUNCTION access.guard_seclusion();

CREATE FUNCTION access.restrict(child bigint, kind text, why text, review date, custodian bigint, label text) RETURNS void
    LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := access.require_whole(child);
    home bigint := (SELECT agency_id FROM public.identity_account WHERE id = me);
BEGIN
    IF NOT {WHOLE_STORY} <@ access.own_parts(child, true) OR NOT EXISTS
       (SELECT 1 FROM public.identity_account a WHERE a.id = custodian AND a.agency_id = home AND a.is_active) THEN
        RAISE EXCEPTION 'not yours to restrict' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM {ONE_AFTER_ANOTHER.format("", "child")};
    INSERT INTO public.access_grant ({GRANT_COLUMNS})
        SELECT gen_random_uuid(), child, who, NULL, NULL, '', 'custodian', NULL, true, why, '', '', now(), NULL, review, me, ''
        FROM unnest(ARRAY[custodian, me]) who GROUP BY who
        HAVING NOT EXISTS (SELECT 1 FROM public.access_grant g WHERE g.child_id = child AND g.account_id = who
            AND g.begins_at <= now() AND g.ends_at IS NULL AND g.parts IS NULL AND g.may_write);
    UPDATE public.access_grant g SET ends_at = greatest(now(), g.begins_at), ended_by_id = me, end_reason = 'restricted'
        WHERE g.child_id = child AND g.account_id IS NULL AND (g.ends_at IS NULL OR g.ends_at > now());
    INSERT INTO public.access_seclusion (public_id, child_id, agency_id, level, kind, reason, label, custodian_id, begins_at, review_on, written_by_id)
        VALUES (gen_random_uuid(), child, home, 'restricted', kind, why, label, custodian, now(), review, me);
END $$;

CREATE FUNCTION access.lift_restriction(child bigint, why text) RETURNS void LANGUAGE plpgsql {PREFIX} AS $$
DECLARE me bigint := access.require_whole(child);
BEGIN
    UPDATE public.access_seclusion s SET ends_at = now(), ended_by_id = me, end_reason = why
        WHERE s.child_id = child AND s.level = 'restricted' AND {LIVE};
END $$;

-- The last act on a record: from this moment nobody sees it, whoever sealed it included.
CREATE FUNCTION access.seal(child bigint, why text, label text) RETURNS uuid LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := access.require_whole(child);
    home bigint := (SELECT agency_id FROM public.identity_account WHERE id = me);
    written uuid := gen_random_uuid();
BEGIN
    IF NOT {WHOLE_STORY} <@ access.own_parts(child, true) THEN
        RAISE EXCEPTION 'not yours to seal' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM {ONE_AFTER_ANOTHER.format("", "child")};
    UPDATE public.access_grant g SET ends_at = greatest(now(), g.begins_at), ended_by_id = me, end_reason = 'sealed'
        WHERE g.child_id = child AND (g.ends_at IS NULL OR g.ends_at > now());
    UPDATE public.access_seclusion s SET ends_at = now(), ended_by_id = me, end_reason = 'sealed' WHERE s.child_id = child AND {LIVE};
    INSERT INTO public.access_seclusion (public_id, child_id, agency_id, level, kind, reason, label, begins_at, written_by_id)
        VALUES (written, child, home, 'sealed', 'adoption', why, label, now(), me);
    RETURN written;
END $$;

-- Open a sealed record for an hour, to read, saying why. Answers the child; NULL to everybody else, and for what is not there.
CREATE FUNCTION access.unseal(seclusion uuid, why text) RETURNS bigint LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := (access.who_acts()).id;
    found public.access_seclusion;
BEGIN
    SELECT s.* INTO found FROM public.access_seclusion s
        WHERE s.public_id = seclusion AND s.level = 'sealed' AND {LIVE} AND s.agency_id = ANY ({CUSTODIANS});
    IF found.id IS NULL OR foundation.reading_as() IS NOT NULL OR length(btrim(why)) < {ENOUGH_WORDS}
       OR EXISTS (SELECT 1 FROM public.access_denial d WHERE d.child_id = found.child_id AND d.account_id = me AND {LIVE_DENIAL}) THEN
        RETURN NULL;
    END IF;
    INSERT INTO public.access_grant ({GRANT_COLUMNS})
        VALUES (gen_random_uuid(), found.child_id, me, NULL, NULL, 'records_custodian', 'unsealed', NULL, false, why, 'read under seal', '',
            now(), now() + interval '60 minutes', NULL, me, '');
    RETURN found.child_id;
END $$;

ALTER TABLE access_seclusion ENABLE ROW LEVEL SECURITY; ALTER TABLE access_seclusion FORCE ROW LEVEL SECURITY;
CREATE POLICY access_seclusion_select ON access_seclusion FOR SELECT TO {APP} USING (
    level = 'sealed' AND agency_id = ANY ((SELECT {CUSTODIANS})::bigint[])
    OR level = 'restricted' AND child_id = ANY ((SELECT access.visible_children())::bigint[]));
GRANT SELECT ON access_seclusion TO {APP};
GRANT EXECUTE ON FUNCTION access.restrict(bigint, text, text, date, bigint, text), access.lift_restriction(bigint, text),
    access.seal(bigint, text, text), access.unseal(uuid, text) TO {APP};
"""
