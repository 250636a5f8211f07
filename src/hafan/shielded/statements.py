"""The SQL of what is kept apart: which households are in sight, the link between two identities, and sealed references in a return."""

from __future__ import annotations

from typing import Final

from hafan.access.sql.secluding import CUSTODIANS, ENOUGH_WORDS, LIVE
from hafan.access.statements import LIVE_DENIAL, TODAY
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

_LIVES_THERE: Final = f"p.household_id IS NOT NULL AND (p.ended_on IS NULL OR p.ended_on > {TODAY})"

#: The carers are known to those who see where a child lives, or is to live; afterwards only the reference of the household is.
HOUSEHOLDS: Final = f"""
CREATE SCHEMA shielded;
GRANT USAGE ON SCHEMA shielded TO {APP};
CREATE FUNCTION shielded.households_in_sight() RETURNS bigint[] LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT coalesce(array_agg(DISTINCT p.household_id), '{{}}') FROM public.people_placement p
    WHERE {_LIVES_THERE} AND p.child_id = ANY ((SELECT access.visible_children('carer_identity'))::bigint[])
$$;
CREATE FUNCTION shielded.households_changeable() RETURNS bigint[] LANGUAGE sql STABLE {PREFIX} AS $$
    SELECT coalesce(array_agg(DISTINCT p.household_id), '{{}}') FROM public.people_placement p
    WHERE {_LIVES_THERE} AND p.child_id = ANY ((SELECT access.changeable_children('carer_identity'))::bigint[])
$$;
-- Every word kept apart by which somebody in this child's life could be known or found, replaced ones and homes of the past included:
-- for the owner's own functions, which look for them in what leaves. The app may not call it.
CREATE FUNCTION shielded.words_about(child bigint) RETURNS TABLE (whose bigint, part text, kind text, words text)
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.household_id, 'carer_identity', v.kind, v.words FROM public.shielded_careridentity h,
        LATERAL (VALUES ('name', h.names::text), ('address', h.address), ('address', h.postcode::text), ('place', h.area::text),
            ('reach', h.phones::text), ('reach', h.email::text), ('school', h.school::text), ('surgery', h.surgery::text)) v (kind, words)
        WHERE h.household_id IN (SELECT p.household_id FROM public.people_placement p WHERE p.child_id = child) AND v.words <> ''
    UNION SELECT c.person_id, 'birth_family_contact', v.kind, v.words FROM public.shielded_birthfamilycontact c,
        LATERAL (VALUES ('address', c.address), ('address', c.postcode::text), ('reach', c.phones::text), ('reach', c.email::text))
            v (kind, words) WHERE c.child_id = child AND v.words <> ''
    UNION SELECT a.child_id, 'post_adoption_identity', v.kind, v.words FROM public.shielded_adoptiveidentity a,
        LATERAL (VALUES ('name', a.names::text), ('address', a.address), ('address', a.postcode::text), ('reach', a.phones::text),
            ('reach', a.email::text)) v (kind, words) WHERE a.child_id = child AND v.words <> ''
$$;
GRANT EXECUTE ON FUNCTION shielded.households_in_sight(), shielded.households_changeable() TO {APP};
"""
HOUSEHOLDS_BACKWARD: Final = """
DROP FUNCTION shielded.words_about(bigint);
DROP FUNCTION shielded.households_changeable(), shielded.households_in_sight();
DROP SCHEMA shielded;
"""

_DENIED: Final = (
    f"EXISTS (SELECT 1 FROM public.access_denial d WHERE d.account_id = me AND d.child_id IN (l.before_id, l.after_id) "
    f"AND {LIVE_DENIAL})"
)

