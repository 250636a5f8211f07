"""The SQL of this room: what must not be said to whom, what the database itself refuses to let go, and taking words back."""

from __future__ import annotations

from typing import Final

from hafan.access.protection import visible
from hafan.access.statements import LIVE_MEMBERSHIP
from hafan.disclosure.readers import KEPT_IN
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

#: How long back the author's other open records count: what one has just read is what one pastes by mistake.
LATELY: Final = "interval '7 days'"


def of_its_part(doing: str) -> str:
    """Each row by the part it says it is in."""
    return " OR ".join(
        f"part = '{part.value}' AND {visible('child_id', f'access.{doing}_children({part.value!r})')}"
        for part in KEPT_IN
    )


SEES: Final = f"({of_its_part('visible')})"
CHANGES: Final = f"({of_its_part('changeable')})"

VALUES: Final = f"""
CREATE SCHEMA disclosure;
GRANT USAGE ON SCHEMA disclosure TO {APP};

-- The words by which people in this record, in records linked to it, and in records its author opened lately could be known. Answered
-- only to the app itself, which must prove that it asks, as for every context: never to SQL that somebody slipped in.
CREATE FUNCTION disclosure.words_of(about bigint, author bigint, proof bytea)
    RETURNS TABLE (origin text, whose bigint, part text, kind text, words text) LANGUAGE plpgsql STABLE {PREFIX} AS $$
BEGIN
    PERFORM vault.require_proof('scan ' || about::text || ' ' || author::text, proof);
    IF NOT about = ANY (access.visible_children()) THEN RETURN; END IF;
    RETURN QUERY
    WITH homes AS (
        SELECT DISTINCT p.household_id FROM public.people_placement p WHERE p.child_id = about AND p.household_id IS NOT NULL
    ), linked AS (
        SELECT DISTINCT p.child_id FROM public.people_placement p JOIN homes USING (household_id) WHERE p.child_id <> about
    ), opened AS (
        SELECT DISTINCT e.child_id FROM public.audit_event e
        WHERE e.account_id = author AND e.at > now() - {LATELY} AND e.child_id IS NOT NULL AND e.child_id <> about
          AND e.child_id NOT IN (SELECT l.child_id FROM linked l) LIMIT 200
    ), cases AS (
        SELECT 'this' AS origin, about AS child_id UNION ALL SELECT 'linked', l.child_id FROM linked l
        UNION ALL SELECT 'opened', o.child_id FROM opened o
        UNION ALL SELECT 'pair', CASE WHEN k.before_id = about THEN k.after_id ELSE k.before_id END
            FROM public.shielded_sealedlink k WHERE about IN (k.before_id, k.after_id)
    )
    SELECT c.origin, k.id * 4, 'care', v.kind, v.words FROM cases c JOIN public.people_child k ON k.id = c.child_id,
        LATERAL (VALUES ('name', btrim(k.given_name || ' ' || k.family_name)), ('given', k.given_name::text), ('family', k.family_name::text), ('given', k.known_as::text),
            ('reference', k.reference::text), ('born', k.born_on::text)) v (kind, words)
        WHERE v.words <> ''
    UNION ALL
    SELECT c.origin, p.id * 4 + 1, 'family', 'name', p.name::text FROM cases c JOIN public.people_person p ON p.child_id = c.child_id
    UNION ALL
    SELECT c.origin, w.whose * 4 + CASE w.part WHEN 'birth_family_contact' THEN 1 WHEN 'carer_identity' THEN 3 ELSE 0 END, w.part,
        w.kind, w.words FROM cases c, LATERAL shielded.words_about(c.child_id) w
    UNION ALL
    SELECT c.origin, r.id * 4 + 2, r.part::text, v.kind, v.words FROM cases c JOIN public.disclosure_recipient r ON r.child_id = c.child_id,
        LATERAL (VALUES ('name', r.name::text), ('address', r.address), ('email', r.email::text)) v (kind, words)
        WHERE v.words <> '' AND c.origin <> 'this' AND r.reader IN ('child', 'adoptee');
END $$;
GRANT EXECUTE ON FUNCTION disclosure.words_of(bigint, bigint, bytea) TO {APP};
"""

