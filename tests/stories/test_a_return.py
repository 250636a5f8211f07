"""A return comes in: sent, read, looked over, agreed, and the children are there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hafan.foundation.sealed_words import seal_words
from tests.rooms.exchange.ssda903.writing import EPISODES, HEADER
from tests.stories.house import WORKERS


def files(number):
    """Two children of a year's return, one row of which has a code that does not exist."""
    one, two = f"90{number}1", f"90{number}2"
    return [
        {
            "name": "header.csv",
            "mimeType": "text/csv",
            "buffer": f"{HEADER}\n{one},1,01/05/2024,WBRI,UN1,,\n{two},2,03/06/2024,ZZZZ,UN1,,\n".encode(),
        },
        {
            "name": "episodes.csv",
            "mimeType": "text/csv",
            "buffer": (
                f"{EPISODES}\n{one},01/05/2024,S,C1,N1,U5,PR1,,,,,,\n{two},03/06/2024,S,C1,N1,U1,PR1,,,,,,\n"
            ).encode(),
        },
    ]


@pytest.fixture(scope="module")
def officer(way, reading):
    """Dan, data officer of Marlbrook."""
    return reading(way, who="dan")


class TestAReturn:
    def test_is_shown_before_it_is_written_and_then_the_children_are_in_the_list(self, officer, way):
        number = list(WORKERS).index(way)
        officer.open(reverse("imports"))
        officer.page.set_input_files("#files", files(number))
        officer.fill("year", "2024-25")
        officer.press("Send in and read")
        officer.house.do_jobs()
        officer.page.reload()
        officer.look_again()
        text = officer.text()
        assert officer.words("What would change") in text
        assert officer.words("Records to open") in text
        officer.open(reverse("agency_children"))
        assert f"90{number}1" not in officer.text()
        officer.page.go_back()
        officer.press("Write this into the records")
        officer.house.do_jobs()
        officer.page.reload()
        officer.look_again()
        assert officer.words("What was written") in officer.text()
        officer.open(f"{reverse('agency_children')}?looking={seal_words(f'90{number}1')}")
        assert f"90{number}1" in officer.page.locator(".hafan-child").first.inner_text()

    def test_that_is_no_return_is_refused_in_words_on_the_page(self, officer):
        officer.open(reverse("imports"))
        officer.press("Send in and read")
        assert officer.words("There is a problem") in officer.text()
        officer.page.set_input_files(
            "#files", [{"name": "holiday.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" * 20}]
        )
        officer.press("Send in and read")
        officer.house.do_jobs()
        officer.page.reload()
        officer.look_again()
        assert officer.words("Nothing was written.") in officer.text()
