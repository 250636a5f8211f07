"""Break-glass: an hour's sight of one child, to read, for somebody who has none and cannot wait; and the alert that goes with it."""

from __future__ import annotations

from typing import Final

from hafan.access.sql.giving import GRANT_COLUMNS
from hafan.access.sql.secluding import ENOUGH_WORDS, LIVE
from hafan.access.statements import LIVE_DENIAL, LIVE_GRANT, LIVE_MEMBERSHIP
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

#: Roles that may. The policy table says the same (case.break_glass); a wall compares.
MAY_BREAK: Final = "'csw', 'la_manager', 'service_manager', 'iro', 'iro_manager', 'leader', 'dcs'"
OFFICERS: Final = "access.agencies_as('privacy_officer')"

FORWARD: Final = f"""
-- Called by the search of the people room, which alone can find a child nobody has been given; never by the app itself. Answers
-- whether the glass was broken: not for the sealed, not over a denial, not outside one's own agency.
CREATE FUNCTION access.break_glass(child bigint, home bigint, label text, code text, why text) RETURNS boolean
    LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me public.identity_account := access.who_acts();
    written bigint;
BEGIN
    IF child IS NULL OR home <> me.agency_id OR foundation.reading_as() IS NOT NULL OR length(btrim(why)) < {ENOUGH_WORDS} OR code = ''
       OR NOT EXISTS (SELECT 1 FROM public.identity_membership m WHERE m.account_id = me.id AND m.role IN ({MAY_BREAK}) AND {LIVE_MEMBERSHIP})
       OR EXISTS (SELECT 1 FROM public.access_denial d WHERE d.child_id = child AND d.account_id = me.id AND {LIVE_DENIAL})
       OR EXISTS (SELECT 1 FROM public.access_seclusion s WHERE s.child_id = child AND s.level = 'sealed' AND {LIVE}) THEN
        RETURN false;
    END IF;
    IF EXISTS (SELECT 1 FROM public.access_grant g WHERE g.child_id = child AND g.account_id = me.id AND g.basis = 'break_glass' AND {LIVE_GRANT}) THEN
        RETURN true;
    END IF;
    INSERT INTO public.access_grant ({GRANT_COLUMNS})
        VALUES (gen_random_uuid(), child, me.id, NULL, NULL, 'emergency', 'break_glass', NULL, false, why, code, '',
            now(), now() + interval '60 minutes', NULL, me.id, '')
        RETURNING id INTO written;
    INSERT INTO public.access_alert (public_id, grant_id, child_id, account_id, agency_id, label, code, reason, raised_at)
        VALUES (gen_random_uuid(), written, child, me.id, home, label, code, why, now());
    RETURN true;
END $$;

-- An alert is closed by a privacy officer of the agency, never by whoever raised it.
CREATE FUNCTION access.close_alert(alert uuid, outcome text, words text) RETURNS boolean LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := (access.who_acts()).id;
    closed bigint;
BEGIN
    UPDATE public.access_alert a SET closed_at = now(), closed_by_id = me, outcome = close_alert.outcome, finding = words
        WHERE a.public_id = alert AND a.closed_at IS NULL AND a.account_id <> me AND a.agency_id = ANY ({OFFICERS})
          AND length(btrim(words)) >= {ENOUGH_WORDS} AND close_alert.outcome IN ('justified', 'not_justified')
        RETURNING a.id INTO closed;
    RETURN closed IS NOT NULL;
END $$;

-- A month is signed off only when every alert raised before its end is closed.
CREATE FUNCTION access.sign_off(home bigint, month date) RETURNS boolean LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := (access.who_acts()).id;
    month_ends timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'Europe/London';
BEGIN
    IF NOT home = ANY ({OFFICERS}) OR month_ends > now()
       OR EXISTS (SELECT 1 FROM public.access_alert a WHERE a.agency_id = home AND a.closed_at IS NULL AND a.raised_at < month_ends) THEN
        RETURN false;
    END IF;
    INSERT INTO public.access_signoff (public_id, agency_id, month, signed_at, signed_by_id)
        VALUES (gen_random_uuid(), home, date_trunc('month', month)::date, now(), me)
        ON CONFLICT ON CONSTRAINT one_sign_off DO NOTHING;
    RETURN true;
END $$;

ALTER TABLE access_alert ENABLE ROW LEVEL SECURITY; ALTER TABLE access_alert FORCE ROW LEVEL SECURITY;
CREATE POLICY access_alert_select ON access_alert FOR SELECT TO {APP} USING (agency_id = ANY ((SELECT {OFFICERS})::bigint[]));
ALTER TABLE access_signoff ENABLE ROW LEVEL SECURITY; ALTER TABLE access_signoff FORCE ROW LEVEL SECURITY;
CREATE POLICY access_signoff_select ON access_signoff FOR SELECT TO {APP} USING (agency_id = ANY ((SELECT {OFFICERS})::bigint[]));
GRANT SELECT ON access_alert, access_signoff TO {APP};
GRANT EXECUTE ON FUNCTION access.close_alert(uuid, text, text), access.sign_off(bigint, date) TO {APP};
"""
