"""A working day, at a desk and on a phone, in English and in Welsh: sign in, find a child, read why, record, correct, look back."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
from django.urls import reverse
from django.utils import timezone

from tests.cast import PASSWORD
from tests.stories.house import WORKERS

#: Clicks and keystrokes from the list of children to a visit of today recorded. One more of either is a worse product.
CLICKS = 3
KEYSTROKES = 0


def child_page(reader):
    return reverse("child", args=[reader.child.public_id])


def next_visit(reader):
    """The line of what is due that says when the next visit is."""
    lines = reader.page.locator(".hafan-dues--long > li > details > summary").all_inner_texts()
    visit = {"en": "visit", "cy": "ymweliad"}[reader.language]
    return next(re.sub(r"\s+", " ", each) for each in lines if visit in each.lower())


def newest_line(reader):
    """The newest thing the story tells."""
    return reader.page.locator("section[aria-labelledby=story] a[href*='/entries/']").first


class TestSigningIn:
    def test_asks_for_a_password_and_a_second_step_and_leads_to_my_children(self, way, reading):
        reader = reading(way, who=None)
        account = reader.house.cast.people[WORKERS[way]]
        reader.open("/children/")
        assert "/sign-in/" in reader.page.url
        self.give_password(reader, account)
        secret = reader.page.locator("[data-secret], .hafan-secret, code").first.inner_text().replace(" ", "")
        step = pyotp.TOTP(secret)
        reader.fill("code", step.now())
        reader.page.locator("main form button[type=submit]").click()
        reader.page.wait_for_load_state()
        reader.look()
        reader.press("Sign out")
        self.give_password(reader, account)
        reader.fill("code", step.now())
        reader.page.locator("main form button[type=submit]").click()
        reader.page.wait_for_load_state()
        reader.open("/")
        assert reader.page.url.endswith("/children/")
        assert "Siôn Prydderch" in reader.text()

    def give_password(self, reader, account):
        if "/sign-in/" not in reader.page.url:
            reader.open("/sign-in/")
        reader.look()
        reader.fill("login", account.email)
        reader.fill("password", PASSWORD)
        reader.page.locator("main form button[type=submit]").click()
        reader.page.wait_for_load_state()
        reader.look()


class TestFindingAChild:
    def test_works_by_a_name_half_heard_and_without_accents(self, reader):
        reader.open("/children/")
        reader.fill("name", "Shon Prytherch")
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_load_state()
        reader.look()
        reader.page.get_by_role("link", name="Siôn Prydderch").first.click()
        assert child_page(reader) in reader.page.url
        reader.look()


class TestWhatIsDue:
    def test_tells_its_reason_its_rule_and_the_fact_that_started_it(self, reader):
        reader.open(child_page(reader))
        first = reader.page.locator(".hafan-dues--long > li > details").first
        first.locator("summary").click()
        reason = first.locator(".hafan-reason")
        assert reason.is_visible()
        said = reason.inner_text()
        assert reader.words("Rule") in said
        assert reader.words("The clock starts") in said
        rule = reason.locator(f"a[href^='{reverse('law')}#']")
        assert len(rule.inner_text()) > 10
        reason.locator("a[href*='/entries/']").first.click()
        reader.page.wait_for_load_state()
        reader.look()
        assert "/entries/" in reader.page.url

    def test_leads_to_its_row_of_the_law_register(self, reader):
        reader.open(child_page(reader))
        first = reader.page.locator(".hafan-dues--long > li > details").first
        first.locator("summary").click()
        first.locator(f"a[href^='{reverse('law')}#']").click()
        reader.page.wait_for_load_state()
        reader.look()
        row = reader.page.locator(f"[id='{reader.page.url.split('#')[1]}']")
        assert row.count() == 1
        assert row.is_visible()

    def test_comes_first_on_a_phone(self, reader):
        reader.open(child_page(reader))
        order = [reader.page.locator(f"#{name}").bounding_box()["y"] for name in ("due", "picture", "story")]
        assert order == sorted(order)
        if reader.is_phone:
            assert order[0] < 844, "what is due is on the first screen"


class TestAVisit:
    def test_is_recorded_in_few_clicks_moves_the_next_one_and_can_be_put_right(self, reader):
        reader.open("/children/")
        reader.clicks = reader.keystrokes = 0
        reader.page.get_by_role("link", name="Siôn Prydderch").first.click()
        reader.clicks += 1
        before = next_visit(reader)
        reader.follow("Record a visit") if reader.page.get_by_role(
            "link", name=reader.words("Record a visit")
        ).count() else reader.press("Record a visit")
        reader.press("Record")
        assert (reader.clicks, reader.keystrokes) == (CLICKS, KEYSTROKES)
        assert reader.page.locator(".govuk-notification-banner--success").is_visible()
        assert next_visit(reader) != before
        reader.open(child_page(reader))
        before = next_visit(reader)
        newest_line(reader).click()
        reader.page.wait_for_load_state()
        reader.look()
        reader.press("Correct this entry")
        reader.choose("Yesterday") if reader.page.get_by_label(reader.words("Yesterday")).count() else None
        reader.fill("why", "It was the day before – ddoe.")
        reader.press("Record the correction")
        assert reader.page.locator(".govuk-notification-banner--success").is_visible()
        assert next_visit(reader) != before
        reader.open(child_page(reader) + "?struck=1")
        assert "It was the day before – ddoe." in reader.text()
        assert reader.page.locator("del").count() >= 1


class TestThePageAsItStood:
    def test_last_month_knows_nothing_of_what_came_later(self, reader):
        reader.open(child_page(reader))
        then = timezone.localdate() - timedelta(days=30)
        for part in ("day", "month", "year"):
            reader.fill(f"as_at-{part}", str(getattr(then, part)))
        reader.press("Show that day")
        assert reader.page.locator(".hafan-as-at").is_visible()
        assert reader.page.get_by_role("button", name=reader.words("Record a visit")).count() == 0
        assert reader.page.locator(".hafan-picture, svg").first.is_visible()

    def test_stays_the_page_when_the_language_changes(self, reader):
        then = timezone.localdate() - timedelta(days=30)
        reader.open(f"{child_page(reader)}?as_at={then.isoformat()}")
        here = reader.page.url
        other = {"en": "Cymraeg", "cy": "English"}[reader.language]
        back = {"en": "English", "cy": "Cymraeg"}[reader.language]
        reader.page.get_by_role("button", name=other).click()
        reader.page.wait_for_load_state()
        assert reader.page.url == here
        assert reader.page.locator("html").get_attribute("lang") != reader.language
        reader.page.get_by_role("button", name=back).click()
        reader.page.wait_for_load_state()
        assert reader.page.locator("html").get_attribute("lang") == reader.language


class TestEveryOtherPage:
    def test_a_worker_may_come_by_is_as_good(self, reader):
        child, entries = child_page(reader), "section[aria-labelledby=story] a[href*='/entries/']"
        reader.open(child)
        entry = reader.page.locator(entries).last.get_attribute("href")
        for path in (
            reverse("picture", args=[reader.child.public_id]), reverse("kinds", args=[reader.child.public_id]),
            f"{entry}withdrawal/", reverse("new_record"), reverse("team_children"), "/account/", "/about/", "/accessibility/",
            "/nowhere/",
        ):  # fmt: skip
            reader.open(path)

    def test_of_whoever_looks_after_accounts_is_as_good(self, way, reading):
        reader = reading(way, who="gwen")
        for path in ("", "teams/new/", "people/new/", f"people/{reader.house.cast.alys.public_id}/place/"):
            reader.open(reverse("administration") + path)
        assert "/children/" not in reader.page.content()
