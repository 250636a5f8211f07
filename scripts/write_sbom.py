"""The bill of materials of a release: every package Hafan is installed with, from the lock, with hashes and licences (CycloneDX).

`dist/hafan-VERSION.cdx.json` and its sha256. The same lock makes the same file, so a second person can make it and compare.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

from check_licences import licence
from steps import ROOT, tool


def exported() -> dict[str, Any]:
    """What uv tells of the packages that are served from, makers' tools left out."""
    words = ("export", "--frozen", "--no-dev", "--all-extras", "--format", "cyclonedx1.5", "--quiet")
    done = subprocess.run(tool("uv", *words), cwd=ROOT, capture_output=True, text=True, check=True)
    bill: dict[str, Any] = json.loads(done.stdout)
    return bill


def bill() -> dict[str, Any]:
    """The bill, with licences, and without what changes at each writing."""
    made = exported()
    made.pop("serialNumber", None)
    made.get("metadata", {}).pop("timestamp", None)
    for component in made["components"]:
        if words := _licence(component["name"]):
            component["licenses"] = [{"license": {"name": words}}]
    return made


def _licence(name: str) -> str:
    try:
        return licence(metadata.distribution(name))
    except metadata.PackageNotFoundError:  # for another kind of computer than this one
        return ""


def main() -> int:
    """Write the bill and its sha256."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    target = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "dist" / f"hafan-{version}.cdx.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    target.write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    target.with_suffix(".json.sha256").write_text(f"{digest}  {target.name}\n", encoding="ascii")
    print(f"{target}: {len(bill()['components'])} packages, sha256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
