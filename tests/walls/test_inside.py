"""Attacks from inside: hostile words in every field, other people's ids in forms, what a search or a refusal gives away."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from hafan.access.operations import deny
from hafan.chronology.models import Entry
from hafan.foundation.context import acting_as
from hafan.identity.models import Account, Membership, Team
from hafan.identity.roles import Role
from hafan.people.models import Child
from hafan.practice.entry_types import ENTRY_TYPES
from tests.cast import PASSWORD
from tests.database import as_owner
from tests.rooms.exchange.arriving import Desk, files, stay
from tests.stories_told import told

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2024, 2, 1, tzinfo=UTC)

TABLES = ("people_child", "chronology_entry", "chronology_obligation", "chronology_standing", "access_grant")
HOSTILE = {
    "nul": "a\x00b",
    "half a letter": b"a\xed\xa0\x80b",
    "not utf-8": b"\xff\xfe\xfa",
    "turned round": "\u202etxet\u202c \u200f\u2066x",
    "unseen": "\u200b\u200c\u2060\ufeff",
    "a page": "</textarea><script>alert(1)</script><img src=x onerror=alert(1)>",
    "a template": "{{ 7*7 }}{% raw %}${7*7}",
    "sql": "'; DROP TABLE people_child; --",
    "a formula": '=HYPERLINK("http://evil.example")',
    "long": "Ŵ" * 9_999,
    "too long": "Ŵ" * 40_000,
    "lines": "a\r\nb\u2028c\u0085d\x0b\x1b[31m",
    "number": "٣",
    "many": "-1e309",
    "nearly an id": "g" * 36,
    "an id": "00000000-0000-4000-8000-00000000dead",
}
#: Words that are tried on every kind of entry; the others on every fourth kind each, since a thousand forms take long.
EVERYWHERE = ("nul", "a page", "long", "nearly an id")
DAYS = [
    ("29", "2", "2023"), ("29", "2", "2024"), ("29", "2", "1900"), ("1", "1", "1"), ("1", "1", "0001"), ("31", "12", "9999"),
    ("0", "0", "0"), ("-1", "1", "2026"), ("31", "4", "2026"), ("1", "13", "2026"), ("٣", "٣", "٢٠٢٦"), ("1" * 5000, "1", "2026"),
    ("1", "mai", "2026"), ("1", "\x00", "2026"), ("25", "10", "2026"),
]  # fmt: skip


def encoded(fields: dict) -> str:
    """A form as a browser would send it, or as one never would."""
    from urllib.parse import quote_plus

    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields.items())


def send(client: Client, address: str, fields: dict):
    return client.post(
        address, encoded(fields), content_type="application/x-www-form-urlencoded", follow=True
    )


def counted() -> dict[str, int]:
    found = {}
    with as_owner(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            (found[table],) = cursor.fetchone()
    return found


def unsafe(page: str) -> bool:
    return bool(re.search(r"<script>alert|<img src=x|49\$|</textarea><script", page))


class TestHostileWords:
    @pytest.mark.parametrize("what", HOSTILE)
    def test_in_every_field_of_every_kind_of_entry_are_kept_as_words_or_refused(
        self, baby, cast, sign_in, what
    ):
        client = sign_in(cast.carys)
        kinds = list(ENTRY_TYPES)
        for declared in kinds if what in EVERYWHERE else kinds[list(HOSTILE).index(what) % 4 :: 4]:
            fields = {"when": "today", "learnt": "today", **dict.fromkeys(declared.fields, HOSTILE[what])}
            fields |= {"why": HOSTILE[what], "despite": HOSTILE[what]}
            answer = send(client, reverse("new_entry", args=[baby.public_id, declared.key]), fields)
            assert answer.status_code in (200, 404, 422), f"{declared.key}: {answer.status_code}"
            assert not unsafe(answer.content.decode()), declared.key
        assert client.get(reverse("child", args=[baby.public_id])).status_code == 200

    @pytest.mark.parametrize("what", HOSTILE)
    def test_in_a_draft_a_correction_and_a_withdrawal_are_kept_as_words_or_refused(
        self, baby, cast, sign_in, what
    ):
        client = sign_in(cast.alys)
        with acting_as(cast.alys):
            visit = Entry.objects.filter(child=baby, kind="visit_made").first()
        ids = [baby.public_id, visit.public_id]
        draft = {"do": "keep", "note": HOSTILE[what], what: "x", "when": HOSTILE[what]}
        for address in (
            reverse("new_entry", args=[baby.public_id, "visit_made"]),
            reverse("correction", args=ids),
        ):
            assert send(client, address, draft).status_code in (200, 413)
        typed = {"when": "yesterday", "seen": "yes", "note": HOSTILE[what], "why": HOSTILE[what]}
        assert send(client, reverse("correction", args=ids), typed).status_code in (200, 409, 422)
        assert send(client, reverse("withdrawal", args=ids), {"why": HOSTILE[what]}).status_code in (
            200,
            409,
            422,
        )
        for name in ("child", "picture"):
            page = client.get(reverse(name, args=[baby.public_id]), {"struck": "1"})
            assert page.status_code == 200
            assert not unsafe(page.content.decode())

    @pytest.mark.parametrize("what", HOSTILE)
    def test_open_no_half_a_record(self, cast, sign_in, what):
        client = sign_in(cast.alys)
        before = counted()
        word = HOSTILE[what]
        fields = {
            "reference": word,
            "given_name": word,
            "family_name": word,
            "known_as": word,
            "born": "yes",
            "sex": word,
        }
        fields |= {"born_on-day": "1", "born_on-month": "6", "born_on-year": "2026", "worker": word}
        answer = send(client, reverse("new_record"), fields)
        assert answer.status_code in (200, 422), answer.status_code
        assert not unsafe(answer.content.decode())
        after = counted()
        opened = after["people_child"] - before["people_child"]
        assert opened in (0, 1)
        assert bool(opened) == bool(after["chronology_entry"] - before["chronology_entry"])
        assert client.get(reverse("children")).status_code == 200

    @pytest.mark.parametrize("what", HOSTILE)
    def test_in_names_of_teams_and_people_and_in_signing_in_are_never_a_fault(self, cast, sign_in, what):
        word = HOSTILE[what]
        client = sign_in(cast.gwen)
        team = {"name": word}
        person = {"email": word, "display_name": word, "language": word, "role": word, "team": word}
        for address, fields in (
            (reverse("new_team"), team),
            (reverse("new_account"), person),
            (
                reverse("new_account"),
                {**person, "email": "x@y.example", "language": "cy", "role": "csw", "team": ""},
            ),
            (reverse("move_account", args=[cast.alys.public_id]), person),
        ):
            answer = send(client, address, fields)
            assert answer.status_code in (200, 400, 422), f"{address}: {answer.status_code}"
            assert not unsafe(answer.content.decode())
        for fields in (
            {"login": word, "password": word},
            {"login": "alys@aberwern.example", "password": word},
        ):
            assert send(Client(), reverse("account_login"), fields).status_code in (200, 400, 429)

    @pytest.mark.parametrize("what", HOSTILE)
    def test_in_every_address_are_never_a_fault(self, baby, cast, sign_in, what):
        asked = "?" + encoded(
            dict.fromkeys(
                ["looking", "due", "state", "clock", "unborn", "after", "before", "as_at", "as_at-day", "as_at-year", "about",
                 "order", "struck", "page", "recorded", "country", "stage", "unverified", "kind", "table", "kept", "lang"],
                HOSTILE[what][:500],
            )
        )  # fmt: skip
        client, officer = sign_in(cast.alys), sign_in(cast.dafydd)
        with acting_as(cast.alys):
            entry = Entry.objects.filter(child=baby).first()
        for address in (
            reverse("children"), reverse("team_children"), reverse("law"), reverse("child", args=[baby.public_id]),
            reverse("picture", args=[baby.public_id]), reverse("kinds", args=[baby.public_id]),
            reverse("entry", args=[baby.public_id, entry.public_id]),
        ):  # fmt: skip
            answer = client.get(address + asked)
            assert answer.status_code == 200, f"{address}: {answer.status_code}"
            assert not unsafe(answer.content.decode()), address
        assert officer.get(reverse("imports") + asked).status_code == 200


class TestOddDays:
    @pytest.mark.parametrize("day", DAYS)
    def test_are_never_a_fault_and_change_nothing_unless_they_can_be(self, baby, cast, sign_in, day):
        client = sign_in(cast.alys)
        for name in ("happened", "learnt_on", "roughly"):
            fields = {"when": "month" if name == "roughly" else "day", "learnt": "day", "seen": "yes"}
            fields |= {
                f"{name}-{part}": said for part, said in zip(("day", "month", "year"), day, strict=True)
            }
            answer = send(client, reverse("new_entry", args=[baby.public_id, "visit_made"]), fields)
            assert answer.status_code in (200, 422), f"{name} {day}: {answer.status_code}"
        for born, name in (("yes", "born_on"), ("no", "expected_on")):
            fields = {"reference": f"D{uuid.uuid4().hex[:8]}", "given_name": "X", "born": born}
            fields |= {
                f"{name}-{part}": said for part, said in zip(("day", "month", "year"), day, strict=True)
            }
            assert send(client, reverse("new_record"), fields).status_code in (200, 422), f"{name} {day}"
        asked = {f"as_at-{part}": said for part, said in zip(("day", "month", "year"), day, strict=True)}
        assert client.get(reverse("child", args=[baby.public_id]), asked).status_code == 200
        assert client.get(reverse("children")).status_code == 200


class TestIdsFromElsewhere:
    def test_a_worker_or_team_of_another_agency_cannot_be_given_a_child(self, baby, cast, sign_in):
        client = sign_in(cast.carys)
        for worker, team in (
            (cast.ewa.public_id, cast.marlbrook_first.public_id),
            (cast.ewa.public_id, cast.aberwern_north.public_id),
            (cast.alys.public_id, cast.marlbrook_first.public_id),
            (uuid.uuid4(), uuid.uuid4()),
        ):
            fields = {
                "when": "today",
                "learnt": "today",
                "role": "csw",
                "worker": str(worker),
                "team": str(team),
            }
            send(client, reverse("new_entry", args=[baby.public_id, "worker_changed"]), fields)
        ewas = sign_in(cast.ewa)
        assert ewas.get(reverse("child", args=[baby.public_id])).status_code == 404
        assert "Siôn" not in ewas.get(reverse("team_children")).content.decode()

    def test_fields_the_form_does_not_have_change_nothing(self, baby, cast, sign_in):
        client = sign_in(cast.bryn)
        fields = {
            "when": "today", "learnt": "today", "seen": "yes", "recorded_by": str(cast.ewa.pk), "recorded_by_id": str(cast.ewa.pk),
            "child": "1", "child_id": "1", "source": "import", "recorded_at": "2001-01-01", "kind": "adoption_order_made",
            "agency": str(cast.marlbrook.pk), "id": "1", "public_id": str(uuid.uuid4()), "corrects": str(uuid.uuid4()),
        }  # fmt: skip
        send(client, reverse("new_entry", args=[baby.public_id, "visit_made"]), fields)
        with acting_as(cast.bryn):
            newest = Entry.objects.filter(child=baby).order_by("-id").first()
        if newest.kind == "visit_made" and newest.recorded_by_id == cast.bryn.pk:
            assert (newest.source, newest.corrects_id) == ("person", None)
            assert newest.recorded_at.year > 2020
        with acting_as(cast.bryn):
            assert not Entry.objects.filter(child=baby, kind="adoption_order_made").exists()

    def test_an_administrator_cannot_use_another_agencys_team(self, cast, sign_in):
        client = sign_in(cast.gwen)
        for team in (cast.marlbrook_first.pk, cast.marlbrook_first.public_id):
            send(
                client,
                reverse("new_account"),
                {
                    "email": "spy@x.example",
                    "display_name": "Spy",
                    "language": "en",
                    "role": "csw",
                    "team": str(team),
                },
            )
            send(
                client,
                reverse("move_account", args=[cast.alys.public_id]),
                {"role": "csw", "team": str(team)},
            )
        with as_owner():
            spies = Account.objects.filter(memberships__team=cast.marlbrook_first).exclude(
                agency=cast.marlbrook
            )
            assert not spies.exists()
            assert Team.objects.filter(agency=cast.marlbrook).count() == 1

    def test_a_draft_is_its_writers_alone(self, baby, cast, sign_in):
        words = "a thing not yet certain"
        send(
            sign_in(cast.alys),
            reverse("new_entry", args=[baby.public_id, "visit_made"]),
            {"do": "keep", "note": words},
        )
        for person in (cast.bryn, cast.carys, cast.dafydd, cast.gwen, cast.ewa):
            client = sign_in(person)
            for address in (
                reverse("child", args=[baby.public_id]),
                reverse("new_entry", args=[baby.public_id, "visit_made"]),
            ):
                assert words not in client.get(address).content.decode()


class TestWhatIsGivenAway:
    def deny_bryn(self, baby, cast):
        with acting_as(cast.alys):
            deny(child_id=baby.pk, account=cast.bryn, reason="x", by=cast.alys, at=LONG_AGO)

    def test_a_search_says_the_same_of_a_hidden_child_and_of_none(self, baby, cast, sign_in):
        self.deny_bryn(baby, cast)
        client = sign_in(cast.bryn)
        place = f"2026-01-01_{baby.public_id}"

        def said(name, **asked):
            answer = client.post(
                reverse("team_children"), {"name": name, "due": asked.get("due", "")}, follow=True
            )
            if asked:
                answer = client.get(reverse("team_children"), asked)
            page = answer.content.decode().split("<main")[1].split("</main>")[0]
            page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
            return page.replace(name, "…").replace(str(baby.public_id), "†").replace(NOBODY, "†")

        for hidden, none in (("Siôn", "Zzyw"), ("ABC 123", "QQQ 987"), ("Prydderch", "Zzyzzyzzy")):
            assert said(hidden) == said(none)
        assert said("", after=place) == said("", after=f"2026-01-01_{NOBODY}")

    def test_a_refusal_says_the_same_of_a_hidden_child_and_of_none(self, baby, cast, sign_in):
        self.deny_bryn(baby, cast)
        for person in (cast.bryn, cast.huw, cast.ewa, cast.femi, cast.dan):
            client = sign_in(person)
            for name, more in (("child", []), ("picture", []), ("kinds", []), ("new_entry", ["visit_made"])):
                for method in ("get", "post", "head"):
                    hidden = getattr(client, method)(reverse(name, args=[baby.public_id, *more]))
                    none = getattr(client, method)(reverse(name, args=[NOBODY, *more]))
                    assert hidden.status_code == none.status_code == 404
                    assert plain(hidden.content, baby) == plain(none.content, baby)
                    assert {*hidden.headers} == {*none.headers}

    def test_opening_a_record_gives_no_sign_of_a_twin_one_may_not_see(self, baby, cast, sign_in):
        self.deny_bryn(baby, cast)
        with as_owner():
            born = Child.objects.get(pk=baby.pk).born_on
        fields = {"given_name": "Siôn", "family_name": "Prydderch", "reference": "NEW 1", "born": "yes"}
        fields |= {
            "born_on-day": str(born.day),
            "born_on-month": str(born.month),
            "born_on-year": str(born.year),
        }
        answer = send(sign_in(cast.bryn), reverse("new_record"), fields)
        assert str(baby.public_id) not in answer.content.decode()
        assert "ABC 123" not in answer.content.decode()

    def test_every_answer_about_a_child_stays_out_of_caches_and_has_no_inline_script(
        self, baby, cast, sign_in
    ):
        client = sign_in(cast.alys)
        with acting_as(cast.alys):
            visit = Entry.objects.filter(child=baby, kind="visit_made").first()
        ids = [baby.public_id, visit.public_id]
        for address in (
            reverse("children"), reverse("law"), reverse("new_record"), reverse("child", args=ids[:1]),
            reverse("picture", args=ids[:1]), reverse("kinds", args=ids[:1]), reverse("new_entry", args=[ids[0], "visit_made"]),
            reverse("entry", args=ids), reverse("correction", args=ids), reverse("withdrawal", args=ids), "/children/nowhere/",
        ):  # fmt: skip
            answer = client.get(address)
            page = answer.content.decode()
            assert answer.headers["Cache-Control"] == "no-store", address
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert not re.search(
                r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=\"|javascript:", page
            ), address
            assert not re.search(r'(?:src|action|href)="(?:https?:)?//(?!127)', page), address
        for answer in (
            client.head(reverse("child", args=ids[:1])),
            client.post(reverse("child", args=ids[:1])),
        ):
            assert answer.headers["Cache-Control"] == "no-store"

    def test_a_return_a_colleague_sent_in_shows_nothing_of_a_child_one_may_not_see(
        self, stories, cast, sign_in, days
    ):
        with as_owner():
            dai = Account.objects.create_user(
                "dai@aberwern.example", PASSWORD, display_name="Dai", agency=cast.aberwern, language="en"
            )
            Membership.objects.create(
                account=dai, agency=cast.aberwern, role=Role.DATA_OFFICER, begins_on=days(-9)
            )
        child = stories.child(cast.alys, told("born", days(-400)), reference="777")
        with acting_as(cast.alys):
            deny(child_id=child.pk, account=cast.dafydd, reason="x", by=cast.alys, at=LONG_AGO)
        desk = Desk(sign_in(dai), dai)
        desk.send(
            *files(stay("01/06/2024", "S", "C1", "U1", child="777"), header="777,M,01/05/2024,WBRI,UN1,,")
        )
        desk.work()
        assert "777" in desk.page()
        assert "777" not in desk.page(client=sign_in(cast.dafydd))

    def test_a_child_who_is_somebody_elses_does_not_come_through_what_was_just_recorded(
        self, baby, stories, cast, sign_in, days
    ):
        mine = stories.child(cast.huw, told("born", days(-10)), team=cast.aberwern_south, given_name="Mine")
        with acting_as(cast.alys):
            theirs = Entry.objects.filter(child=baby).last()
        page = sign_in(cast.huw).get(
            reverse("child", args=[mine.public_id]), {"recorded": str(theirs.public_id)}
        )
        assert "govuk-notification-banner" not in page.content.decode()


NOBODY = "00000000-0000-4000-8000-00000000dead"


def plain(page: bytes, child: Child) -> str:
    """A page without what differs at each asking."""
    said = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.decode())
    return said.replace(str(child.public_id), "…").replace(NOBODY, "…")
