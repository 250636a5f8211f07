"""Files of a child's record: who adds them, who opens them, and when."""

from __future__ import annotations

import io
import socket
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from hafan.audit.models import Event
from hafan.files import operations
from hafan.files.antivirus import CheckerAway
from hafan.files.models import STILL, File, Piece, State
from hafan.files.operations import is_as_sent, look_for
from hafan.files.queries import NotServed, clean_copy, original
from hafan.files.sealing import PIECE, Tampered, seal, unseal
from hafan.files.statements import PARTS
from hafan.files.tasks import check_in_background
from hafan.foundation.context import acting_as
from tests.rooms.files.making import camera, jpeg, pdf

pytestmark = pytest.mark.django_db


class TestAddingAFile:
    def test_puts_it_in_quarantine_until_it_has_been_checked(self, desk):
        assert desk.send("Report on Siôn.pdf", pdf("words")).status_code == 302
        (file,) = desk.files()
        assert file.state == State.WAITING
        assert desk.open(file).status_code == 404
        assert "Aros" in desk.page()

    def test_keeps_it_sealed_and_its_original_as_it_was_sent(self, desk, owner):
        sent = pdf("words that nobody reads at rest")
        desk.send("a.pdf", sent)
        (file,) = desk.files()
        with owner():
            pieces = [bytes(piece.sealed) for piece in Piece.objects.filter(file=file)]
        assert pieces
        assert not any(b"PDF" in piece or b"words" in piece for piece in pieces)
        with acting_as(desk.account):
            assert original(file) == sent
            assert is_as_sent(file)

    def test_does_not_keep_the_name_it_was_sent_under(self, desk, owner):
        desk.send("Report on Gwenllïan Canarydd.pdf", pdf("words"))
        with owner(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT to_jsonb(f)::text FROM files_file f UNION ALL SELECT to_jsonb(e)::text FROM audit_event e"
            )
            assert not any("Canarydd" in row for (row,) in cursor.fetchall())

    def test_in_many_pieces_comes_back_whole(self, desk):
        sent = jpeg((8064, 6048), quality=97, exif=camera("Apple", "iPhone", 1))
        assert len(sent) > PIECE
        desk.send("a.jpg", sent)
        with acting_as(desk.account):
            assert original(desk.files()[0]) == sent

    @pytest.mark.parametrize(
        "what",
        [{"title": ""}, {"title": "x" * 121}, {"part": ""}, {"part": "panel"}, {"part": "sealed_link"}],
    )
    def test_says_what_is_missing(self, desk, what):
        assert desk.send("a.pdf", pdf("x"), **what).status_code == 400
        assert desk.files() == []

    @pytest.mark.parametrize("name", ["a.exe", "a.docm", "a\u202efdp.exe", "x" * 300 + ".pdf"])
    def test_is_refused_at_the_door_when_its_name_gives_it_away(self, desk, name):
        answer = desk.send(name, pdf("x"))
        assert answer.status_code == 400
        assert desk.files() == []

    def test_that_is_too_large_is_refused_before_it_is_kept(self, desk):
        answer = desk.send("a.pdf", b"%PDF-" + bytes(26 * 1024 * 1024))
        assert answer.status_code == 400
        assert "25 MB" in answer.content.decode()

    def test_without_one_says_so(self, desk):
        answer = desk.client.post(
            reverse("add_file", args=[desk.child.public_id]), {"title": "a", "part": "care"}
        )
        assert answer.status_code == 400


