"""The page of one child."""

from __future__ import annotations

from django.urls import reverse


def page_of(client, child, query=""):
    return client.get(reverse("child", args=[child.public_id]) + query)


class TestTheChildPage:
    def test_shows_what_is_due_who_works_with_the_child_and_the_story(self, baby, cast, sign_in):
        text = page_of(sign_in(cast.bryn), baby).content.decode()
        assert "Siôn Prydderch" in text
        assert "Second review" in text or "review" in text
        assert "Alys" in text
        assert "The child was born." in text
