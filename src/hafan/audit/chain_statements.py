"""The SQL of the chain: each event completed as it is noted, and chained when its transaction ends."""

from __future__ import annotations

from typing import Final

from hafan.access.statements import LIVE_GRANT, LIVE_MEMBERSHIP
from hafan.audit.chain import COLUMNS, ESCAPES, STREAM, WORDS
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX


def _escaped(column: str) -> str:
    return f"audit.escaped({column}::text)" if column in WORDS else f"{column}::text"


LINE: Final = " || E'\\t' || ".join(f"coalesce({_escaped(column)}, '\\N')" for column in COLUMNS)


def _replaced() -> str:
    words = "t"
    for letter, written in ESCAPES.items():
        words = f"replace({words}, chr({ord(letter)}), '{written}')"
    return words


FORWARD: Final = f"""
CREATE FUNCTION audit.escaped(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN t ~ '[\\\\[:cntrl:]]' THEN {_replaced()} ELSE t END
$$;
CREATE SEQUENCE audit.link_place;

-- Its question is always about the end of the table; without these settings it would be planned anew each time, or read the whole.
CREATE FUNCTION audit.chain_from(first bigint) RETURNS void LANGUAGE plpgsql {PREFIX}
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off
    SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    noted record;
    of_stream bigint;
    place_in bigint;
    last bytea;
BEGIN
    IF EXISTS (SELECT FROM public.audit_link l WHERE l.event_id = first) THEN RETURN; END IF;
    -- Only this transaction's own can be without a link here: others are seen once they are committed, links and all.
    FOR noted IN SELECT e.id, {STREAM} AS stream, {LINE} AS line FROM public.audit_event e
        WHERE e.id >= first AND NOT EXISTS (SELECT FROM public.audit_link l WHERE l.event_id = e.id) ORDER BY 2, e.id
    LOOP
        IF noted.stream IS DISTINCT FROM of_stream THEN
            UPDATE public.audit_head h SET seq = place_in, hash = last WHERE h.stream = of_stream;
            of_stream := noted.stream;
            SELECT h.seq, h.hash INTO place_in, last FROM public.audit_head h WHERE h.stream = of_stream FOR UPDATE;
            IF NOT FOUND THEN
                INSERT INTO public.audit_head (stream, seq, hash) VALUES (of_stream, 0, decode(repeat('00', 32), 'hex'))
                    ON CONFLICT DO NOTHING;
                SELECT h.seq, h.hash INTO place_in, last FROM public.audit_head h WHERE h.stream = of_stream FOR UPDATE;
            END IF;
        END IF;
        place_in := place_in + 1;
        last := sha256(last || convert_to(of_stream::text || E'\\t' || place_in::text || E'\\t' || noted.line, 'UTF8'));
        INSERT INTO public.audit_link (event_id, place, stream, seq, hash)
            VALUES (noted.id, nextval('audit.link_place'), of_stream, place_in, last);
    END LOOP;
    UPDATE public.audit_head h SET seq = place_in, hash = last WHERE h.stream = of_stream;
END $$;
CREATE FUNCTION audit.chain() RETURNS trigger LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    PERFORM audit.chain_from(NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_event_chained AFTER INSERT ON audit_event DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION audit.chain();
"""
BACKWARD: Final = """
DROP TRIGGER audit_event_chained ON audit_event;
DROP FUNCTION audit.chain(), audit.chain_from(bigint), audit.escaped(text);
DROP SEQUENCE audit.link_place;
"""

#: The grant by which a child is in sight is looked up by the database, so that no page can forget or embellish it. What the app
#: says about when is not believed.
COMPLETED: Final = f"""
CREATE FUNCTION audit.complete() RETURNS trigger LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    NEW.grant_id := (
        SELECT g.id FROM public.access_grant g
        WHERE g.child_id = NEW.child_id AND {LIVE_GRANT} AND (g.account_id = NEW.account_id
            OR g.team_id IN (SELECT m.team_id FROM public.identity_membership m WHERE m.account_id = NEW.account_id AND {LIVE_MEMBERSHIP})
            OR g.agency_id IN (SELECT m.agency_id FROM public.identity_membership m WHERE m.account_id = NEW.account_id AND {LIVE_MEMBERSHIP}))
        ORDER BY g.basis = 'break_glass', g.account_id IS NULL, g.team_id IS NULL, g.id LIMIT 1);
    RETURN NEW;
END $$;
CREATE TRIGGER audit_event_completed BEFORE INSERT ON audit_event FOR EACH ROW
    WHEN (NEW.child_id IS NOT NULL AND NEW.account_id IS NOT NULL) EXECUTE FUNCTION audit.complete();

CREATE FUNCTION audit.now_is_now() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.at := statement_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER audit_event_dated BEFORE INSERT ON audit_event FOR EACH ROW
    WHEN (current_user = '{APP}' AND NEW.at IS DISTINCT FROM statement_timestamp()) EXECUTE FUNCTION audit.now_is_now();
"""
COMPLETED_BACKWARD: Final = """
DROP TRIGGER audit_event_dated ON audit_event; DROP TRIGGER audit_event_completed ON audit_event;
DROP FUNCTION audit.now_is_now(), audit.complete();
"""
