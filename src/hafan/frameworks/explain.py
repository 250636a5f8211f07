"""`hafan explain CASE.json --on DATE`: what the law asks in one case file. Needs no database and no Django."""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from hafan.frameworks.explaining import explain
from hafan.frameworks.explaining_text import as_text
from hafan.frameworks.registry import LATEST, VERSIONS, NoSuchFramework, framework
from hafan.practice.casefile import Case, CaseFileRefused, read_case
from hafan.practice.framework import Framework
from hafan.practice.overlays import lay_over, read_overlay
from hafan.practice.wording import Wording

MOST_BYTES = 20_000_000
MOST_FAULTS = 20


class Refused(Exception):
    """What was asked cannot be done. Says why, and what to do, line by line."""

    def __init__(self, *lines: Wording) -> None:
        super().__init__(lines[0].en)
        self.lines = lines


class _Arguments(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refused(
            Wording(f"{message}. {self.format_usage().strip()}", f"{message}. {self.format_usage().strip()}")
        )


def _arguments() -> _Arguments:
    asked = _Arguments(
        prog="hafan explain",
        description="What is due, by when, under which rule and why, in one case file.",
        epilog="The case file is described in docs/reference/case-file.md, the JSON answer in docs/reference/explain.md.",
    )
    asked.add_argument("case", metavar="CASE.json", help="the case file")
    asked.add_argument("--on", required=True, metavar="DATE", help="the day to answer for, as 2026-04-01")
    asked.add_argument("--local", metavar="TARGETS.toml", help="an authority's local targets")
    asked.add_argument("--json", action="store_true", help="answer as JSON")
    asked.add_argument("--lang", choices=("en", "cy"), default="en", help="English or Welsh")
    return asked


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Refused(
            Wording(
                f"--on {written}: not a date; write it like 2026-04-01",
                f"--on {written}: nid dyddiad yw; ysgrifennwch ef fel 2026-04-01",
            )
        ) from None


def _read(path: Path) -> bytes:
    """The bytes of a file that is there, is a file, and is not too large. Raises Refused."""
    try:
        if not path.is_file():
            raise Refused(
                Wording(
                    f"{path}: there is no such file; check the name",
                    f"{path}: nid oes ffeil o'r fath; gwiriwch yr enw",
                )
            )
        if path.stat().st_size > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            raise Refused(
                Wording(
                    f"{path}: larger than {most} MB; a case file holds one chronology, so split it",
                    f"{path}: mwy na {most} MB; mae ffeil achos yn dal un gronoleg, felly rhannwch hi",
                )
            )
        return path.read_bytes()
    except (OSError, ValueError) as failed:
        reason = getattr(failed, "strerror", None) or str(failed)
        raise Refused(
            Wording(f"{path}: cannot be read: {reason}", f"{path}: ni ellir ei ddarllen: {reason}")
        ) from failed


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are each written once: of two answers nobody could say which was meant."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name!r} is written twice in one place")
        found[name] = value
    return found


def _parsed(path: Path) -> Any:
    """The document in a file. Raises Refused, with the line where it stops being JSON."""
    content = _read(path)
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_no_twins)
    except json.JSONDecodeError as failed:
        where = f"{path}, line {failed.lineno}, column {failed.colno}"
        raise Refused(
            Wording(f"{where}: not JSON: {failed.msg}", f"{where}: nid JSON yw: {failed.msg}")
        ) from failed
    except UnicodeDecodeError as failed:
        raise Refused(
            Wording(
                f"{path}: not text in UTF-8 (byte {failed.start}); save it again as UTF-8",
                f"{path}: nid testun UTF-8 yw (beit {failed.start}); cadwch hi eto fel UTF-8",
            )
        ) from failed
    except (ValueError, RecursionError) as failed:
        reason = "it is nested too deeply" if isinstance(failed, RecursionError) else str(failed)
        raise Refused(
            Wording(f"{path}: cannot be read: {reason}", f"{path}: ni ellir ei ddarllen: {reason}")
        ) from failed


def _case(path: Path) -> Case:
    document = _parsed(path)
    try:
        return read_case(document)
    except CaseFileRefused as refused:
        lines = [
            Wording(f"{path}: {fault.place}: {fault.says.en}", f"{path}: {fault.place}: {fault.says.cy}")
            for fault in refused.faults[:MOST_FAULTS]
        ]
        more = len(refused.faults) - MOST_FAULTS
        if more > 0:
            lines.append(Wording(f"and {more} more", f"a {more} arall"))
        raise Refused(*lines) from refused


def _with_targets(law: Framework, path: Path) -> tuple[Framework, str]:
    """The law with an authority's local targets in it, and whose they are. Raises Refused, naming what they may not do."""
    try:
        overlay = read_overlay(tomllib.loads(_read(path).decode("utf-8-sig")))
        return lay_over(law, overlay), overlay.authority
    except (ValueError, RecursionError) as refused:
        raise Refused(Wording(f"{path}: {refused}", f"{path}: {refused}")) from refused


def _answer(chosen: argparse.Namespace) -> str:
    on, case = _day(chosen.on), _case(Path(chosen.case))
    try:
        law = framework(case.country, case.framework or LATEST)
    except NoSuchFramework as missing:
        held = ", ".join(VERSIONS)
        raise Refused(
            Wording(
                f"framework: there is no version {case.framework!r} of the law here; held: {held}",
                f"framework: nid oes fersiwn {case.framework!r} o'r gyfraith yma; cedwir: {held}",
            )
        ) from missing
    authority = None
    if chosen.local:
        law, authority = _with_targets(law, Path(chosen.local))
    found = explain(case, law, on=on, language=chosen.lang, authority=authority)
    if chosen.json:
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    return as_text(found, law.title)


def _say(stream: Any, text: str) -> None:
    """Write in the stream's own letters; one it does not have becomes a question mark rather than a crash."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))
    stream.flush()


def main(argv: Sequence[str] | None = None) -> int:
    """Answer on standard output; 0 when answered, 2 with the fault on standard error when it cannot be."""
    given = list(sys.argv[1:] if argv is None else argv)
    welsh = "cy" in given[given.index("--lang") + 1 :][:1] if "--lang" in given else "--lang=cy" in given
    try:
        _say(sys.stdout, _answer(_arguments().parse_args(given)))
    except SystemExit as helped:  # --help has been printed
        return int(helped.code or 0)
    except Refused as refused:
        for line in refused.lines:
            printable = "".join(c for c in line.text("cy" if welsh else "en") if c.isprintable() or c == " ")
            _say(sys.stderr, f"hafan explain: {printable}\n")
        return 2
    except BrokenPipeError:  # whoever was reading has stopped, as `head` does
        return 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
