"""Lists of children."""

from __future__ import annotations

from django.urls import reverse


class TestMyChildren:
    def test_says_what_a_person_would_say(self, baby, cast, sign_in):
        page = sign_in(cast.bryn).get(reverse("team_children")).content.decode()
        assert "13 weeks old, living with early permanence carers since birth, both plans active" in page
        assert "Siôn Prydderch" in page