class TestAFileThatWasChecked:
    def test_is_given_out_as_a_copy_to_keep_under_a_name_of_ours(self, desk):
        desk.send("Photo of Siôn at school.jpg", jpeg((64, 48), exif=camera("Apple", "iPhone", 6)))
        desk.work()
        (file,) = desk.files()
        answer = desk.open(file)
        assert answer.status_code == 200
        assert (
            answer.headers["Content-Disposition"]
            == f'attachment; filename="file-{str(file.public_id)[:8]}.jpg"'
        )
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        picture = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
        assert picture.size == (48, 64)
        assert not picture.getexif()

    def test_is_noted_when_it_is_opened_with_its_part(self, desk, owner):
        desk.send("a.pdf", pdf("x"), part="health")
        desk.work()
        desk.open(desk.files()[0])
        with owner():
            event = Event.objects.get(action="files.file.opened")
        assert event.parts == ["health"]

    def test_keeps_its_original_untouched(self, desk):
        sent = jpeg((64, 48), exif=camera("Apple", "iPhone", 6))
        desk.send("a.jpg", sent)
        desk.work()
        (file,) = desk.files()
        with acting_as(desk.account):
            assert original(file) == sent

    def test_is_checked_once_however_often_the_job_runs(self, desk):
        desk.send("a.pdf", pdf("x"))
        for _ in range(3):
            desk.work()
        (file,) = desk.files()
        assert file.attempt == 1

    def test_carries_the_tags_that_a_look_at_its_words_leaves(self, desk, monkeypatch):
        monkeypatch.setattr(operations, "_LOOKERS", [])
        look_for(lambda file, words: ["protected"] if b"Llanfair" in words else [])
        desk.send("a.txt", b"They live in Llanfair.")
        desk.send("b.txt", b"They live by the sea.")
        desk.work()
        assert [file.tags for file in desk.files()] == [["protected"], []]
        assert "na ddylid eu trosglwyddo" in desk.page()


class TestAFileThatIsRefused:
    def test_is_never_served_and_the_page_says_why_and_what_to_do(self, desk):
        desk.send("a.pdf", b"MZ this is a program")
        desk.work()
        (file,) = desk.files()
        assert file.state == State.REFUSED
        assert desk.open(file).status_code == 404
        assert "Gofynnwch i&#39;r anfonwr am PDF" in desk.page()
        with acting_as(desk.account), pytest.raises(NotServed):
            clean_copy(file)


class TestWhoSeesIt:
    @pytest.fixture
    def filed(self, desk) -> dict[str, File]:
        for part in ("care", "health", "legal_privileged", "carer_identity"):
            desk.send("a.pdf", pdf(part), part=part, title=f"about {part}")
        desk.work()
        return {file.part: file for file in desk.files()}

    def test_a_colleague_of_the_team_sees_the_parts_their_role_reaches(self, desk, filed, world, sign_in):
        for name, sees in {
            "carys": {"care", "health", "legal_privileged", "carer_identity"},
            "ifan": {"care", "health", "carer_identity"},
            "huw": set(),
            "gwen": set(),
            "ewa": set(),
            "dafydd": set(),
        }.items():
            client = sign_in(world.cast.people[name])
            opened = {
                part
                for part, file in filed.items()
                if client.get(reverse("open_file", args=[desk.child.public_id, file.public_id])).status_code
                == 200
            }
            assert opened == sees, name

    def test_a_page_of_files_shows_only_the_parts_one_sees(self, desk, filed, world, sign_in):
        page = (
            sign_in(world.cast.ifan).get(reverse("child_files", args=[desk.child.public_id])).content.decode()
        )
        assert "about care" in page
        assert "about legal_privileged" not in page

    def test_a_piece_cannot_be_put_in_another_part_than_its_file(self, desk, filed):
        with acting_as(desk.account), pytest.raises(IntegrityError), transaction.atomic():
            Piece.objects.bulk_create(
                [
                    Piece(
                        child=desk.child,
                        part="care",
                        file=filed["health"],
                        is_clean=True,
                        number=9,
                        sealed=b"x",
                    )
                ]
            )
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_nobody_adds_to_a_part_they_do_not_reach(self, desk, world):
        with acting_as(world.cast.ifan), pytest.raises(ProgrammingError), transaction.atomic():
            File.objects.create(
                child=desk.child, part="legal_privileged", title="x", kind="pdf", ending="pdf", size=1, sha256="0",
                added_by=world.cast.ifan, added_at=timezone.now(), moved_at=timezone.now(),
            )  # fmt: skip

    def test_every_part_it_may_be_put_in_is_one_that_somebody_reaches(self):
        assert len(set(PARTS)) == 11


