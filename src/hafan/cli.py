"""The `hafan` command: each word opens one door, and only the room behind it is loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module


@dataclass(frozen=True)
class Door:
    """Where a command lives and what it is for; `needs` is none, database, app or owner."""

    room: str
    purpose: str
    needs: str = "none"
    hidden: bool = False


DOORS = {
    "serve": Door("hafan.config.serving:serve", "serve Hafan to people"),
    "demo": Door(
        "hafan.config.serving:demo", "a fictional region of each country, to try: --reset starts again"
    ),
    "migrate": Door(
        "hafan.config.commands:migrate", "bring the database's tables up to date, as their owner"
    ),
    "manage": Door("hafan.config.commands:manage", "any of Django's own commands"),
    "open-agency": Door(
        "hafan.identity.commands:open_agency", "open an agency and its first administrator's account", "owner"
    ),
    "explain": Door(
        "hafan.frameworks.explain:main", "what the law asks in one case file: CASE.json --on DATE [--json]"
    ),
    "import ssda903": Door("hafan.exchange.commands:import_ssda903", "read a statutory return: DIR", "app"),
    "verify": Door(
        "hafan.chronology.commands:verify",
        "prove that what is derived and what was noted is untouched: --seals DIR",
        "owner",
    ),
    "seal": Door(
        "hafan.audit.commands:seal_now", "seal the audit now, and write the seal to the second place", "app"
    ),
    "check-ground": Door(
        "hafan.config.commands:check_ground", "whether this machine is ready, and what is missing"
    ),
    "check-deploy": Door(
        "hafan.config.check_deploy:main",
        "whether this machine is fit to serve real people: run it where it serves",
    ),
    "reseal": Door(
        "hafan.identity.commands:reseal_second_steps",
        "seal second steps anew after HAFAN_SECRET_KEY changed",
        "app",
    ),
    "stop": Door("hafan.config.commands:stop", "stop the embedded PostgreSQL, whoever is using it"),
    "worker": Door("hafan.config.serving:work", "do the background jobs", "app", hidden=True),
    "load-demo": Door("hafan.demo.commands:load", "write the demo world", "owner", hidden=True),
}


def main(arguments: list[str] | None = None) -> int:
    """Find the command, open its door, and turn what people can mend into plain words."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["--demo"]:
        words = words[1:]
        os.environ.setdefault("HAFAN_DATABASE", "hafan_demo")
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        return 0
    name = _name_of(words)
    if name is None:
        print(_unknown(words), file=sys.stderr)
        return 2
    try:
        return open_door(DOORS[name], words[len(name.split()) :]) or 0
    except KeyboardInterrupt:
        return 130


def _name_of(words: list[str]) -> str | None:
    for length in (2, 1):
        if (name := " ".join(words[:length])) in DOORS:
            return name
    return None


def _unknown(words: list[str]) -> str:
    parts = [name for name in DOORS if name.startswith(f"{words[0]} ")]
    near = parts or get_close_matches(" ".join(words[:2]), DOORS) or get_close_matches(words[0], DOORS)
    hint = f" Did you mean: {', '.join(f'hafan {name}' for name in near)}?" if near else ""
    return f"hafan: there is no command '{' '.join(words[:2])}'.{hint}\n`hafan --help` names them all."


def usage() -> str:
    """The commands, one a line."""
    lines = [f"  hafan {name:<16} {door.purpose}" for name, door in DOORS.items() if not door.hidden]
    return "\n".join(
        [
            "Hafan: the shared record for early permanence.",
            "",
            *lines,
            "",
            "`hafan --demo COMMAND` works on the demo world instead of the real database.",
        ]
    )


def open_door(door: Door, rest: list[str]) -> int | None:
    """Load the room and run its command; a room that needs tables gets a running database first."""
    if door.needs == "none":
        return _told_plainly(lambda: _load(door)(rest))
    os.environ.setdefault("HAFAN_ROLE", door.needs)
    from hafan.config.commands import with_database

    return _told_plainly(lambda: with_database(lambda: _load(door)(rest)))


def _load(door: Door) -> Callable[[list[str]], int | None]:
    module, function = door.room.split(":")
    try:
        found: Callable[[list[str]], int | None] = getattr(import_module(module), function)
    except ModuleNotFoundError as missing:
        if missing.name and module.startswith(missing.name):
            raise SystemExit("hafan: this command is not in this version of Hafan yet.") from missing
        raise
    return found


def _told_plainly(action: Callable[[], int | None]) -> int | None:
    """Faults a person can mend are told in one line, without a traceback."""
    try:
        return action()
    except Exception as fault:
        if type(fault).__name__ not in ("GroundError", "ImproperlyConfigured"):
            raise
        print(f"hafan: {fault}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
