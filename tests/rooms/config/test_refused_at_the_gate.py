"""A request that is refused before anybody can have signed in still gets a page that helps."""

from __future__ import annotations

import pytest


@pytest.mark.django_db
class TestAnAddressThatIsNotOurs:
    def test_is_answered_with_a_page_and_no_crash(self, client):
        answer = client.get("/", headers={"host": "elsewhere.example"})
        assert answer.status_code == 400
        assert b"<h1" in answer.content
