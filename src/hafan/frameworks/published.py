"""Which versions of the law are published, and whether a published one is still what it was."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from hashlib import sha256
from importlib import resources
from typing import Any

#: Every country's folder, and the one they share, is part of a version.
FOLDERS = ("england", "wales", "england_and_wales")
_KEPT = (".py", ".toml")


def published() -> dict[str, dict[str, str]]:
    """Each version with its status (draft or published), and once published the hash of its folders."""
    text = (resources.files("hafan.frameworks") / "published.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def fingerprint(version: str, root: Any = None) -> str:
    """The hash of everything a version says: names and contents, whatever the line endings. `root` is the law's folder."""
    law = resources.files("hafan.frameworks") if root is None else root
    total = sha256()
    for name, content in sorted(_files(law, version)):
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def changed(version: str, root: Any = None) -> str | None:
    """What to do where a published version is no longer what was published; None where it is, or is a draft."""
    written = published().get(version)
    if written is None:
        return f"{version} is not in published.toml: add it there as a draft"
    if written["status"] != "published" or written["sha256"] == fingerprint(version, root):
        return None
    return (
        f"{version} was published and has changed. A published version stays as it is, so that an old case keeps its "
        f"answer. Put its files back; then copy its folders (in {', '.join(FOLDERS)}) to a new version, such as v2027_04, "
        "add that to VERSIONS in registry.py and to published.toml as a draft, change the law there, and publish it with "
        "scripts/publish_framework.py."
    )


def _files(law: Any, version: str) -> Iterator[tuple[str, bytes]]:
    for country in FOLDERS:
        folder = law / country / version
        if folder.is_dir():
            yield from _under(folder, f"{country}/{version}")


def _under(folder: Any, name: str) -> Iterator[tuple[str, bytes]]:
    for path in folder.iterdir():
        if path.is_dir() and path.name != "__pycache__":
            yield from _under(path, f"{name}/{path.name}")
        elif path.name.endswith(_KEPT):
            yield f"{name}/{path.name}", path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
