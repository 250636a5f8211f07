"""Breaking the glass: one child, an hour, to read; the answer is the same whatever kept a record shut; somebody looks into it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hafan.access.models import Alert, Grant
from hafan.access.operations import deny, seal
from hafan.access.queries import parts_of
from hafan.audit.models import Event
from hafan.chronology.models import Entry
from hafan.foundation.context import acting_as
from hafan.identity.sessions import STEPPED
from hafan.people.operations import REFUSED
from hafan.practice.entries import WHOLE
from tests.stories_told import told

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=2)
WHY = "the police hold the baby and ask whom to call"


def ask(**more) -> dict[str, object]:
    return {"reference": "ABC 123", "name": "", "born": "", "code": "at_risk_now", "why": WHY, **more}


@pytest.fixture
def stepped(sign_in):
    """A browser whose second step was given just now, as at every sign-in."""
    return sign_in


@pytest.fixture
def hidden(baby, owner):
    """The baby, whom nobody of the south team sees."""
    return baby


class TestBreakingTheGlass:
    def test_asks_for_the_second_step(self, cast, hidden, sign_in):
        huw = sign_in(cast.huw)
        session = huw.session
        session[STEPPED] = 0
        session.save()
        answer = huw.get(reverse("emergency"))
        assert answer["Location"] == f"{reverse('step_up')}?next=%2Femergency%2F"

    def test_opens_one_record_to_read_for_an_hour(self, cast, hidden, stepped, owner, figure):
        huw = stepped(cast.huw)
        answer = huw.post(reverse("emergency"), ask())
        assert answer["Location"] == reverse("child", args=[hidden.public_id])
        with acting_as(cast.huw):
            grant = Grant.objects.get(account=cast.huw)
            assert (grant.role, grant.may_write) == ("emergency", False)
            assert grant.ends_at - grant.begins_at == timedelta(hours=1)
            assert parts_of(hidden.pk) == WHOLE
            assert Entry.objects.exists()
        with owner():
            alerts = Alert.objects.filter(grant=grant, closed_at__isnull=True).exclude(reason="").count()
        figure("G12", uses=1, without=1 - alerts)
        assert alerts == 1
        page = huw.get(answer["Location"]).content.decode()
        assert "Emergency access until" in page
        assert "Record a visit" not in page
        kinds = huw.get(reverse("new_entry", args=[hidden.public_id, "visit_made"]))
        assert kinds.status_code == 404

    def test_finds_by_whole_name_and_birth_date(self, cast, hidden, stepped):
        born = hidden.born_on
        by_name = ask(reference="", name="sion prydderch", born=born.isoformat())
        assert stepped(cast.huw).post(reverse("emergency"), by_name).status_code == 302

    @pytest.mark.parametrize(
        "wrong",
        [
            {"why": "urgent"}, {"code": ""}, {"reference": ""}, {"reference": "", "name": "Sion Prydderch"},
            {"reference": "", "born": "2026-01-01"},
        ],
    )  # fmt: skip
    def test_asks_for_exact_words_and_a_reason(self, cast, hidden, stepped, wrong):
        assert stepped(cast.huw).post(reverse("emergency"), ask(**wrong)).status_code == 422
        with acting_as(cast.huw):
            assert not Event.objects.filter(action=REFUSED).exists()

    def test_answers_alike_for_the_absent_the_sealed_the_denied_and_another_agencys(
        self, cast, hidden, stories, days, stepped, owner
    ):
        sealed = stories.child(cast.alys, told("born", days(-50), sex="male"), reference="SEALED 1")
        stories.child(cast.ewa, told("born", days(-50), sex="male"), reference="OTHER 1")
        with acting_as(cast.alys):
            seal(child_id=sealed.pk, reason="an adoption order", label="", by=cast.alys)
            deny(child_id=hidden.pk, account=cast.huw, reason="kin", by=cast.alys, at=LONG_AGO)
        huw, seen = stepped(cast.huw), []
        huw.get(reverse("emergency"))
        for reference in ("NOWHERE", "SEALED 1", "ABC 123", "OTHER 1"):
            with CaptureQueriesContext(connection) as queries:
                answer = huw.post(reverse("emergency"), ask(reference=reference))
            page = answer.content.decode().replace(reference, "")
            page = page.split("<main")[1].split("</main>")[0]
            import re

            page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
            seen.append((answer.status_code, page, len(queries)))
        assert seen[0] == seen[1] == seen[2] == seen[3]
        assert "No record could be opened" in seen[0][1]
        assert "Lowri" in seen[0][1]

    def test_is_noted_when_it_fails_and_stops_after_five(self, cast, stepped):
        huw = stepped(cast.huw)
        for _each in range(5):
            huw.post(reverse("emergency"), ask(reference="NOWHERE"))
        with acting_as(cast.huw):
            assert Event.objects.filter(action=REFUSED).count() == 5
        assert "tried too often" in huw.post(reverse("emergency"), ask()).content.decode()
        with acting_as(cast.huw):
            assert Event.objects.filter(action=REFUSED).count() == 5

    def test_holds_no_typed_word_in_its_note(self, cast, stepped):
        stepped(cast.huw).post(reverse("emergency"), ask(reference="NOWHERE", name="Sion Prydderch"))
        with acting_as(cast.huw):
            noted = Event.objects.get(action=REFUSED)
            assert "NOWHERE" not in f"{noted.detail} {noted.reason} {noted.object_id}"

    def test_is_not_needed_for_a_child_in_sight(self, cast, baby, stepped):
        answer = stepped(cast.alys).post(reverse("emergency"), ask())
        assert answer["Location"] == reverse("child", args=[baby.public_id])
        with acting_as(cast.alys):
            assert not Grant.objects.filter(basis="break_glass").exists()

    def test_is_not_for_roles_that_may_not(self, cast, stepped):
        for name in ("ifan", "jac", "dafydd", "gwen", "femi", "lowri"):
            assert stepped(cast.people[name]).get(reverse("emergency")).status_code == 404, name


class TestAnAlert:
    @pytest.fixture
    def raised(self, cast, hidden, stepped) -> Alert:
        stepped(cast.huw).post(reverse("emergency"), ask())
        with acting_as(cast.lowri):
            return Alert.objects.get()

    def test_is_listed_without_a_name_and_told_whole_on_its_page(self, cast, raised, sign_in):
        lowri = sign_in(cast.lowri)
        listed = lowri.get(reverse("alerts")).content.decode()
        assert str(raised.public_id)[:8].upper() in listed
        assert not any(word in listed for word in ("Huw", "ABC 123", "Prydderch", "police"))
        page = lowri.get(reverse("alert", args=[raised.public_id])).content.decode()
        assert all(word in page for word in ("Huw", "ABC 123", "police"))
        assert "Prydderch" not in page

    def test_is_closed_with_an_outcome_and_words(self, cast, raised, sign_in):
        lowri, page = sign_in(cast.lowri), reverse("alert", args=[raised.public_id])
        assert lowri.post(page, {"outcome": "justified", "finding": "fine"}).status_code == 422
        closing = {"outcome": "justified", "finding": "the police did hold the baby that night"}
        assert lowri.post(page, closing).status_code == 302
        assert lowri.post(page, closing).status_code == 422
        with acting_as(cast.lowri):
            assert Alert.objects.get().closed_by == cast.lowri

    def test_is_nobody_elses(self, cast, raised, sign_in):
        for name in ("huw", "carys", "mair", "gwen", "grace"):
            assert sign_in(cast.people[name]).get(reverse("alerts")).status_code == 404, name

    def test_left_open_keeps_the_month_from_being_signed_off(self, cast, raised, sign_in, owner):
        lowri = sign_in(cast.lowri)
        with owner():
            Alert.objects.update(raised_at=timezone.now() - timedelta(days=40))
        assert "no alert raised in it" in lowri.post(reverse("alerts"), follow=True).content.decode()
        lowri.post(
            reverse("alert", args=[raised.public_id]),
            {"outcome": "not_justified", "finding": "nobody had asked for the record"},
        )
        assert "The month is signed off" in lowri.post(reverse("alerts"), follow=True).content.decode()


def test_last_month_is_last_month():
    from hafan.sharing.views.emergencies import last_month

    assert last_month(date(2026, 1, 31)) == date(2025, 12, 1)