LINK: Final = f"""
-- Tie two records of one person together. Only somebody who may change both can, so it comes before the older one is sealed.
CREATE FUNCTION shielded.link(before bigint, after bigint) RETURNS void LANGUAGE plpgsql {PREFIX} AS $$
DECLARE me bigint := access.require_change(before);
BEGIN
    PERFORM access.require_change(after);
    INSERT INTO public.shielded_sealedlink (public_id, agency_id, before_id, after_id, written_by_id)
        SELECT gen_random_uuid(), c.agency_id, before, after, me FROM public.people_child c
            JOIN public.people_child n ON n.id = after AND n.agency_id = c.agency_id WHERE c.id = before AND before <> after;
    IF NOT FOUND THEN RAISE EXCEPTION 'not yours to link' USING ERRCODE = 'insufficient_privilege'; END IF;
END $$;

-- Which two records are of one person: asked by the sealed record, or by the reference of the later one; with a reason, which is kept.
CREATE FUNCTION shielded.read_link(sealed uuid, told text, why text)
    RETURNS TABLE (seclusion uuid, label text, reference text, named text) LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := (access.who_acts()).id;
    found record;
BEGIN
    IF foundation.reading_as() IS NOT NULL OR length(btrim(why)) < {ENOUGH_WORDS} THEN RETURN; END IF;
    SELECT s.public_id AS seclusion, s.label, s.agency_id, c.reference,
           btrim(c.given_name || ' ' || c.family_name) AS named INTO found
        FROM public.shielded_sealedlink l
            JOIN public.access_seclusion s ON s.child_id = l.before_id AND s.level = 'sealed' AND {LIVE}
            JOIN public.people_child c ON c.id = l.after_id
        WHERE l.agency_id = ANY ({CUSTODIANS}) AND s.agency_id = l.agency_id AND NOT {_DENIED}
          AND (s.public_id = sealed OR told <> '' AND c.reference = told) LIMIT 1;
    IF found.seclusion IS NULL THEN RETURN; END IF;
    INSERT INTO public.shielded_linkreading (public_id, agency_id, seclusion, label, reason, read_by_id, read_at)
        VALUES (gen_random_uuid(), found.agency_id, found.seclusion, found.label, why, me, now());
    RETURN QUERY SELECT found.seclusion, found.label::text, found.reference::text, found.named::text;
END $$;

-- Of the references in a return, those of records that may not be touched: sealed ones, told to the custodian, and hidden ones.
CREATE FUNCTION shielded.out_of_reach(home bigint, told text[]) RETURNS text[] LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := (access.who_acts()).id;
    found text[];
BEGIN
    IF foundation.reading_as() IS NOT NULL OR NOT home = ANY (access.agencies_as('data_officer')) THEN RETURN '{{}}'; END IF;
    INSERT INTO public.shielded_knock (public_id, agency_id, seclusion, label, by_id, "on")
        SELECT gen_random_uuid(), home, s.public_id, s.label, me, {TODAY} FROM public.access_seclusion s
        WHERE s.agency_id = home AND s.level = 'sealed' AND {LIVE} AND s.label <> '' AND s.label = ANY (told)
        ON CONFLICT DO NOTHING;
    SELECT coalesce(array_agg(r), '{{}}') INTO found FROM (
        SELECT s.label::text FROM public.access_seclusion s
            WHERE s.agency_id = home AND s.level = 'sealed' AND {LIVE} AND s.label = ANY (told)
        UNION SELECT c.reference::text FROM public.people_child c
            WHERE c.agency_id = home AND c.reference = ANY (told) AND NOT c.id = ANY ((SELECT access.visible_children())::bigint[])
    ) hidden (r);
    RETURN found;
END $$;
GRANT EXECUTE ON FUNCTION shielded.link(bigint, bigint), shielded.read_link(uuid, text, text), shielded.out_of_reach(bigint, text[])
    TO {APP};
"""
LINK_BACKWARD: Final = "DROP FUNCTION shielded.out_of_reach(bigint, text[]), shielded.read_link(uuid, text, text), shielded.link(bigint, bigint);"


def for_custodians(table: str) -> tuple[str, str]:
    """Close a table to all but the custodians of the agency; only functions write it."""
    forward = (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY {table}_select ON {table} FOR SELECT TO {APP} USING (agency_id = ANY ((SELECT {CUSTODIANS})::bigint[]));"
    )
    backward = (
        f"DROP POLICY {table}_select ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    )
    return forward, backward


#: What was written beside a person's name before it was kept apart.
MOVE_REACH: Final = """
INSERT INTO shielded_birthfamilycontact (public_id, child_id, person_id, address, postcode, phones, email, do_not_write, safely, from_on)
    SELECT gen_random_uuid(), p.child_id, p.id, '', '', p.reach, '', false, '', (p.created_at AT TIME ZONE 'Europe/London')::date
    FROM people_person p WHERE p.reach <> ''
"""
MOVE_REACH_BACKWARD: Final = """
UPDATE people_person p SET reach = c.phones FROM shielded_birthfamilycontact c
    WHERE c.person_id = p.id AND NOT EXISTS (SELECT 1 FROM shielded_birthfamilycontact n WHERE n.replaces_id = c.id)
"""
