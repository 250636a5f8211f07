"""The pages of returns: what a data officer does with a return, and what nobody else may."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hafan.audit.models import Event
from hafan.exchange.models import STILL, Import, ImportFault, Stage
from hafan.exchange.operations import take_up
from hafan.exchange.tasks import write_in_background
from hafan.foundation.context import acting_as
from hafan.people.models import Child
from tests.factories_ssda903 import make_return
from tests.rooms.exchange.arriving import counted_and_hashed, files, stay

OPEN = stay("01/05/2024", "S", "C1", "U5")
SENT = files(OPEN, reviews=("7,01/05/2024,31/02/2025,PN0",))


class TestFromTheFormToTheRecords:
    def test_is_read_shown_agreed_to_and_written_once(self, desk):
        assert desk.send(*SENT).status_code == 302
        assert desk.work().stage == Stage.READY
        page = desk.page()
        for said in ("Read as collection year 2024-25", "You gave the year", "a record to open", "The child was born",
                     "Write this into the records", "31/02/2025"):  # fmt: skip
            assert said in page, said
        with acting_as(desk.officer):
            assert Child.objects.count() == 0
        desk.press("import_agreement")
        assert desk.work(write_in_background).stage == Stage.DONE
        before = counted_and_hashed()
        desk.work(write_in_background)
        desk.work()
        assert desk.latest.stage == Stage.DONE
        assert counted_and_hashed() == before
        assert before["people_child"][0] == 1

    def test_lets_the_files_go_when_it_is_done(self, desk):
        assert desk.all_the_way(*SENT).files is None

    def test_notes_who_sent_it_who_agreed_and_what_was_written(self, desk, owner):
        desk.all_the_way(*SENT)
        desk.client.get(reverse("import_faults_file", args=[desk.latest.public_id]))
        with owner():
            noted = set(Event.objects.filter(account=desk.officer).values_list("action", flat=True))
        assert {
            "exchange.return.sent", "exchange.return.agreed", "exchange.return.written", "exchange.faults.taken_out",
        } <= noted  # fmt: skip

    def test_set_aside_writes_nothing_and_lets_the_files_go(self, desk):
        desk.send(*SENT)
        desk.work()
        desk.press("import_setting_aside")
        assert (desk.latest.stage, desk.latest.files) == (Stage.SET_ASIDE, None)
        desk.press("import_agreement")
        desk.work(write_in_background)
        assert desk.latest.stage == Stage.SET_ASIDE
        assert counted_and_hashed()["people_child"][0] == 0
        assert "It was set aside" in desk.page()

    def test_speaks_welsh_to_who_reads_welsh(self, desk):
        desk.send(*SENT)
        desk.work()
        assert "Nid yw “31/02/2025” yn ddyddiad" in desk.page("?lang=cy")


class TestTheCollectionYear:
    def test_can_be_given_when_it_was_taken_from_the_dates(self, desk):
        desk.send(*SENT, year="")
        assert desk.work().year_from == "dates"
        assert "taken from the latest date" in desk.page()
        desk.press("import_year", year="2025/26")
        assert desk.latest.stage == Stage.WAITING
        assert (desk.work().year, desk.latest.year_from) == ("2025-26", "given")

    def test_is_asked_for_when_nothing_says_it(self, desk):
        desk.send(SENT[0], year="")
        assert desk.work().stage == Stage.NEEDS_YEAR
        assert "Give it, and the return is read" in desk.page()
        desk.press("import_year", year="2024-25")
        assert desk.work().stage == Stage.READY

    @pytest.mark.parametrize("year", ["soon", "2024-27", "٢٠٢٤-٢٥", "2024-25" * 99 + "x", "\x00"])
    def test_that_is_none_is_said_so_by_its_field(self, desk, year):
        if not year.startswith("2024-252024"):
            assert desk.send(*SENT, year=year).status_code == 400
        desk.send(*SENT, year="")
        desk.work()
        answer = desk.press("import_year", year=year)
        assert answer.status_code == 400
        assert "such as 2025-26" in answer.content.decode()
        assert desk.latest.stage == Stage.READY


class TestFaultsOnThePage:
    @pytest.fixture
    def sent(self, desk):
        desk.send(*make_return(300, year=2024).files)
        return desk.work()

    def test_are_counted_by_kind_and_add_up(self, desk, sent):
        with acting_as(desk.officer):
            assert sum(each["count"] for each in sent.fault_counts) == sum(
                ImportFault.objects.filter(sent_in=sent).values_list("count", flat=True)
            )

    def test_can_be_narrowed_to_one_kind_and_one_table(self, desk, sent):
        page = desk.page("?kind=code_unknown&table=Episodes")
        assert "“Q9”" in page
        assert "31/02/2024" not in page
        assert "“Q9”" not in desk.page("?kept=no")

    @pytest.mark.parametrize("query", ["?kind=nonsense", "?table=Robert", "?after=x", "?after=" + "9" * 40, "?after=٣", "?kept=%00"])  # fmt: skip
    def test_a_question_nobody_would_ask_shows_the_page_all_the_same(self, desk, sent, query):
        assert "Faults and doubts" in desk.page(query)

    def test_can_be_leafed_through_to_the_last_without_missing_one(self, desk):
        rows = [stay("01/05/2024", "S", "C1", "U5", child=str(n)) for n in range(60)]
        headers = b"\r\n".join(f"{n},M,01/05/2024,WBRI,UN1,,".encode() for n in range(60))
        sent = files(
            *[
                row.replace("C1", "Q9") if n % 2 else row.replace("01/05", "41/05")
                for n, row in enumerate(rows)
            ],
            header="",
        )
        desk.send((sent[0][0], sent[0][1] + b"\r\n" + headers), *sent[1:])
        desk.work()
        seen, query = [], ["?"]
        for _page in range(3):
            page = desk.page(query[0])
            seen += re.findall(r"· child (\d+) ", page)
            query = re.findall(r"(\?after=\d+)#faults", page)
            if not query:
                break
        assert not query
        assert sorted(map(int, seen)) == list(range(60))

    def test_come_as_a_file_no_spreadsheet_takes_for_formulas(self, desk):
        desk.send(*files(stay("=1+1", "S", "C1", "U5")))
        desk.work()
        text = desk.client.get(reverse("import_faults_file", args=[desk.latest.public_id])).content.decode()
        assert "'=1+1" in text
        assert ",=1+1" not in text


class TestAHundredThousandAlike:
    def test_are_kept_in_little_room_with_every_row_named(self, desk):
        rows = [stay("41/05/2024", "S", "C1", "U5")] * 3_000
        desk.send(*files(OPEN, *rows))
        sent = desk.work()
        with acting_as(desk.officer):
            held = ImportFault.objects.filter(sent_in=sent, code="key_day_unreadable")
            assert held.count() == 501
            folded = held.get(count__gt=1)
            last = held.filter(count=1).latest("pk")
        assert (folded.count, folded.rows) == (2_500, "503-3002")
        page = desk.page(f"?after={last.pk}&kind={folded.code}")
        assert "2500 more like these" in page
        assert "rows 503-3002" in page
        assert sent.outcome["left_out"] == 3_000


class TestAJobThatDied:
    def test_is_shown_as_stuck_and_can_be_taken_up_again(self, desk):
        desk.send(*SENT)
        with acting_as(desk.officer):
            dead = take_up(
                public_id=str(desk.latest.public_id), expected={Stage.WAITING}, becomes=Stage.READING,
                at=timezone.now() - STILL - timedelta(seconds=1),
            )  # fmt: skip
        assert dead.stage == Stage.READING
        assert "Take it up again" in desk.page()
        assert "http-equiv" not in desk.page()
        desk.press("import_stirring")
        assert desk.latest.stage == Stage.WAITING
        assert desk.work().stage == Stage.READY

    def test_that_is_only_slow_is_left_alone(self, desk):
        desk.send(*SENT)
        assert "This page renews itself" in desk.page()
        desk.press("import_stirring")
        assert desk.latest.attempt == 0

    def test_cannot_finish_behind_the_back_of_the_one_that_took_over(self, desk, monkeypatch):
        from hafan.exchange.operations import writing

        desk.send(*SENT)
        desk.work()
        desk.press("import_agreement")
        parse = writing.parse

        def overtaken(**words):
            with acting_as(desk.officer):
                take_up(
                    public_id=str(desk.latest.public_id), expected={Stage.WRITING}, becomes=Stage.WRITING,
                    at=timezone.now(),
                )  # fmt: skip
            return parse(**words)

        monkeypatch.setattr(writing, "parse", overtaken)
        assert desk.work(write_in_background).stage == Stage.WRITING
        assert counted_and_hashed()["people_child"][0] == 0


class TestAnybodyElse:
    PAGES = ("sent_in", "import_faults_file")
    BUTTONS = ("import_agreement", "import_setting_aside", "import_stirring", "import_year")

    @pytest.mark.parametrize("who", ["ewa", "grace", "sam", "alys", "femi", "dafydd"])
    def test_finds_no_such_page_and_changes_nothing(self, desk, cast, sign_in, who):
        desk.send(*SENT)
        desk.work()
        key, client = [desk.latest.public_id], sign_in(getattr(cast, who))
        for name in self.PAGES:
            assert client.get(reverse(name, args=key)).status_code == 404, name
        for name in self.BUTTONS:
            assert client.post(reverse(name, args=key), {"year": "2024-25"}).status_code == 404, name
        assert client.get(reverse("imports")).status_code == (200 if who == "dafydd" else 404)
        assert desk.latest.stage == Stage.READY
        if who == "dafydd":
            assert SENT[0][0] not in client.get(reverse("imports")).content.decode()

    def test_who_is_not_signed_in_is_asked_to(self, desk, client):
        desk.send(*SENT)
        answer = client.get(reverse("sent_in", args=[desk.latest.public_id]))
        assert answer.status_code == 302
        assert "sign-in" in answer["Location"] or "login" in answer["Location"]

    def test_of_another_agency_cannot_read_it_in_the_database_either(self, desk, cast):
        desk.send(*SENT)
        desk.work()
        with acting_as(cast.dafydd):
            assert not Import.objects.exists()
            assert not ImportFault.objects.exists()
