"""The SQL of signing in: whose sign-ins and invitations may be seen, ending a sign-in, and suspending who never comes."""

from __future__ import annotations

from typing import Final

from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

ME: Final = "(SELECT foundation.acting_account())"
MINE: Final = f"account_id = {ME}"
OF_MY_AGENCY: Final = (
    "account_id IN (SELECT a.id FROM identity_account a WHERE a.agency_id = "
    "ANY ((SELECT access.administered_agencies())::bigint[]))"
)


def _guarded(table: str, rules: dict[str, str]) -> str:
    """Row-level security of one table: a rule for each command."""
    name = table.removeprefix("identity_")
    lines = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"]
    for command, rule in rules.items():
        using = "" if command == "insert" else f" USING ({rule})"
        check = f" WITH CHECK ({rule})" if command in ("insert", "update") else ""
        lines.append(
            f"CREATE POLICY {name}_{command} ON {table} FOR {command.upper()} TO {APP}{using}{check};"
        )
    return "\n".join(lines)


#: One's sign-ins are one's own; an invitation is the administrator's to make and its holder's to use.
POLICIES: Final = "\n".join(
    (
        _guarded("identity_signin", dict.fromkeys(("select", "insert", "update"), MINE)),
        _guarded(
            "identity_invitation",
            {
                "select": f"{MINE} OR {OF_MY_AGENCY}",
                "insert": f"{OF_MY_AGENCY} AND made_by_id = {ME} AND NOT {MINE}",
                "update": f"{MINE} OR {OF_MY_AGENCY}",
            },
        ),
        _guarded(
            "identity_outsideidentity",
            {"select": "true", "insert": MINE, "delete": f"{MINE} OR {OF_MY_AGENCY}"},
        ),
    )
)

ENDING: Final = f"""
-- One sign-in of an account, known by the hash of its token.
CREATE FUNCTION foundation.end_sign_in(account bigint, hash bytea, proof bytea) RETURNS void LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    PERFORM vault.require_proof('end ' || account::text, proof);
    UPDATE vault.session SET ended_at = clock_timestamp() WHERE account_id = account AND token_hash = hash AND ended_at IS NULL;
END $$;
-- Every sign-in of an account but the one that asks.
CREATE FUNCTION foundation.end_other_sign_ins(account bigint, kept bytea, proof bytea) RETURNS void LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    PERFORM vault.require_proof('end ' || account::text, proof);
    UPDATE vault.session SET ended_at = clock_timestamp()
        WHERE account_id = account AND token_hash IS DISTINCT FROM kept AND ended_at IS NULL;
END $$;
-- Whoever has not been here since a moment is suspended; their administrator opens the account again. Answers how many.
CREATE FUNCTION foundation.suspend_dormant(since timestamptz, proof bytea) RETURNS integer LANGUAGE plpgsql {PREFIX} AS $$
DECLARE suspended bigint[];
BEGIN
    PERFORM vault.require_proof('suspend dormant', proof);
    WITH gone AS (
        UPDATE public.identity_account a SET is_active = false
        WHERE a.is_active AND a.opened_at < since
          AND NOT EXISTS (SELECT 1 FROM public.identity_signin s WHERE s.account_id = a.id AND s.seen_at >= since)
          AND NOT EXISTS (SELECT 1 FROM vault.session v WHERE v.account_id = a.id AND v.opened_at >= since)
        RETURNING a.id
    ) SELECT coalesce(array_agg(id), '{{}}') INTO suspended FROM gone;
    UPDATE vault.session SET ended_at = clock_timestamp() WHERE account_id = ANY (suspended) AND ended_at IS NULL;
    RETURN cardinality(suspended);
END $$;
GRANT EXECUTE ON FUNCTION foundation.end_sign_in(bigint, bytea, bytea), foundation.end_other_sign_ins(bigint, bytea, bytea),
    foundation.suspend_dormant(timestamptz, bytea) TO {APP};
"""

FORWARD: Final = POLICIES + ENDING
BACKWARD: Final = """
DROP FUNCTION foundation.suspend_dormant(timestamptz, bytea), foundation.end_other_sign_ins(bigint, bytea, bytea),
    foundation.end_sign_in(bigint, bytea, bytea);
DROP POLICY outsideidentity_select ON identity_outsideidentity; DROP POLICY outsideidentity_insert ON identity_outsideidentity;
DROP POLICY outsideidentity_delete ON identity_outsideidentity;
DROP POLICY invitation_select ON identity_invitation; DROP POLICY invitation_insert ON identity_invitation;
DROP POLICY invitation_update ON identity_invitation;
DROP POLICY signin_select ON identity_signin; DROP POLICY signin_insert ON identity_signin;
DROP POLICY signin_update ON identity_signin;
"""
