"""Runs named steps one after another, goes on after a failure, and ends with a table of what took how long."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Step:
    """A command with the name people see."""

    name: str
    command: list[str]


def run(steps: list[Step], environment: dict[str, str] | None = None) -> int:
    """Run them all; 1 when any failed."""
    ended = [(step, *_timed(step, environment)) for step in steps]
    print()
    for step, code, seconds in ended:
        print(f"  {'ok  ' if code == 0 else 'FAIL'}  {seconds:7.1f} s  {step.name}")
    return 1 if any(code for _, code, _ in ended) else 0


def _timed(step: Step, environment: dict[str, str] | None) -> tuple[int, float]:
    print(f"\n== {step.name}", flush=True)
    began = time.monotonic()
    code = subprocess.run(
        step.command, cwd=ROOT, env={**os.environ, **(environment or {})}, check=False
    ).returncode
    return code, time.monotonic() - began


def python(*words: str) -> list[str]:
    """A command for this same Python."""
    return [sys.executable, *words]


def tool(name: str, *words: str) -> list[str]:
    """A program installed beside this Python."""
    return [str(Path(sys.executable).parent / name), *words]