class TestAFileThatStandsStill:
    def test_is_taken_up_again(self, desk, owner):
        desk.send("a.pdf", pdf("x"))
        (file,) = desk.files()
        with owner():
            File.objects.update(state=State.CHECKING, moved_at=timezone.now() - STILL - timedelta(seconds=1))
        assert "phum munud" in desk.page()
        desk.client.post(reverse("take_up_file", args=[desk.child.public_id, file.public_id]))
        desk.work()
        assert desk.files()[0].is_clean

    def test_a_job_that_was_given_up_cannot_finish_behind_anothers_back(self, desk, owner, monkeypatch):
        desk.send("a.pdf", pdf("x"))
        (file,) = desk.files()
        judged = operations.judge

        def slowly(data, ending):
            with owner():
                File.objects.update(attempt=7)
            return judged(data, ending)

        monkeypatch.setattr("hafan.files.tasks.judge", slowly)
        check_in_background(str(file.public_id), desk.account.pk)
        assert not desk.files()[0].is_clean


class TestAChecker:
    def test_that_is_away_leaves_the_file_waiting_and_closed(self, desk, settings):
        settings.CLAMD = "unix:/nowhere/clamd.ctl"
        desk.send("a.pdf", pdf("x"))
        with pytest.raises(CheckerAway):
            desk.work()
        (file,) = desk.files()
        assert file.state == State.WAITING
        assert desk.open(file).status_code == 404

    @pytest.mark.parametrize(
        ("says", "state"), [(b"stream: OK\x00", "clean"), (b"stream: Eicar FOUND\x00", "refused")]
    )
    def test_is_believed(self, desk, settings, tmp_path, says, state):
        heard = []
        with Listening(tmp_path / "clamd", says, heard):
            settings.CLAMD = f"unix:{tmp_path}/clamd"
            desk.send("a.pdf", pdf("x"))
            desk.work()
        assert desk.files()[0].state == state
        assert heard[0].startswith(b"zINSTREAM\x00")

    def test_that_answers_nonsense_leaves_it_closed(self, desk, settings, tmp_path):
        with Listening(tmp_path / "clamd", b"INSTREAM size limit exceeded. ERROR\x00", []):
            settings.CLAMD = f"unix:{tmp_path}/clamd"
            desk.send("a.pdf", pdf("x"))
            with pytest.raises(CheckerAway):
                desk.work()
        assert desk.files()[0].state == State.WAITING


class TestASealedPiece:
    def test_fits_in_no_other_place(self, desk):
        one, other = desk.child.public_id, desk.account.public_id
        sealed = seal(b"words", of=one, clean=True, number=3)
        assert unseal(sealed, of=one, clean=True, number=3) == b"words"
        for place in (
            {"of": other, "clean": True, "number": 3},
            {"of": one, "clean": False, "number": 3},
            {"of": one, "clean": True, "number": 4},
        ):
            with pytest.raises(Tampered):
                unseal(sealed, **place)

    def test_opens_with_an_older_key_when_the_key_has_changed(self, settings):
        import uuid

        one = uuid.uuid4()
        settings.FILES_KEYS = ["the first key of all, long enough"]
        sealed = seal(b"words", of=one, clean=True, number=0)
        settings.FILES_KEYS = ["a second key of all, long enough", "the first key of all, long enough"]
        assert unseal(sealed, of=one, clean=True, number=0) == b"words"
        settings.FILES_KEYS = ["a second key of all, long enough"]
        with pytest.raises(Tampered):
            unseal(sealed, of=one, clean=True, number=0)


class Listening:
    """A checker of malware that says always the same."""

    def __init__(self, path, says: bytes, heard: list[bytes]) -> None:
        self.line = socket.socket(socket.AF_UNIX)
        self.line.bind(str(path))
        self.line.listen()
        self.says, self.heard = says, heard

    def __enter__(self):
        threading.Thread(target=self.answer, daemon=True).start()

    def answer(self) -> None:
        reached, _ = self.line.accept()
        got = b""
        while not got.endswith(b"\x00\x00\x00\x00"):
            got += reached.recv(65_536)
        self.heard.append(got)
        reached.sendall(self.says)
        reached.close()

    def __exit__(self, *_: object) -> None:
        self.line.close()
