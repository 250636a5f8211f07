"""The same work by other ways: the keyboard alone, no scripts at all, on paper, and with a pen that slips."""

from __future__ import annotations

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.stories.test_a_working_day import child_page, newest_line, next_visit

#: Key presses from the top of the list of children to a visit recorded, by somebody who uses no mouse.
KEYS = 40
A4 = (842, 595)
"""Points, on its side."""


def tab_to(reader, words):
    """Press Tab until the focus is on what says these words; how many presses it took."""
    for pressed in range(1, 60):
        reader.page.keyboard.press("Tab")
        on = reader.page.evaluate("document.activeElement.innerText || ''")
        if words in on:
            return pressed
    raise AssertionError(f"the keyboard never reaches {words!r}: {reader.text()[:500]}")


class TestTheKeyboardAlone:
    def test_records_a_visit(self, reading):
        reader = reading("desktop-en")
        reader.open("/children/")
        reader.page.keyboard.press("Tab")
        assert reader.page.evaluate("document.activeElement.className").startswith("govuk-skip-link")
        reader.page.keyboard.press("Enter")
        keys = 2 + tab_to(reader, "Siôn Prydderch")
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url(f"**{child_page(reader)}")
        before = next_visit(reader)
        reader.page.keyboard.press("Tab")
        reader.page.keyboard.press("Enter")
        keys += 3 + tab_to(reader, reader.words("Record a visit"))
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url("**/visit_made/")
        reader.page.keyboard.press("Tab")
        reader.page.keyboard.press("Enter")
        keys += 3 + tab_to(reader, reader.words("Record"))
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url("**recorded=**")
        assert next_visit(reader) != before
        assert keys <= KEYS, keys

    def test_is_always_shown_where_it_is(self, reading):
        reader = reading("desktop-cy")
        reader.open(child_page(reader))
        for _ in range(12):
            reader.page.keyboard.press("Tab")
            ring = reader.page.evaluate(
                "(() => { const seen = getComputedStyle(document.activeElement);"
                " return [seen.outlineStyle, seen.outlineWidth, seen.boxShadow, seen.backgroundColor].join(' ') })()"
            )
            assert not ring.startswith("none 0px none rgba(0, 0, 0, 0)"), reader.page.evaluate(
                "document.activeElement.outerHTML.slice(0, 200)"
            )


class TestWithoutScripts:
    def test_everything_can_still_be_done(self, reading):
        reader = reading("phone-cy", scripts=False)
        reader.open("/children/")
        reader.fill("name", "Sion")
        reader.press("Show")
        reader.page.get_by_role("link", name="Siôn Prydderch").first.click()
        reader.page.wait_for_load_state()
        first = reader.page.locator(".hafan-dues--long > li > details").first
        first.locator("summary").click()
        assert first.locator(".hafan-reason").is_visible()
        before = next_visit(reader)
        reader.page.get_by_role("button", name=reader.words("Record a visit")).or_(
            reader.page.get_by_role("link", name=reader.words("Record a visit"))
        ).first.click()
        reader.page.wait_for_load_state()
        reader.page.locator("[name=note]").fill("Hanner ffordd")
        reader.press("Save and finish later")
        assert reader.page.locator("[name=note]").input_value() == "Hanner ffordd"
        reader.press("Record")
        assert next_visit(reader) != before
        newest_line(reader).click()
        reader.page.wait_for_load_state()
        self.press_or_follow(reader, "Correct this entry")
        reader.choose("Yesterday") if reader.page.get_by_label(reader.words("Yesterday")).count() else None
        reader.fill("why", "Ddoe oedd hi")
        reader.press("Record the correction")
        assert "recorded=" in reader.page.url
        reader.open(reverse("law"))
        assert reader.page.locator("h1").inner_text() == reader.words("Law register")
        reader.page.get_by_role("button", name="English").click()
        reader.page.wait_for_load_state()
        assert reader.page.url.endswith(reverse("law"))
        assert reader.page.locator("html").get_attribute("lang") == "en"

    def press_or_follow(self, reader, english):
        said = reader.words(english)
        reader.page.get_by_role("button", name=said).or_(
            reader.page.get_by_role("link", name=said)
        ).first.click()
        reader.page.wait_for_load_state()

    def test_a_return_can_be_sent_in(self, reading):
        from tests.stories.test_a_return import files

        officer = reading("desktop-en", who="dan", scripts=False)
        officer.open(reverse("imports"))
        officer.page.set_input_files("#files", files(9))
        officer.fill("year", "2024-25")
        officer.press("Send in and read")
        officer.house.do_jobs()
        officer.page.reload()
        officer.press("Write this into the records")
        officer.house.do_jobs()
        officer.page.reload()
        assert officer.words("What was written") in officer.text()


class TestOnPaper:
    def test_the_picture_is_one_side_of_a4(self, reading):
        for way in ("desktop-en", "phone-cy"):
            reader = reading(way)
            reader.open(reverse("picture", args=[reader.child.public_id]))
            paper = reader.page.pdf(prefer_css_page_size=True, print_background=True)
            assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1, way
            box = [float(n) for n in re.search(rb"/MediaBox\s*\[([^\]]*)\]", paper)[1].split()]
            assert abs(box[2] - A4[0]) < 2, box
            assert abs(box[3] - A4[1]) < 2, box


class TestASlip:
    def test_is_said_beside_the_question_and_loses_nothing_typed(self, reading):
        reader = reading("phone-en")
        reader.open(reverse("new_entry", args=[reader.child.public_id, "visit_made"]))
        reader.page.get_by_label(reader.words("On another day")).first.check()
        for part, typed in (("day", "31"), ("month", "2"), ("year", "2026")):
            reader.fill(f"happened-{part}", typed)
        reader.fill("note", "Wedi siarad am ei chwaer <3")
        reader.press("Record")
        assert reader.page.locator(".govuk-error-summary").is_visible()
        assert reader.page.title().startswith(reader.words("Error:"))
        assert reader.page.locator("[name=happened-day]").input_value() == "31"
        assert reader.page.locator("[name=note]").input_value() == "Wedi siarad am ei chwaer <3"
        reader.look_again()
        reader.page.locator(".govuk-error-summary a").first.click()
        before = timezone.localdate() - timedelta(days=3)
        for part in ("day", "month", "year"):
            reader.fill(f"happened-{part}", str(getattr(before, part)))
        reader.press("Record")
        assert "recorded=" in reader.page.url
