"""The SQL of destroying: proposed by one, confirmed by another, done thirty days later at the soonest, and by this function alone."""

from __future__ import annotations

from typing import Final

from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX
from hafan.retention.statements import OPEN, STAYS, UNDO_DAYS

DESTROYING: Final = f"""
-- Refuse to go on towards destruction: inside the period, or over a hold.
CREATE FUNCTION retention.require_over(child bigint) RETURNS void LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF retention.is_held(child) THEN RAISE EXCEPTION 'held' USING ERRCODE = 'restrict_violation'; END IF;
    IF NOT retention.keep_until(child) < now()::date THEN
        RAISE EXCEPTION 'inside its period' USING ERRCODE = 'restrict_violation';
    END IF;
END $$;

CREATE FUNCTION retention.tables_of_children() RETURNS SETOF name LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'child_id' AND NOT a.attisdropped AND {STAYS}
    ORDER BY c.relname
$$;

-- How many rows of each table, and each thing in a cupboard: what it is is not kept, only that it was there and what became of it.
CREATE FUNCTION retention.inventory(child bigint) RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    rows jsonb := '{{}}';
    each name;
    n bigint;
BEGIN
    FOR each IN SELECT retention.tables_of_children() LOOP
        EXECUTE format('SELECT count(*) FROM public.%I WHERE child_id = $1', each) INTO n USING child;
        IF n > 0 THEN rows := rows || jsonb_build_object(each, n); END IF;
    END LOOP;
    RETURN jsonb_build_object('rows', rows, 'items', coalesce((SELECT jsonb_agg(jsonb_build_object('item', i.public_id, 'fate', i.fate) ORDER BY i.id)
        FROM public.retention_item i WHERE i.child_id = child), '[]'));
END $$;

CREATE FUNCTION retention.propose(wanted uuid, by_rules text[]) RETURNS uuid LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    child public.people_child := retention.kept(wanted);
    written uuid := gen_random_uuid();
BEGIN
    PERFORM retention.require_over(child.id);
    INSERT INTO public.retention_destruction (public_id, agency_id, child_id, child_public_id, reference, keep_until, rules, inventory, proposed_by_id, proposed_at)
        VALUES (written, child.agency_id, child.id, child.public_id, child.reference, retention.keep_until(child.id),
            to_jsonb(by_rules), retention.inventory(child.id), foundation.acting_account(), now());
    RETURN written;
END $$;

CREATE FUNCTION retention.confirm(wanted uuid) RETURNS timestamptz LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    child public.people_child := retention.kept(wanted);
    starts timestamptz := now() + interval '{UNDO_DAYS} days';
BEGIN
    PERFORM retention.require_over(child.id);
    IF EXISTS (SELECT 1 FROM public.retention_item i WHERE i.child_id = child.id AND i.fate = '') THEN
        RAISE EXCEPTION 'things are left' USING ERRCODE = 'restrict_violation';
    END IF;
    UPDATE public.retention_destruction d SET confirmed_by_id = foundation.acting_account(), confirmed_at = now(), not_before = starts,
        inventory = retention.inventory(child.id)
        WHERE d.child_id = child.id AND {OPEN} AND d.confirmed_by_id IS NULL AND d.proposed_by_id <> foundation.acting_account();
    IF NOT FOUND THEN RAISE EXCEPTION 'takes two' USING ERRCODE = 'restrict_violation'; END IF;
    RETURN starts;
END $$;

CREATE FUNCTION retention.undo(wanted uuid) RETURNS boolean LANGUAGE plpgsql {PREFIX} AS $$
DECLARE child public.people_child := retention.kept(wanted);
BEGIN
    UPDATE public.retention_destruction d SET undone_by_id = foundation.acting_account(), undone_at = now()
        WHERE d.child_id = child.id AND {OPEN};
    RETURN FOUND;
END $$;

-- Rows that name no child themselves and hang on a row that does, such as a request that was answered with a share.
CREATE FUNCTION retention.hanging() RETURNS TABLE (hangs name, by_column name, on_table name) LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.relname, a.attname, t.relname FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = f.conkey[1]
    WHERE f.contype = 'f' AND cardinality(f.conkey) = 1 AND {STAYS} AND c.relname NOT IN (SELECT retention.tables_of_children())
      AND (t.relname = 'people_child' OR t.relname IN (SELECT retention.tables_of_children()))
    ORDER BY 1, 2
$$;

CREATE FUNCTION retention.empty(child bigint) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    waiting name[] := ARRAY(SELECT retention.tables_of_children());
    guarded name[] := waiting || ARRAY(SELECT DISTINCT h.hangs FROM retention.hanging() h);
    again name[];
    each name;
    loose record;
BEGIN
    -- Rows written once are let go by this function alone. Nobody writes in these tables meanwhile; readers are not kept waiting.
    FOREACH each IN ARRAY guarded LOOP EXECUTE format('ALTER TABLE public.%I DISABLE TRIGGER USER', each); END LOOP;
    FOR loose IN SELECT * FROM retention.hanging() LOOP
        EXECUTE format('DELETE FROM public.%I WHERE %I IN (SELECT id FROM public.%I WHERE %I = $1)', loose.hangs, loose.by_column, loose.on_table,
            CASE loose.on_table WHEN 'people_child' THEN 'id' ELSE 'child_id' END) USING child;
    END LOOP;
    FOR pass IN 1..8 LOOP
        again := '{{}}';
        FOREACH each IN ARRAY waiting LOOP
            BEGIN
                EXECUTE format('DELETE FROM public.%I WHERE child_id = $1', each) USING child;
            EXCEPTION WHEN foreign_key_violation OR restrict_violation THEN again := again || each;
            END;
        END LOOP;
        waiting := again;
        EXIT WHEN again = '{{}}';
    END LOOP;
    IF waiting <> '{{}}' THEN RAISE EXCEPTION 'not all of it can go: %', waiting USING ERRCODE = 'restrict_violation'; END IF;
    DELETE FROM public.people_child c WHERE c.id = child;
    FOREACH each IN ARRAY guarded LOOP EXECUTE format('ALTER TABLE public.%I ENABLE TRIGGER USER', each); END LOOP;
END $$;

CREATE FUNCTION retention.destroy(wanted uuid) RETURNS boolean LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    child public.people_child := retention.kept(wanted);
    agreed public.retention_destruction;
BEGIN
    SELECT d.* INTO agreed FROM public.retention_destruction d WHERE d.child_id = child.id AND {OPEN} FOR UPDATE;
    IF agreed.confirmed_by_id IS NULL OR agreed.confirmed_by_id = agreed.proposed_by_id OR agreed.not_before > now() THEN
        RAISE EXCEPTION 'not yet' USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM retention.require_over(child.id);
    SET CONSTRAINTS ALL IMMEDIATE;
    UPDATE public.retention_destruction d SET destroyed_by_id = foundation.acting_account(), destroyed_at = now(),
        inventory = retention.inventory(child.id) WHERE d.id = agreed.id;
    DELETE FROM public.retention_hold h WHERE h.child_id = child.id;
    DELETE FROM public.retention_item i WHERE i.child_id = child.id;
    IF to_regclass('public.exchange_importfault') IS NOT NULL THEN
        DELETE FROM public.exchange_importfault f WHERE f.agency_id = child.agency_id AND f.child = child.reference;
        UPDATE public.exchange_import m SET preview = '[]' WHERE m.agency_id = child.agency_id AND position(child.reference IN m.preview::text) > 0;
    END IF;
    PERFORM retention.empty(child.id);
    RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION retention.propose(uuid, text[]), retention.confirm(uuid), retention.undo(uuid), retention.destroy(uuid) TO {APP};
"""
