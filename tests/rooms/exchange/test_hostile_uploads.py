"""Whatever is sent to the upload page: a clear answer, nothing half kept, never an error page."""

from __future__ import annotations

import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hafan.exchange.models import Stage
from hafan.exchange.ssda903.limits import LIMITS
from hafan.foundation import uploads
from tests.rooms.exchange.arriving import files, stay, zipped

GOOD = files(stay("01/05/2024", "S", "C1", "U5"))
XLSX = zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"))
BOMB = zipped(("episodes.csv", b"CHILD,DECOM,RNE\r\n" + b"0" * 40_000_000))
ODD = {
    "empty": ("episodes.csv", b" ", "is empty"),
    "another table": ("council-tax.csv", b"Address,Band\r\n1 High Street,C\r\n", "No table of the return"),
    "binary": ("episodes.csv", bytes(range(256)) * 50, "not a text file"),
    "a picture": ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(500), "not a text file"),
    "a spreadsheet": ("return.xlsx", XLSX, "spreadsheet"),
    "a bomb": ("return.zip", BOMB, "unpacks to a size"),
    "half a zip": ("return.zip", zipped(*GOOD)[:150], "broken"),
    "a zip in a zip": ("return.zip", zipped(("inner.zip", zipped(*GOOD))), "packed file inside"),
    "an empty zip": ("return.zip", zipped(), "no files to read"),
    "a gzip": ("return.csv.gz", gzip.compress(GOOD[1][1]), "not a text file"),
    "XML with an entity": ("r.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "XML holds declarations"),
    "half XML": ("r.xml", b"<Message><Children><CHILD><HEADER>", "breaks off"),
    "nothing but NULs": ("episodes.csv", b"\x00" * 10_000, "is empty"),
}  # fmt: skip
NAMES = [
    "../../../etc/passwd", "..\\..\\windows\\system32\\episodes.csv", "e" * 300 + ".csv", "epi\x00sodes.csv", "épisodes – ŵyr.csv",
    "<script>alert(1)</script>.csv", "episodes.csv\r\nX-Evil: 1", "%00.csv", "\u202egnp.csv", "CON", " ", "=1+1.csv",
]  # fmt: skip


class TestAFileThatIsNoReturn:
    @pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
    def test_is_refused_in_plain_words_in_both_languages(self, desk, odd):
        name, data, says = odd
        assert desk.send((name, data)).status_code == 302
        sent = desk.work()
        assert (sent.stage, sent.files) == (Stage.REFUSED, None)
        assert says in sent.refusal_en
        assert says in desk.page()
        assert sent.refusal_cy
        assert sent.refusal_cy != sent.refusal_en
        assert "Nothing was written" in desk.page("?lang=en")

    @pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
    def test_beside_a_good_one_is_named_or_refuses_the_whole(self, desk, odd):
        name, data, _says = odd
        desk.send(*GOOD, (name, data))
        assert desk.work().stage in (Stage.READY, Stage.REFUSED)
        packed = name.endswith(".zip")
        assert packed or name in desk.page() or desk.latest.stage == Stage.REFUSED

    @pytest.mark.parametrize("name", NAMES)
    def test_with_an_odd_name_is_read_or_named_and_never_an_error(self, desk, name):
        answer = desk.send((name, GOOD[1][1]), *GOOD[:1])
        assert answer.status_code in (302, 400)
        if answer.status_code == 302:
            assert desk.work().stage in (Stage.READY, Stage.REFUSED)
            page = desk.page()
            assert "<script>alert" not in page
            assert "etc/passwd" not in page
            assert "<script>alert" not in desk.client.get(reverse("imports")).content.decode()

    def test_two_of_one_table_read_one_and_say_so(self, desk):
        desk.send(*GOOD, ("episodes-last-year.csv", GOOD[1][1]))
        sent = desk.work()
        assert sent.tallies["Episodes"]["set_aside"] == 1
        assert "Two files hold the same table" in desk.page()

    def test_half_a_table_keeps_what_is_whole(self, desk):
        desk.send(GOOD[0], ("episodes.csv", GOOD[1][1][:-9]))
        assert desk.work().stage == Stage.READY


class TestTooMuch:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch, settings):
        settings.TAKES_FILES = {"imports": uploads.Room(total_bytes=50_000, files=5)}
        monkeypatch.setattr(uploads, "_ROUND_THE_FILES", 2_000)

    @pytest.mark.parametrize("size", [49_000, 51_500, 60_000, 2_000_000])
    def test_is_refused_before_it_is_kept(self, desk, size, monkeypatch):
        kept = []
        take = uploads.TemporaryFileUploadHandler.receive_data_chunk
        monkeypatch.setattr(
            uploads.TemporaryFileUploadHandler,
            "receive_data_chunk",
            lambda self, data, start: kept.append(len(data)) or take(self, data, start),
        )
        answer = desk.send(("episodes.csv", b"x" * size))
        assert (answer.status_code == 400) == (size > 50_000)
        assert sum(kept) <= 50_000
        if size > 50_000:
            assert "larger, or more, than any return" in answer.content.decode()
            assert desk.how_many == 0

    def test_many_files_are_refused(self, desk):
        answer = desk.send(*[(f"{n}.csv", b"CHILD,DOB\r\n") for n in range(6)])
        assert answer.status_code == 400
        assert desk.how_many == 0

    def test_leaves_no_file_behind_on_disk(self, desk, tmp_path, settings):
        settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
        desk.send(("episodes.csv", b"x" * 51_500))
        desk.send(*GOOD)
        assert list(tmp_path.iterdir()) == []


class TestWhereFilesHaveNoBusiness:
    def test_they_are_let_fall_before_anybody_has_signed_in(self, db, monkeypatch):
        monkeypatch.setattr(
            uploads.TemporaryFileUploadHandler,
            "receive_data_chunk",
            lambda *_words: pytest.fail("kept a file"),
        )
        for place in (reverse("imports"), reverse("account_login")):
            answer = Client().post(place, {"files": SimpleUploadedFile("a.csv", b"x" * 5_000)})
            assert answer.status_code in (200, 302, 400, 403)

    def test_and_on_any_other_page(self, desk, monkeypatch):
        monkeypatch.setattr(
            uploads.TemporaryFileUploadHandler,
            "receive_data_chunk",
            lambda *_words: pytest.fail("kept a file"),
        )
        answer = desk.client.post(reverse("children"), {"files": SimpleUploadedFile("a.csv", b"x")})
        assert answer.status_code in (200, 302, 404, 405)


class TestAFormThatIsNone:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"--x",
            b"--x\r\nContent-Disposition: form-data; name=files; filename=a\r\n\r\nhalf",
            b"\x00" * 100,
        ],
    )
    def test_is_a_bad_request_at_worst(self, desk, body):
        answer = desk.client.post(reverse("imports"), body, content_type="multipart/form-data; boundary=x")
        assert answer.status_code == 400
        assert desk.how_many == 0

    def test_without_its_token_is_refused(self, cast, sign_in, desk):
        client = Client(enforce_csrf_checks=True)
        client.cookies = desk.client.cookies
        answer = client.post(reverse("imports"), {"files": SimpleUploadedFile("a.csv", b"CHILD\r\n")})
        assert answer.status_code == 403
        assert desk.how_many == 0

    def test_with_no_file_says_so(self, desk):
        answer = desk.send()
        assert answer.status_code == 400
        assert "Choose the files of the return" in answer.content.decode()

    def test_keeps_the_limit_the_reader_keeps(self, settings):
        assert settings.TAKES_FILES["imports"] == uploads.Room(LIMITS.total_bytes, LIMITS.files)
