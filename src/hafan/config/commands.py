"""Commands about the machine and the database, for those who run Hafan."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable

from hafan.config import database
from hafan.config.versions import fault_of
from hafan.foundation.embedded import Ground

OWNERS_COMMANDS = (
    "migrate",
    "makemigrations",
    "sqlmigrate",
    "showmigrations",
    "optimizemigration",
    "squashmigrations",
)


def with_database(action: Callable[[], int | None]) -> int | None:
    """Run something with the server up and Django set up."""
    with database.ready(say):
        set_up()
        return action()


def say(line: str) -> None:
    """One line of progress, shown at once."""
    print(line, file=sys.stderr, flush=True)


def set_up() -> None:
    """Load Django with its settings."""
    prepare()
    import django

    django.setup()


def prepare() -> None:
    """Tell Django where its settings are, with the installation's own keys; refuse a role that is none."""
    database.role()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafan.config.settings")
    os.environ.update(database.keys())


def migrate(rest: list[str]) -> int:
    """Bring the tables up to date, as the role that owns them.

    Without the checks: they refuse to serve people as the owner, and this serves nobody.
    """
    return manage(["migrate", "--skip-checks", *rest])


def manage(rest: list[str]) -> int:
    """Pass the words on to Django, with the server up."""
    os.environ.setdefault("HAFAN_ROLE", "owner" if rest and rest[0] in OWNERS_COMMANDS else "app")
    prepare()
    from django.core.management import execute_from_command_line

    with database.ready(say):
        execute_from_command_line(["hafan manage", *rest])
    return 0


def stop(_rest: list[str]) -> int:
    """Stop the embedded server, even one whose keeper died."""
    if not database.embedded():
        say("DATABASE_URL is set: that server is not ours to stop.")
        return 1
    Ground().stop()
    say("PostgreSQL is stopped.")
    return 0


def check_ground(_rest: list[str]) -> int:
    """Say what there is, line by line; 1 when something needed is missing."""
    faults = 0
    for name, look in LOOKS.items():
        try:
            print(f"  ok    {name}: {look()}")
        except Exception as fault:  # noqa: BLE001  every kind of fault is a line of the answer
            faults += 1
            print(f"  WRONG {name}: {fault}")
    return 1 if faults else 0


def _python() -> str:
    return sys.version.split()[0]


def _place() -> str:
    if not database.embedded():
        return "DATABASE_URL"
    ground = Ground(say=say)
    free = shutil.disk_usage(ground.folder).free // 2**20
    if free < 500:
        raise RuntimeError(f"only {free} MB free in {ground.folder}; at least 500 MB are needed.")
    return f"{ground.cluster().data} ({free:,} MB free)"


def _server(role: str) -> str:
    import psycopg

    known = database.connection_for(role)
    with (
        database.ready(),
        psycopg.connect(
            host=known["HOST"],
            port=known["PORT"] or None,
            user=known["USER"],
            password=known["PASSWORD"],
            dbname=known["NAME"],
            **known["OPTIONS"],
        ) as connection,
    ):
        user, version, powers, number = connection.execute(
            "SELECT current_user, current_setting('server_version'), rolsuper OR (rolbypassrls AND %s), "
            "current_setting('server_version_num')::int FROM pg_roles WHERE rolname = current_user",
            [role == "app"],
        ).fetchone() or ("nobody", "0", True, 0)
    if fault := fault_of(number):
        raise RuntimeError(fault)
    if powers:
        raise RuntimeError(f"{user} could pass row-level security; give it a login without that power.")
    return f"PostgreSQL {version} as {user}"


def _keys() -> str:
    known = database.keys()
    missing = [name for name in database.KEYS if name not in known]
    if missing:
        raise RuntimeError(f"{', '.join(missing)} must be set when DATABASE_URL is.")
    return "present"


LOOKS: dict[str, Callable[[], str]] = {
    "Python": _python,
    "data": _place,
    "database, for people's work": lambda: _server("app"),
    "database, for migrations": lambda: _server("owner"),
    "database, for backups": lambda: _server("backup"),
    "secret keys": _keys,
}
