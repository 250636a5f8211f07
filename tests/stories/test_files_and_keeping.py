"""A file is added, checked and opened; and somebody who keeps records sees how long one must stay."""

from __future__ import annotations

from django.urls import reverse

from hafan.files.models import File
from hafan.files.tasks import check_in_background
from hafan.foundation.context import acting_as
from tests.rooms.files.making import camera, jpeg
from tests.stories.house import WORKERS

PHOTOGRAPH = jpeg((640, 480), exif=camera("Apple", "iPhone", 6))


def do_jobs(reader) -> None:
    """What the background worker would do."""
    account = reader.house.cast.people[WORKERS[reader.key]]
    with acting_as(account):
        waiting = [str(file.public_id) for file in File.objects.filter(state="waiting")]
    for file in waiting:
        check_in_background(file_id=file, account_id=account.pk)


class TestAPhotographOfALetter:
    def test_is_added_checked_and_opened_without_where_it_was_taken(self, reader):
        reader.open(reverse("child", args=[reader.child.public_id]))
        reader.clicks = 0
        reader.follow("Files")
        reader.press("Add a file")
        reader.page.set_input_files(
            "#file", [{"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": PHOTOGRAPH}]
        )
        reader.fill("title", "Llythyr")
        reader.page.locator("#part").check()
        reader.press("Add the file")
        assert reader.words("Waiting to be checked").upper() in reader.text().upper()
        assert reader.clicks <= 3
        do_jobs(reader)
        reader.page.reload()
        reader.look_again()
        with reader.page.expect_download() as coming:
            reader.page.get_by_role("link", name="Llythyr").first.click()
        sent = coming.value
        assert sent.suggested_filename.startswith("file-")
        with open(sent.path(), "rb") as kept:
            data = kept.read()
        assert data.startswith(b"\xff\xd8\xff")
        assert b"Apple" not in data

    def test_that_is_a_program_is_refused_in_words(self, reader):
        reader.open(reverse("add_file", args=[reader.child.public_id]))
        reader.page.set_input_files(
            "#file", [{"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90" * 90}]
        )
        reader.fill("title", "Report")
        reader.page.locator("#part").check()
        reader.press("Add the file")
        do_jobs(reader)
        reader.page.reload()
        assert reader.words("Not let in").upper() in reader.text().upper()

    def test_leaves_nothing_in_the_browser(self, reader):
        reader.open(reverse("child", args=[reader.child.public_id]))
        kept = reader.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert kept == "[{},{}]"


class TestHowLong:
    def test_a_record_is_kept_is_said_with_its_rules(self, way, reading, house):
        keeper = reading(way, "mair")
        whose = "phone-en" if way == "desktop-en" else way  # Mair keeps the records of one agency alone
        keeper.open(reverse("keeping"))
        keeper.open(reverse("keeping_record", args=[house.children[whose].public_id]))
        assert keeper.words("It may not be destroyed while it must be kept.") in keeper.text()
        assert "75" in keeper.text()
