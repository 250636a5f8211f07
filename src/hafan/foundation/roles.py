"""The three database roles: the owner migrates, the app works and owns nothing, the backup only reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from psycopg import Connection, sql

OWNER: Final = "hafan_owner"
APP: Final = "hafan_app"
BACKUP: Final = "hafan_backup"

#: What each role may be. The owner passes row-level security, or its data migrations would silently touch 0 rows.
ATTRIBUTES: Final[Mapping[str, str]] = {
    OWNER: "LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS",
    APP: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
    BACKUP: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS",
}


def provision(admin: Connection[Any], passwords: Mapping[str, str | None], database: str = "hafan") -> None:
    """Make the roles and the database, or bring them back to their proper shape; safe to repeat.

    `admin` is a superuser on an autocommit connection; a password of None leaves the present one alone.
    """
    for role, attributes in ATTRIBUTES.items():
        _provide_role(admin, role, attributes, passwords.get(role))
    # The owner may step down to the app's rights (to see what the app sees); never the other way round.
    admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP), sql.Identifier(OWNER)))
    provide_database(admin, database)


def _provide_role(admin: Connection[Any], role: str, attributes: str, password: str | None) -> None:
    known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb = sql.SQL("ALTER ROLE {} " if known else "CREATE ROLE {} ").format(sql.Identifier(role))
    ending = sql.SQL(" PASSWORD {}").format(sql.Literal(password)) if password is not None else sql.SQL("")
    admin.execute(verb + sql.SQL(attributes) + ending)


def provide_database(admin: Connection[Any], database: str) -> None:
    """Make a database that the owner owns. The letters are sorted by code, the same on every machine."""
    name, owner = sql.Identifier(database), sql.Identifier(OWNER)
    if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        admin.execute(
            sql.SQL(
                "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
            ).format(name, owner)
        )
    admin.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(name, owner))


#: Run by the owner inside its own database, before the first migration and after each. Nothing is open to all:
#: what the app may touch is granted table by table (hafan.access.protection and hafan.access.privileges).
FENCES: Final = f"""
DO $$ BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO {APP}, {BACKUP}', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {APP}, {BACKUP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} REVOKE USAGE ON TYPES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE ON TYPES TO {APP}, {BACKUP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT ON TABLES TO {BACKUP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT ON SEQUENCES TO {BACKUP};
"""
