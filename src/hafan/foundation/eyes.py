"""The SQL of looking through somebody's eyes: the context of a transaction, narrowed to one child and to what one reader may see.

A narrowed context is "<account>/<reader>/<child> <mac>". It can only be laid over a context that stands, never over another
narrowing, and the app must prove that it asks, as for every context.
"""

from __future__ import annotations

from typing import Final

from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

FORWARD: Final = f"""
-- The three words of a context that was sworn in this very transaction: account, reader, child. NULL when nobody acts.
CREATE OR REPLACE FUNCTION vault.sworn() RETURNS text[] LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    words text := coalesce(current_setting('hafan.context', true), '');
    told text := split_part(words, ' ', 1);
BEGIN
    IF words = '' THEN RETURN NULL; END IF;
    IF split_part(words, ' ', 2) IS DISTINCT FROM encode(vault.sign('database', told || ' ' || foundation.challenge()), 'hex')
       OR told !~ '^[0-9]{{1,18}}(/[a-z_]{{1,30}}/[0-9]{{1,18}})?$' THEN
        RAISE EXCEPTION 'forged context' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN string_to_array(told, '/');
END $$;

CREATE OR REPLACE FUNCTION foundation.acting_account() RETURNS bigint LANGUAGE plpgsql STABLE {PREFIX} AS $$
BEGIN
    RETURN (vault.sworn())[1]::bigint;
END $$;

CREATE FUNCTION foundation.reading_as() RETURNS text LANGUAGE plpgsql STABLE {PREFIX} AS $$
BEGIN
    RETURN (vault.sworn())[2];
END $$;

CREATE FUNCTION foundation.reading_about() RETURNS bigint LANGUAGE plpgsql STABLE {PREFIX} AS $$
BEGIN
    RETURN (vault.sworn())[3]::bigint;
END $$;

-- Narrow what stands to one child as one reader may see it. Answers the context that stood before.
CREATE FUNCTION foundation.read_as(reader text, child bigint, proof bytea) RETURNS text LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    earlier text := coalesce(current_setting('hafan.context', true), '');
    stands text[] := vault.sworn();
    told text;
BEGIN
    PERFORM vault.require_proof('read ' || reader || ' ' || child::text, proof);
    IF stands IS NULL OR stands[2] IS NOT NULL OR reader !~ '^[a-z_]{{1,30}}$' THEN
        RAISE EXCEPTION 'nobody to look for' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    told := stands[1] || '/' || reader || '/' || child::text;
    PERFORM set_config('hafan.context', told || ' ' || encode(vault.sign('database', told || ' ' || foundation.challenge()), 'hex'), true);
    RETURN earlier;
END $$;
GRANT EXECUTE ON FUNCTION foundation.reading_as(), foundation.reading_about(), foundation.read_as(text, bigint, bytea) TO {APP};
"""
BACKWARD: Final = """
DROP FUNCTION foundation.read_as(text, bigint, bytea), foundation.reading_about(), foundation.reading_as();
"""
