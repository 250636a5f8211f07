"""Everything Hafan runs on may be used, changed and passed on by anyone."""

from __future__ import annotations

import re
import sys
from importlib import metadata

FREE = re.compile(
    r"\b(MIT|BSD|0BSD|ISC|Apache|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser General Public|"
    r"Unlicense|Zlib|CC0|PostgreSQL)\b",
    re.IGNORECASE,
)


def licence(package: metadata.Distribution) -> str:
    """What a package says of its licence, wherever it says it."""
    known = package.metadata
    classifiers = [line for line in known.get_all("Classifier") or [] if line.startswith("License ::")]
    return " ".join(
        [known.get("License-Expression") or "", (known.get("License") or "")[:200], *classifiers]
    ).strip()


def main() -> int:
    """Name every installed package whose licence is not known to be free."""
    packages = {package.metadata["Name"]: licence(package) for package in metadata.distributions()}
    unknown = {name: words for name, words in packages.items() if not FREE.search(words)}
    for name, words in sorted(unknown.items()):
        print(f"{name}: {words or 'says nothing'}")
    print(f"{len(packages)} packages, {len(unknown)} whose licence is not known to be free.")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
