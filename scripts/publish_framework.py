"""Publish a version of the law: `python scripts/publish_framework.py v2026_11`. From then on its files never change."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from hafan.frameworks.published import changed, fingerprint, published
from hafan.frameworks.registry import COUNTRIES, VERSIONS, load_complete

PUBLISHED = Path(__file__).resolve().parents[1] / "src/hafan/frameworks/published.toml"


def _refusal(version: str) -> str | None:
    """Why this version cannot be published; None where it can."""
    if version not in VERSIONS:
        return f"{version} is not a version of the law; there are: {', '.join(VERSIONS)}"
    return changed(version)


def main(argv: list[str]) -> int:
    """Prove the version complete in both countries, then write its hash."""
    if len(argv) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    version = argv[0]
    if refusal := _refusal(version):
        print(refusal, file=sys.stderr)
        return 1
    if published()[version]["status"] == "published":
        print(f"{version} is already published and unchanged")
        return 0
    for country in COUNTRIES:
        load_complete(country, version)
    section = f'[{version}]\nstatus = "published"\nsha256 = "{fingerprint(version)}"\n'
    text = PUBLISHED.read_text(encoding="utf-8")
    PUBLISHED.write_text(
        re.sub(rf'\[{version}\]\nstatus = "draft"\n', section, text), encoding="utf-8", newline="\n"
    )
    print(f"published {version}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
