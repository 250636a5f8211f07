"""Runs a command against a throw-away cluster of an installed PostgreSQL, such as Debian's 15.

    python scripts/with_postgres.py 15 pytest tests/rooms

The cluster lives in a folder of its own for as long as the command runs; no running PostgreSQL is touched.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from hafan.foundation.embedded.cluster import ADMIN, PORT, Cluster
from hafan.foundation.embedded.ground import ROLES
from hafan.foundation.embedded.place import Runner
from hafan.foundation.roles import provision

VARIABLES = dict(
    zip(ROLES, ("HAFAN_OWNER_DATABASE_URL", "DATABASE_URL", "HAFAN_BACKUP_DATABASE_URL"), strict=True)
)


def programs(version: str) -> Path | None:
    """Where that version's programs are: Debian, Red Hat, Homebrew."""
    known = (
        f"/usr/lib/postgresql/{version}/bin",
        f"/usr/pgsql-{version}/bin",
        f"/opt/homebrew/opt/postgresql@{version}/bin",
    )
    return next((Path(place) for place in known if (Path(place) / "postgres").exists()), None)


def install(version: str) -> Path | None:
    """On Debian, as root, fetch the package; it starts no server that we use."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], check=False, env=quiet)
        package = f"postgresql-{version}"
        subprocess.run(
            ["apt-get", "install", "-qy", "--no-install-recommends", package], check=False, env=quiet
        )
    return programs(version)


@contextmanager
def cluster(where: Path) -> Iterator[dict[str, str]]:
    """A cluster with Hafan's roles; answers the variables that lead to it."""
    folder = Path(tempfile.mkdtemp(prefix="hafan-pg-"))
    runner = Runner(pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else None)
    sockets = folder / "s"
    sockets.mkdir(mode=0o700)
    runner.take(sockets)
    folder.chmod(0o711)
    passwords = {name: secrets.token_urlsafe(24) for name in (ADMIN, *ROLES)}
    server = Cluster(folder / "postgres", where, runner, sockets, locale=("--locale=C.UTF-8",))
    try:
        server.create(passwords[ADMIN])
        server.launch(folder / "log")
        wait_until_ready(server, folder / "log")
        connection = {"host": str(sockets), "port": PORT, "user": ADMIN, "password": passwords[ADMIN]}
        with psycopg.connect(**connection, dbname="postgres", autocommit=True) as admin:
            provision(admin, passwords)
            print(f"PostgreSQL {admin.info.parameter_status('server_version')} in {folder}", flush=True)
        yield {
            variable: f"postgresql://{role}:{quote(passwords[role])}@/hafan?host={quote(str(sockets))}&port={PORT}"
            for role, variable in VARIABLES.items()
        }
    finally:
        server.stop()
        shutil.rmtree(folder)


def wait_until_ready(server: Cluster, log: Path) -> None:
    """Give the server half a minute, then say what its log says."""
    deadline = time.monotonic() + 30
    while not server.ready():
        if time.monotonic() > deadline:
            raise SystemExit(f"PostgreSQL does not start:\n{log.read_text()}")
        time.sleep(0.05)


def main(version: str, command: list[str]) -> int:
    """Run the command with a cluster of that version; 3 when there is no such PostgreSQL."""
    where = programs(version) or install(version)
    if where is None:
        print(
            f"PostgreSQL {version} is not here and cannot be fetched; NOT RUN: {' '.join(command)}",
            file=sys.stderr,
        )
        return 3
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the cluster is stopped and removed
    with cluster(where) as variables:
        keys = {name: secrets.token_urlsafe(48) for name in ("HAFAN_SECRET_KEY", "HAFAN_CONTEXT_KEY")}
        return subprocess.run(command, env={**os.environ, **keys, **variables}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
