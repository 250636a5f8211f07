"""The process that looks at one file: stdin in, one line of verdict and the clean copy out."""

from __future__ import annotations

import importlib
import json
import sys

from hafan.files.sieve.confine import confine
from hafan.files.sieve.looking import sift
from hafan.files.sieve.verdict import Refused

#: Loaded before everything is given up, since afterwards no file can be opened.
_NEEDS = {
    "pdf": ("hafan.files.sieve.pdf",),
    "docx": ("hafan.files.sieve.office", "encodings.cp437"),
    "xlsx": ("hafan.files.sieve.office", "encodings.cp437"),
    "csv": ("hafan.files.sieve.text",),
    "txt": ("hafan.files.sieve.text", "encodings.utf_16", "encodings.cp1252", "encodings.utf_8_sig"),
    "picture": ("hafan.files.sieve.picture",),
}
_NEEDS["csv"] += _NEEDS["txt"]


def main(ending: str) -> int:
    """Look once, answer once."""
    for module in _NEEDS.get(ending, _NEEDS["picture"]):
        importlib.import_module(module)
    if ending in ("heic", "heif"):
        importlib.import_module("pi_heif")
    held = confine()
    data = sys.stdin.buffer.read()
    clean = b""
    answer: dict[str, object]
    try:
        sifted = sift(data, ending)
        clean, answer = sifted.clean, {"kind": sifted.kind, "left_out": sorted(sifted.left_out)}
    except Refused as refused:
        answer = {"refused": refused.reason}
    except (MemoryError, RecursionError):
        answer = {"refused": "bomb"}
    sys.stdout.buffer.write(json.dumps({**answer, **held}).encode() + b"\n" + clean)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