GUARD: Final = f"""
-- Nothing that was held back is let go, what is let go is what was looked at, and what has gone is never changed.
CREATE FUNCTION disclosure.guard_outgoing() RETURNS trigger LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    IF OLD.released_at IS NOT NULL THEN
        IF (NEW.child_id, NEW.part, NEW.recipient_id, NEW.author_id, NEW.kind, NEW.gateway, NEW.purpose, NEW.words_en, NEW.words_cy,
            NEW.compiled, NEW.sha256, NEW.pages, NEW.addressed, NEW.released_by_id, NEW.released_at, NEW.way, NEW.recall_until)
           IS DISTINCT FROM
           (OLD.child_id, OLD.part, OLD.recipient_id, OLD.author_id, OLD.kind, OLD.gateway, OLD.purpose, OLD.words_en, OLD.words_cy,
            OLD.compiled, OLD.sha256, OLD.pages, OLD.addressed, OLD.released_by_id, OLD.released_at, OLD.way, OLD.recall_until) THEN
            RAISE EXCEPTION 'what has left is never changed' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF NEW.released_at IS NOT NULL AND (OLD.state <> 'clear' OR OLD.sha256 IS DISTINCT FROM NEW.sha256
            OR encode(sha256(NEW.compiled), 'hex') IS DISTINCT FROM NEW.sha256
            OR EXISTS (SELECT 1 FROM public.disclosure_finding f WHERE f.outgoing_id = NEW.id AND (f.stops OR f.settled_at IS NULL))) THEN
        RAISE EXCEPTION 'held back' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER outgoing_guarded BEFORE UPDATE ON disclosure_outgoing FOR EACH ROW EXECUTE FUNCTION disclosure.guard_outgoing();

-- Fetch something once, by its link, for the agency it was sent to. Nothing where the time is not yet, or over, or it was called back.
CREATE FUNCTION disclosure.collect(token bytea) RETURNS TABLE (outgoing uuid, content bytea) LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me public.identity_account := access.who_acts();
    found public.disclosure_outgoing;
BEGIN
    SELECT o.* INTO found FROM public.disclosure_outgoing o JOIN public.disclosure_recipient r ON r.id = o.recipient_id
        WHERE o.link_hash = sha256(token) AND o.state = 'released' AND o.way = 'link' AND o.recall_until <= now() AND o.expires_at > now()
          AND r.agency_id = me.agency_id AND r.ended_at IS NULL AND EXISTS (
              SELECT 1 FROM public.identity_membership m WHERE m.account_id = me.id AND {LIVE_MEMBERSHIP})
        FOR UPDATE OF o;
    IF found.id IS NULL THEN RETURN; END IF;
    UPDATE public.disclosure_outgoing o SET state = 'collected', collected_at = now(), link_hash = NULL WHERE o.id = found.id;
    INSERT INTO public.disclosure_ledgerline (public_id, child_id, part, outgoing_id, recipient_id, event, account_id, sha256, pages, detail)
        VALUES (gen_random_uuid(), found.child_id, found.part, found.id, found.recipient_id, 'collected', me.id, found.sha256, found.pages, '{{}}');
    outgoing := found.public_id; content := found.compiled;
    RETURN NEXT;
END $$;
GRANT EXECUTE ON FUNCTION disclosure.collect(bytea) TO {APP};
"""

#: Roles that may take words out of a record; a wall compares them with the policy table (disclosure.release).
MAY_REDACT: Final = "'la_manager', 'service_manager', 'agency_manager', 'legal_adviser', 'privacy_officer', 'records_custodian'"

REDACTION: Final = f"""
-- Entries are written once. Words leave one only by a redaction two people stand for, and leave a mark in their place.
CREATE FUNCTION disclosure.refuse_change() RETURNS trigger LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'details' = to_jsonb(OLD) - 'details' AND EXISTS (
        SELECT 1 FROM public.disclosure_redaction r WHERE r.entry_id = OLD.public_id AND r.done_at = now()
          AND NEW.details - ARRAY(SELECT jsonb_array_elements_text(r.fields)) = OLD.details - ARRAY(SELECT jsonb_array_elements_text(r.fields))) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rows of % are written once', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER chronology_entry_written_once ON chronology_entry;
CREATE TRIGGER chronology_entry_written_once BEFORE UPDATE OR DELETE ON chronology_entry FOR EACH ROW
    EXECUTE FUNCTION disclosure.refuse_change();

CREATE FUNCTION disclosure.redact(request uuid, mark text) RETURNS boolean LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me public.identity_account := access.who_acts();
    r public.disclosure_redaction;
    e public.chronology_entry;
BEGIN
    SELECT * INTO r FROM public.disclosure_redaction d WHERE d.public_id = request AND d.done_at IS NULL FOR UPDATE;
    SELECT * INTO e FROM public.chronology_entry c WHERE c.public_id = r.entry_id AND c.child_id = r.child_id;
    IF e.id IS NULL OR r.proposed_by_id = me.id OR foundation.reading_as() IS NOT NULL
       OR NOT r.child_id = ANY (access.changeable_children(e.part::text)) OR NOT EXISTS (
           SELECT 1 FROM public.identity_membership m WHERE m.account_id = me.id AND m.role IN ({MAY_REDACT}) AND {LIVE_MEMBERSHIP}) THEN
        RETURN false;
    END IF;
    UPDATE public.disclosure_redaction d SET done_by_id = me.id, done_at = now(),
        sha256 = encode(sha256(convert_to(e.details::text, 'UTF8')), 'hex') WHERE d.id = r.id;
    UPDATE public.chronology_entry c SET details = c.details || coalesce((
        SELECT jsonb_object_agg(f, mark) FROM jsonb_array_elements_text(r.fields) f WHERE jsonb_typeof(c.details -> f) = 'string'), '{{}}')
        WHERE c.id = e.id;
    DELETE FROM public.chronology_draft d WHERE d.child_id = r.child_id AND (d.corrects = r.entry_id OR EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(r.fields) f WHERE position(e.details ->> f IN d.typed::text) > 0));
    UPDATE public.disclosure_outgoing o SET state = 'drafted', compiled = NULL, sha256 = '', changed_at = now()
        WHERE o.child_id = r.child_id AND o.released_at IS NULL AND o.compiled IS NOT NULL;
    RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION disclosure.redact(uuid, text) TO {APP};
"""
BACKWARD: Final = """
DROP TRIGGER chronology_entry_written_once ON chronology_entry;
CREATE TRIGGER chronology_entry_written_once BEFORE UPDATE OR DELETE ON chronology_entry FOR EACH ROW EXECUTE FUNCTION foundation.refuse_change();
DROP TRIGGER outgoing_guarded ON disclosure_outgoing;
DROP SCHEMA disclosure CASCADE;
"""
