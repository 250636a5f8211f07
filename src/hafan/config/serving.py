"""Serving people: the web server, the worker for background jobs, and the demo."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from hafan.config import database
from hafan.config.commands import say
from hafan.config.orphans import be_parent, end_with_parent
from hafan.foundation.embedded import Ground, GroundError
from hafan.foundation.embedded.leases import living

DEMO_DATABASE = "hafan_demo"
PORTS_TRIED = 100


def serve(rest: list[str]) -> int:
    """Serve until told to stop; the embedded database stops with us."""
    asked = _asked("hafan serve", rest)
    if database.embedded() and asked.host in ("127.0.0.1", "::1", "localhost"):
        os.environ.setdefault("HAFAN_PLAIN_HTTP", "1")  # nobody but this machine can listen
    with database.ready(say):
        if database.embedded():
            _hafan("migrate", "--verbosity=0")
        _serve(asked)
    return 0


def demo(rest: list[str]) -> int:
    """Make the demo world if it is not there, and serve it."""
    if not database.embedded():
        raise GroundError(
            "The demo keeps to its own embedded PostgreSQL: unset DATABASE_URL, or use `hafan serve`."
        )
    asked = _asked("hafan demo", rest)
    os.environ["HAFAN_DEMO"] = "1"
    os.environ["HAFAN_DATABASE"] = DEMO_DATABASE
    say("1 of 4  Starting Hafan's own PostgreSQL.")
    ground = Ground(say=_indented)
    _indented(f"Its data are in {ground.cluster().data}, its passwords and its log in {ground.folder}.")
    with database.ready(_indented):
        if asked.reset:
            _start_again(ground)
        say("2 of 4  Bringing its tables up to date.")
        _hafan("migrate", "--verbosity=0")
        say(
            "3 of 4  Looking after the demo world: fictional children, fictional agencies. Made once, kept after."
        )
        _hafan("load-demo")
        if asked.only_load:
            return 0
        say("4 of 4  Opening the doors.")
        _serve(asked)
    return 0


def _asked(name: str, rest: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=name)
    parser.add_argument("--host", default=os.environ.get("HAFAN_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("HAFAN_PORT") or 8000))
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--reset", action="store_true", help="remove the demo world and make it anew")
    parser.add_argument("--only-load", action="store_true", help="make the demo world and stop")
    return parser.parse_args(rest)


def _indented(line: str) -> None:
    say(f"        {line}")


def _hafan(*words: str) -> None:
    """Run another `hafan` command in a process of its own: it may need another role."""
    ended = subprocess.run([sys.executable, "-P", "-m", "hafan.cli", *words], env=_environment(), check=False)
    if ended.returncode:
        raise GroundError(f"`hafan {words[0]}` failed (code {ended.returncode}); what it said is above.")


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "HAFAN_ROLE"}
    return {**kept, **database.keys()}


def _start_again(ground: Ground) -> None:
    _indented("Removing the demo world.")
    if living(ground.leases) > 1:
        _indented("Others are using this PostgreSQL; those in the demo world will lose their connection.")
    with database.as_admin(ground) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {DEMO_DATABASE} WITH (FORCE)")
    with database.ready():
        return


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next that nobody listens on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(wanted, min(wanted + PORTS_TRIED, 65_536)):
        with socket.socket(family, socket.SOCK_STREAM) as trial, suppress(OSError):
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
            return port
    raise GroundError(f"No free port from {wanted} to {wanted + PORTS_TRIED - 1} on {host}.")


def _serve(asked: argparse.Namespace) -> None:
    port = free_port(asked.host, asked.port)
    if port != asked.port:
        say(f"        Port {asked.port} is taken; using {port}.")
    os.environ.update(database.keys())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafan.config.settings")
    os.environ["HAFAN_ROLE"] = "app"
    be_parent()
    with _worker():
        shown = "localhost" if asked.host in ("127.0.0.1", "0.0.0.0", "::1", "::") else asked.host  # noqa: S104
        say(f"\n        Hafan is at http://{shown}:{port}\n        Ctrl-C stops it, and its PostgreSQL.\n")
        _server(asked.host, port, asked.workers).serve()
    say("        Stopped.")


def _server(host: str, port: int, workers: int) -> Any:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import MPServer

    class Server(MPServer):
        """A closed terminal means the end here, not a reload."""

        def signal_handler_reload(self, *_args: Any, **_words: Any) -> None:
            self.signal_handler_interrupt()

    return Server(
        "hafan.config.served:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    )


@contextmanager
def _worker() -> Iterator[None]:
    """The background worker, for as long as we serve."""
    words = [sys.executable, "-P", "-m", "hafan.cli", "worker"]
    worker = subprocess.Popen(words, env=_environment(), start_new_session=True)
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(15)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def work(_rest: list[str]) -> int:
    """Do background jobs until told to stop."""
    end_with_parent()
    from django.core.management import call_command

    call_command("procrastinate", "worker", concurrency=1)
    return 0
