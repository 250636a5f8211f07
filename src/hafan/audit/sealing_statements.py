"""The SQL of the seal: one hash over every chain that has grown since the last seal, and over that seal."""

from __future__ import annotations

from typing import Final

from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

#: A lock on the links alone makes sure that nothing below the highest place is still on its way. It is held for the seal only, and
#: links are written when a transaction ends, so nobody waits for more than a moment.
FORWARD: Final = f"""
CREATE FUNCTION access.seal_audit(proof bytea) RETURNS public.audit_seal LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    before public.audit_seal;
    made public.audit_seal;
    heads text;
BEGIN
    PERFORM vault.require_proof('seal', proof);
    LOCK TABLE public.audit_link IN SHARE MODE;
    SELECT s.* INTO before FROM public.audit_seal s ORDER BY s.number DESC LIMIT 1;
    made.number := coalesce(before.number, 0) + 1;
    made.at := date_trunc('second', clock_timestamp());
    made.upto := coalesce((SELECT max(l.place) FROM public.audit_link l), 0);
    SELECT string_agg(grown.stream || E'\\t' || grown.seq || E'\\t' || encode(grown.hash, 'hex') || E'\\n', '' ORDER BY grown.stream)
        INTO heads FROM (
            SELECT DISTINCT ON (l.stream) l.stream, l.seq, l.hash FROM public.audit_link l
            WHERE l.place > coalesce(before.upto, 0) AND l.place <= made.upto ORDER BY l.stream, l.seq DESC) grown;
    made.hash := sha256(coalesce(before.hash, decode(repeat('00', 32), 'hex')) || convert_to(
        made.number || E'\\t' || extract(epoch FROM made.at)::bigint || E'\\t' || made.upto || E'\\n' || coalesce(heads, ''), 'UTF8'));
    INSERT INTO public.audit_seal VALUES (made.number, made.at, made.upto, made.hash);
    RETURN made;
END $$;
GRANT EXECUTE ON FUNCTION access.seal_audit(bytea) TO {APP};
"""
BACKWARD: Final = "DROP FUNCTION access.seal_audit(bytea);"
