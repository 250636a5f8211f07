"""The SQL of looking for a child one cannot see: exactly named, in one's own agency, and never a sealed one.

Both answer the same to everybody who may not know: nothing.
"""

from __future__ import annotations

from typing import Final

from hafan.access.sql.secluding import LIVE
from hafan.access.statements import LIVE_DENIAL, LIVE_MEMBERSHIP
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

#: One child of this agency by the exact reference, or by a whole name (folded, two words or more) and the day of birth.
EXACTLY: Final = """c.agency_id = me.agency_id AND (told <> '' AND c.reference = told
        OR born IS NOT NULL AND coalesce(c.born_on, c.expected_on) = born AND position(' ' in named) > 0
           AND position(' ' || named || ' ' IN ' ' || c.finding || ' ') > 0)"""
SHUT: Final = f"""(EXISTS (SELECT 1 FROM public.access_denial d WHERE d.child_id = c.id AND d.account_id = me.id AND {LIVE_DENIAL})
        OR EXISTS (SELECT 1 FROM public.access_seclusion s WHERE s.child_id = c.id AND s.level = 'sealed' AND {LIVE}))"""

FORWARD: Final = f"""
CREATE SCHEMA people;
GRANT USAGE ON SCHEMA people TO {APP};

-- Break the glass over one child; answers the public id, or NULL without saying why.
CREATE FUNCTION people.open_in_emergency(told text, named text, born date, code text, why text) RETURNS uuid
    LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me public.identity_account := access.who_acts();
    found public.people_child[];
BEGIN
    found := ARRAY(SELECT c FROM public.people_child c WHERE {EXACTLY} AND NOT {SHUT} LIMIT 2);
    IF cardinality(found) = 1 AND access.break_glass((found[1]).id, (found[1]).agency_id, (found[1]).reference, code, why) THEN
        RETURN (found[1]).public_id;
    END IF;
    RETURN NULL;
END $$;

-- Whom to ask about a record that may exist and is hidden from me: its custodian, or the account that opened it; NULL if none.
CREATE FUNCTION people.whom_to_ask(told text, named text, born date) RETURNS bigint LANGUAGE plpgsql STABLE {PREFIX} AS $$
DECLARE
    me public.identity_account := access.who_acts();
    answer bigint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.identity_membership m JOIN public.access_reach r ON r.role = m.role AND r.part = 'care'
        WHERE m.account_id = me.id AND {LIVE_MEMBERSHIP}) THEN RETURN NULL; END IF;
    SELECT coalesce((SELECT s.custodian_id FROM public.access_seclusion s WHERE s.child_id = c.id AND s.level = 'restricted' AND {LIVE}),
        (SELECT g.written_by_id FROM public.access_grant g WHERE g.child_id = c.id ORDER BY g.id LIMIT 1)) INTO answer
        FROM public.people_child c WHERE {EXACTLY} AND NOT {SHUT} AND NOT c.id = ANY (access.visible_children()) LIMIT 1;
    RETURN answer;
END $$;
GRANT EXECUTE ON FUNCTION people.open_in_emergency(text, text, date, text, text), people.whom_to_ask(text, text, date) TO {APP};
"""
BACKWARD: Final = """
DROP FUNCTION people.whom_to_ask(text, text, date), people.open_in_emergency(text, text, date, text, text);
DROP SCHEMA people;
"""
