"""The SQL of the signed context: who acts in this transaction, sworn to by keys that only the owner can read.

A context is the words "<account> <mac>" in the setting `hafan.context`, set for one transaction. The mac binds the account to the
server process and the moment the transaction began, so it is worth nothing in any other. No statement here assigns a transaction
id to a transaction that only reads.
"""

from __future__ import annotations

from typing import Final

from hafan.foundation.roles import APP, FENCES

PREFIX: Final = "SECURITY DEFINER SET search_path = pg_catalog, pg_temp"

FORWARD: Final = f"""
{FENCES}
CREATE SCHEMA vault;
CREATE SCHEMA foundation;
CREATE SCHEMA access;
GRANT USAGE ON SCHEMA foundation, access TO {APP};

-- Keys are kept as the two padded blocks of an HMAC, since PostgreSQL can hash bytes but not exclusive-or them.
CREATE TABLE vault.key (name text PRIMARY KEY, inner_block bytea NOT NULL, outer_block bytea NOT NULL);
CREATE TABLE vault.session (
    token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id bigint NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX session_of_account ON vault.session (account_id) WHERE ended_at IS NULL;

CREATE FUNCTION vault.sign(key_name text, message text) RETURNS bytea LANGUAGE sql STABLE STRICT
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT sha256(k.outer_block || sha256(k.inner_block || convert_to(message, 'UTF8'))) FROM vault.key k WHERE k.name = key_name
$$;

-- What makes this transaction unlike any other: the server process and the moment it began.
CREATE FUNCTION foundation.challenge() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_backend_pid()::text || '.' || (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint::text
$$;

CREATE FUNCTION vault.require_proof(words text, proof bytea) RETURNS void LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF proof IS NULL OR proof IS DISTINCT FROM vault.sign('app', words || ' ' || foundation.challenge()) THEN
        RAISE EXCEPTION 'forged context' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
END $$;

CREATE FUNCTION vault.swear_in(account bigint) RETURNS text LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE earlier text := coalesce(current_setting('hafan.context', true), '');
BEGIN
    PERFORM set_config('hafan.context',
        account::text || ' ' || encode(vault.sign('database', account::text || ' ' || foundation.challenge()), 'hex'), true);
    RETURN earlier;
END $$;

-- Begin by a session token. Answers the context that stood before, so that the caller can put it back; NULL if there is no such
-- live session.
CREATE FUNCTION foundation.begin(token bytea, proof bytea) RETURNS text LANGUAGE plpgsql {PREFIX} AS $$
DECLARE account bigint;
BEGIN
    PERFORM vault.require_proof('begin ' || encode(token, 'hex'), proof);
    SELECT s.account_id INTO account FROM vault.session s
        WHERE s.token_hash = sha256(token) AND s.ended_at IS NULL AND s.expires_at > now();
    IF account IS NULL THEN RETURN NULL; END IF;
    RETURN vault.swear_in(account);
END $$;

-- Begin for a job or a command, which have no session of their own.
CREATE FUNCTION foundation.begin_as(account bigint, proof bytea) RETURNS text LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    PERFORM vault.require_proof('act ' || account::text, proof);
    RETURN vault.swear_in(account);
END $$;

CREATE FUNCTION foundation.open_session(token bytea, account bigint, expires timestamptz, proof bytea) RETURNS void
    LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    PERFORM vault.require_proof('open ' || account::text || ' ' || encode(token, 'hex'), proof);
    INSERT INTO vault.session (token_hash, account_id, expires_at) VALUES (sha256(token), account, expires);
END $$;

CREATE FUNCTION foundation.end_session(token bytea) RETURNS void LANGUAGE sql {PREFIX} AS $$
    UPDATE vault.session SET ended_at = clock_timestamp() WHERE token_hash = sha256(token) AND ended_at IS NULL
$$;

CREATE FUNCTION foundation.end_sessions_of(account bigint, proof bytea) RETURNS void LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    PERFORM vault.require_proof('end ' || account::text, proof);
    UPDATE vault.session SET ended_at = clock_timestamp() WHERE account_id = account AND ended_at IS NULL;
END $$;

-- Who acts: NULL when nobody has begun, an error when somebody pretends.
CREATE FUNCTION foundation.acting_account() RETURNS bigint LANGUAGE plpgsql STABLE {PREFIX} AS $$
DECLARE
    words text := coalesce(current_setting('hafan.context', true), '');
    account text := split_part(words, ' ', 1);
BEGIN
    IF words = '' THEN RETURN NULL; END IF;
    IF split_part(words, ' ', 2) IS DISTINCT FROM
       encode(vault.sign('database', account || ' ' || foundation.challenge()), 'hex') OR account !~ '^[0-9]{{1,18}}$' THEN
        RAISE EXCEPTION 'forged context' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN account::bigint;
END $$;

GRANT EXECUTE ON FUNCTION foundation.challenge(), foundation.begin(bytea, bytea), foundation.begin_as(bigint, bytea),
    foundation.open_session(bytea, bigint, timestamptz, bytea), foundation.end_session(bytea),
    foundation.end_sessions_of(bigint, bytea), foundation.acting_account() TO {APP};
"""

BACKWARD: Final = "DROP SCHEMA access CASCADE; DROP SCHEMA foundation CASCADE; DROP SCHEMA vault CASCADE;"

#: Rows that may be written once and never again, whoever asks, the owner included.
WRITTEN_ONCE_FORWARD: Final = """
CREATE FUNCTION foundation.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are written once', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
WRITTEN_ONCE_BACKWARD: Final = "DROP FUNCTION foundation.refuse_change();"
