"""The SQL of the audit: who may add and read events, and the events the database itself notes."""

from __future__ import annotations

from typing import Final

from django.db.migrations import RunSQL

from hafan.access.protection import grants, visible, written_once
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

ACTING: Final = "(SELECT foundation.acting_account())"

POLICIES: Final = f"""
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY; ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
CREATE POLICY event_insert ON audit_event FOR INSERT TO {APP}
    WITH CHECK (account_id IS NOT DISTINCT FROM {ACTING} AND (child_id IS NULL OR {visible("child_id")}));
CREATE POLICY event_select ON audit_event FOR SELECT TO {APP} USING (account_id = {ACTING} OR {visible("child_id")});
"""
POLICIES_BACKWARD: Final = """
DROP POLICY event_select ON audit_event; DROP POLICY event_insert ON audit_event;
ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY; ALTER TABLE audit_event DISABLE ROW LEVEL SECURITY;
"""

#: Who may see what is itself written down by the database, whoever changes it and however: {table: column of the child}.
WATCHED: Final = {
    "identity_team": "NULL",
    "identity_account": "NULL",
    "identity_membership": "NULL",
    "access_grant": "NEW.child_id",
    "access_denial": "NEW.child_id",
}


def watch(table: str, child: str) -> RunSQL:
    """Note every row added or changed in a table about access: names of the columns changed, never what they held."""
    room, thing = table.split("_", 1)
    return RunSQL(
        f"""
CREATE FUNCTION audit.watch_{table}() RETURNS trigger LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me bigint := foundation.acting_account();
    changed jsonb := '[]';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT coalesce(jsonb_agg(n.key ORDER BY n.key), '[]') INTO changed
        FROM jsonb_each(to_jsonb(NEW)) n JOIN jsonb_each(to_jsonb(OLD)) o ON o.key = n.key AND o.value IS DISTINCT FROM n.value;
    END IF;
    INSERT INTO public.audit_event (account_id, agency_id, action, object_type, object_id, child_id, detail)
        VALUES (me, (SELECT a.agency_id FROM public.identity_account a WHERE a.id = me),
            '{room}.{thing}.' || CASE TG_OP WHEN 'INSERT' THEN 'added' ELSE 'changed' END, '{room}.{thing}', NEW.public_id, {child},
            jsonb_build_object('columns', changed));
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_watched AFTER INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION audit.watch_{table}();
""",
        f"DROP TRIGGER {table}_watched ON {table}; DROP FUNCTION audit.watch_{table}();",
    )


#: Signing in and out, of people and of one-click demo alike.
SESSIONS: Final = f"""
CREATE FUNCTION audit.watch_sessions() RETURNS trigger LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    INSERT INTO public.audit_event (account_id, agency_id, action, object_type)
        VALUES (NEW.account_id, (SELECT a.agency_id FROM public.identity_account a WHERE a.id = NEW.account_id),
            'identity.session.' || CASE TG_OP WHEN 'INSERT' THEN 'opened' ELSE 'ended' END, 'identity.session');
    RETURN NULL;
END $$;
CREATE TRIGGER sessions_watched AFTER INSERT OR UPDATE OF ended_at ON vault.session
    FOR EACH ROW EXECUTE FUNCTION audit.watch_sessions();
"""
SESSIONS_BACKWARD: Final = (
    "DROP TRIGGER sessions_watched ON vault.session; DROP FUNCTION audit.watch_sessions();"
)

OPERATIONS: Final = [
    RunSQL(f"CREATE SCHEMA audit; GRANT USAGE ON SCHEMA audit TO {APP};", "DROP SCHEMA audit;"),
    RunSQL(POLICIES, POLICIES_BACKWARD),
    RunSQL(
        "ALTER TABLE audit_event ALTER COLUMN detail SET DEFAULT '{}', ALTER COLUMN object_type SET DEFAULT '';",
        "",
    ),
    grants("audit_event", ("select", "insert")),
    *written_once("audit_event"),
    *(watch(table, child) for table, child in WATCHED.items()),
    RunSQL(SESSIONS, SESSIONS_BACKWARD),
]
