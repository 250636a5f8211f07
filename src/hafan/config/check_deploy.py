"""`hafan check-deploy`: whether a machine is fit to serve people about real children, one line for each thing looked at.

What can only be known where Hafan is served is looked at here: tests cannot see it, and the settings alone cannot either.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Final

from hafan.config import database
from hafan.config.commands import say, set_up
from hafan.config.fitness import DAY, Look, Unfit

TOOLS_OF_MAKERS = ("pytest", "playwright", "mypy", "ruff", "hypothesis", "time-machine")


def main(rest: list[str]) -> int:
    """Look at everything; 1 when anything is unfit."""
    with database.ready(say):
        set_up()
        from hafan.config import deployed, seen_from_outside

        faults = [
            name
            for name, ok, line in results({**LOOKS, **deployed.LOOKS, **seen_from_outside.LOOKS})
            if not _said(name, line, ok=ok)
        ]
    print(f"\n{len(faults)} to mend." if faults else "\nNothing to mend that can be seen from here.")
    return 1 if faults else 0


def _said(name: str, line: str, *, ok: bool) -> bool:
    print(f"  {'ok   ' if ok else 'WRONG'}  {name:<18} {line}")
    return ok


def results(looks: Mapping[str, Look]) -> Iterator[tuple[str, bool, str]]:
    """Each thing looked at: its name, whether it is fit, and what was seen."""
    for name, look in looks.items():
        try:
            yield name, True, look()
        except Exception as fault:  # noqa: BLE001 - every kind of fault is a line of the answer
            yield name, False, str(fault) or type(fault).__name__


def not_root() -> str:
    """A fault in the program should not be a fault of the whole machine."""
    if os.geteuid() == 0:
        raise Unfit("Hafan runs as root; give it an account of its own.")
    return f"user number {os.geteuid()}"


def no_core_dumps() -> str:
    """A dump of memory on a disk holds what was being read."""
    import resource

    if resource.getrlimit(resource.RLIMIT_CORE)[0] != 0:
        raise Unfit("A crash would write memory to disk; set the limit of core files to 0 (LimitCORE=0).")
    return "off"


def nothing_of_makers() -> str:
    """Tools for making Hafan have no place where it is served."""
    found = [name for name in TOOLS_OF_MAKERS if _installed(name)]
    if found:
        raise Unfit(f"{', '.join(found)} installed; install with `uv sync --no-dev`.")
    return "not installed"


def _installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def no_history() -> str:
    """The history of the program does not belong beside what is served."""
    for folder in Path(__file__).resolve().parents:
        if (folder / ".git").exists():
            raise Unfit(f"{folder} holds the history of the program; install the built package instead.")
    return "none beside the program"


def private_files() -> str:
    """Keys and passwords in files that only Hafan's own account can read."""
    from hafan.foundation.embedded import home

    named = [Path(path) for path in os.environ.get("HAFAN_SECRET_FILES", "").split(":") if path]
    kept = home() / "secrets"
    files = [*named, *(kept.iterdir() if kept.is_dir() else [])]
    if not files:
        raise Unfit(
            "Name the files that hold keys and passwords in HAFAN_SECRET_FILES (a:b), as your service reads them."
        )
    for file in files:
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise Unfit(f"{file} can be read by others; chmod 600.")
    return f"{len(files)} files, readable by their owner only"


def seals_elsewhere() -> str:
    """The seals of the audit are worth what the place they are kept in is worth."""
    from hafan.foundation.embedded import home

    named = os.environ.get("HAFAN_SEALS", "")
    if not named:
        raise Unfit(
            "HAFAN_SEALS is not set: seals lie beside the data they seal. Name a folder on another machine."
        )
    folder = Path(named).expanduser().resolve()
    if folder.is_relative_to(home().resolve()):
        raise Unfit(f"{folder} is inside Hafan's own folder; name one on another machine.")
    newest = max((path.stat().st_mtime for path in folder.glob("seal-*.txt")), default=0.0)
    return _fresh("seal", newest, 2 * DAY / 24)


def backup_is_fresh() -> str:
    """A file that the backup job touches when a backup has been made, copied away and read back."""
    named = os.environ.get("HAFAN_BACKUP_MARK", "")
    if not named or not Path(named).exists():
        raise Unfit("HAFAN_BACKUP_MARK must name the file your backup job touches when it has succeeded.")
    return _fresh("backup", Path(named).stat().st_mtime, 26 * DAY / 24)


def _fresh(what: str, at: float, longest: float) -> str:
    age = time.time() - at
    if not at or age > longest:
        raise Unfit(f"the newest {what} is {'missing' if not at else f'{age / 3600:.0f} hours old'}.")
    return f"newest {what} {age / 60:.0f} minutes old"


#: Names that docs/security/asvs-answers.toml points at.
LOOKS: Final[Mapping[str, Look]] = {
    "not-root": not_root,
    "core-dumps": no_core_dumps,
    "makers-tools": nothing_of_makers,
    "history": no_history,
    "secret-files": private_files,
    "seals": seals_elsewhere,
    "backup": backup_is_fresh,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
