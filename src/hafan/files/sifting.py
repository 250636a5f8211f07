"""Having a file looked at by a process of its own, which is believed in nothing it cannot show."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import get_args

from hafan.files.sieve import limits
from hafan.files.sieve.kinds import BY_ENDING, KINDS, looks_like
from hafan.files.sieve.verdict import LeftOut, Reason

_LONGEST_ANSWER = 4_096
#: What a clean copy of each ending must look like from outside.
_LOOKS = {
    "pdf": "pdf",
    "docx": "zip",
    "xlsx": "zip",
    "csv": "text",
    "txt": "text",
    "jpg": "jpeg",
    "png": "png",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it: a clean copy, or why there is none."""

    refused: Reason | None
    kind: str = ""
    clean: bytes = b""
    left_out: tuple[LeftOut, ...] = ()
    held: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """May the copy be served?"""
        return self.refused is None and bool(self.clean)


def have_sifted(data: bytes, ending: str) -> Verdict:
    """Look at a file in a process without network, files, rights, time or memory to spare."""
    if ending not in BY_ENDING:
        return Verdict("not_taken")
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answered:
        given.write(data)
        given.seek(0)
        code = _run(ending, given.fileno(), answered.fileno())
        if code is None:
            return Verdict("not_in_time")
        answered.seek(0)
        line = answered.readline(_LONGEST_ANSWER)
        clean = answered.read(limits.CLEAN_BYTES + 1)
    if code != 0:
        return Verdict("not_in_time" if code == -signal.SIGXCPU else "broken")
    return _read(line, clean, ending)


def _run(ending: str, given: int, answered: int) -> int | None:
    """How the process ended; None if it had to be ended."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-m", "hafan.files.sieve", ending],
        stdin=given,
        stdout=answered,
        stderr=subprocess.DEVNULL,
        env={"PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )
    try:
        return process.wait(limits.WALL_SECONDS)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _read(line: bytes, clean: bytes, ending: str) -> Verdict:
    """The answer, with every word of it checked."""
    try:
        answer = json.loads(line)
    except ValueError:
        return Verdict("broken")
    if "refused" in answer:
        reason = answer["refused"]
        return Verdict(reason if reason in get_args(Reason) else "broken")
    kind = KINDS.get(str(answer.get("kind")))
    if kind is None or kind != BY_ENDING[ending] or looks_like(clean) != _LOOKS[kind.leaves_as]:
        return Verdict("broken")
    if len(clean) > limits.CLEAN_BYTES:
        return Verdict("too_big")
    left_out = tuple(code for code in get_args(LeftOut) if code in answer.get("left_out", ()))
    held = tuple(what for what in ("files", "network") if answer.get(what))
    return Verdict(None, kind.code, clean, left_out, held)
