"""What is let in and what is not: every file really goes through the process that looks at it."""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from PIL import Image

from hafan.files import sifting
from hafan.files.sieve import limits
from hafan.files.sieve.kinds import kind_by_name
from hafan.files.sieve.verdict import Refused
from hafan.files.sifting import Verdict, have_sifted
from tests.figures import Figure
from tests.rooms.files.hostile import all_hostile
from tests.rooms.files.ordinary import all_ordinary


def sent_in(name: str, data: bytes) -> Verdict:
    """As the room does it: first the name, then the process."""
    try:
        kind_by_name(name)
    except Refused as refused:
        return Verdict(refused.reason)
    return have_sifted(data, name.rpartition(".")[2].lower())


def looked_at(sent: list[tuple[str, str, bytes]]) -> dict[str, Verdict]:
    with ThreadPoolExecutor(3) as at_once:
        verdicts = at_once.map(lambda each: sent_in(each[1], each[2]), sent)
        return {what: verdict for (what, _, _), verdict in zip(sent, verdicts, strict=True)}


class TestHostileFiles:
    def test_are_refused_every_one(self, capsys: pytest.CaptureFixture[str], figure: Figure):
        hostile = all_hostile()
        verdicts = looked_at(hostile)
        let_in = [what for what, verdict in verdicts.items() if verdict.is_clean]
        reasons = Counter(str(verdict.refused) for verdict in verdicts.values())
        with capsys.disabled():
            print(f"\nhostile files: {len(hostile)} sent, {len(let_in)} let in; {dict(reasons)}")
        figure("G33", hostile=len(hostile), accepted=len(let_in))
        assert let_in == []
        assert len(verdicts) == len(hostile) >= 150


class TestOrdinaryFiles:
    def test_are_taken_every_one_and_hold_nothing_they_should_not(
        self, capsys: pytest.CaptureFixture[str], figure: Figure
    ):
        ordinary = all_ordinary()
        verdicts = looked_at(ordinary)
        refused = {what: verdict.refused for what, verdict in verdicts.items() if not verdict.is_clean}
        telling = [what for what, verdict in verdicts.items() if verdict.is_clean and tells_where(verdict)]
        with capsys.disabled():
            print(
                f"\nordinary files: {len(ordinary)} sent, {len(refused)} refused; {len(telling)} still tell where or by what"
            )
        figure("G33", ordinary=len(ordinary), refused=len(refused))
        assert refused == {}
        assert telling == []
        assert len(verdicts) == len(ordinary) >= 200


def tells_where(verdict: Verdict) -> bool:
    """Anything left of the camera, the place, the writer, or anything that acts."""
    if verdict.kind in ("jpeg", "png", "heic"):
        picture = Image.open(io.BytesIO(verdict.clean))
        return bool(picture.getexif()) or bool({"exif", "xmp", "comment"} & set(picture.info))
    if verdict.kind == "pdf":
        return b"Somebody" in verdict.clean or b"Exif" in verdict.clean or active(verdict.clean)
    if verdict.kind in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(verdict.clean)) as read:
            return any(
                b"Somebody" in read.read(name) or b"Exif" in read.read(name) for name in read.namelist()
            )
    return False


def active(data: bytes) -> bool:
    """Looked for by other means than the sieve's own: in the text of the whole file, unpacked."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as read:
        read.save(
            made, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False, static_id=True
        )
    words = made.getvalue()
    return any(
        mark in words
        for mark in (
            b"/JavaScript",
            b"/JS",
            b"/Launch",
            b"/EmbeddedFile",
            b"/OpenAction",
            b"/AA",
            b"/Metadata",
            b"/XFA",
            b"/SubmitForm",
        )
    )


class TestTheProcessThatLooks:
    def test_can_open_no_file_reach_no_network_start_no_program_and_send_no_signal(self):
        tries = confined(
            "for reach in (lambda: open('/etc/hostname'), lambda: os.listdir('/'), lambda: open('/tmp/x', 'w'),"
            " lambda: socket.socket(), lambda: os.execv('/bin/true', ['true']), lambda: os.kill(os.getppid(), 0)):\n"
            "    try:\n        reach()\n        print('reached')\n    except OSError:\n        print('refused')\n"
        )
        assert tries.split() == ["refused"] * 6

    def test_has_ten_seconds_and_half_a_gigabyte(self):
        assert "MemoryError" in confined(
            "try:\n    bytes(600 * 1024 * 1024)\nexcept MemoryError:\n    print('MemoryError')"
        )
        assert confined("print(resource.getrlimit(resource.RLIMIT_CPU)[0])").strip() == "10"

    def test_is_given_no_secret_of_the_house(self, monkeypatch: pytest.MonkeyPatch):
        given = {}
        monkeypatch.setenv("HAFAN_SECRET_KEY", "canary")

        class Spy(subprocess.Popen):
            def __init__(self, *args, **kwargs):
                given.update(kwargs["env"])
                super().__init__(*args, **kwargs)

        monkeypatch.setattr(subprocess, "Popen", Spy)
        assert have_sifted(b"a note", "txt").is_clean
        assert set(given) == {"PYTHONDONTWRITEBYTECODE", "LANG"}

    def test_that_takes_too_long_is_ended(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(limits, "WALL_SECONDS", 0.01)
        assert have_sifted(b"a note", "txt").refused == "not_in_time"

    def test_is_not_believed_when_its_copy_is_not_what_it_says(self, monkeypatch: pytest.MonkeyPatch):
        def lying(ending: str, given: int, answered: int) -> int:
            os.write(answered, b'{"kind": "pdf", "left_out": []}\n<script>')
            return 0

        monkeypatch.setattr(sifting, "_run", lying)
        assert have_sifted(b"%PDF-", "pdf").refused == "broken"
        assert have_sifted(b"a", "txt").refused == "broken"

    def test_the_house_grows_little_while_the_largest_file_is_looked_at(self):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        data = os.urandom(24 * 1024 * 1024)
        have_sifted(b"%PDF-1.7" + data, "pdf")
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        assert grown < 64


def confined(words: str) -> str:
    code = (
        f"import os, socket, sys, resource\nfrom hafan.files.sieve.confine import confine\nconfine()\n{words}"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    return done.stdout
