"""Names go in, and come out the same: in the form, on the page, and where somebody looks for them."""

from __future__ import annotations

import html
import unicodedata

import pytest
from django.urls import reverse
from django.utils import timezone

from hafan.foundation.context import acting_as
from hafan.people.folding import folded, hides_letters
from hafan.people.models import Child
from tests.names import HIDING, corpus

pytestmark = pytest.mark.django_db


def typed(given: str, family: str, reference: str) -> dict[str, str]:
    today = timezone.localdate()
    born = {
        "born": "yes",
        "born_on-day": str(today.day),
        "born_on-month": str(today.month),
        "born_on-year": str(today.year),
    }
    return {
        "filled": "yes",
        "reference": reference,
        "given_name": given,
        "family_name": family,
        "sex": "unknown",
        "same": "no",
        "worker": "me",
        **born,
    }


class TestNames:
    def test_of_every_kind_are_kept_shown_and_found(self, cast, sign_in, capsys):
        client, lost = sign_in(cast.alys), []
        names = corpus()
        for number, (given, family) in enumerate(names):
            answer = client.post(reverse("new_record"), typed(given, family, f"N{number}"))
            assert answer.status_code == 302, (given, family, answer.content.decode()[:50])
        with acting_as(cast.alys):
            held = {child.reference: child for child in Child.objects.all()}
        for number, (given, family) in enumerate(names):
            child = held[f"N{number}"]
            if (child.given_name, child.family_name) != (given, family):
                lost.append(("kept", given, family))
            page = (
                client.get(reverse("child", args=[child.public_id])).content.decode()
                if number % 5 == 0
                else None
            )
            if page is not None and f">{html.escape(child.name)}</h1>" not in page.replace(
                "&#34;", "&quot;"
            ).replace("&#39;", "&#x27;"):
                lost.append(("shown", given, family))
            if number % 5 == 0 and not found(client, child):
                lost.append(("found", given, family))
        with capsys.disabled():
            print(f"\nnames through form, page and search: {len(names)}; changed or not found: {len(lost)}")
        assert lost == []

    def test_are_found_whichever_way_their_accents_were_typed(self):
        for given, family in corpus():
            forms = {
                folded(unicodedata.normalize(form, given), unicodedata.normalize(form, family))
                for form in ("NFC", "NFD", "NFKC")
            }
            assert len(forms) == 1
        assert folded("Siôn") == folded("Sion") == folded("SIO\u0302N")

    @pytest.mark.parametrize("name", HIDING)
    def test_with_letters_that_cannot_be_seen_are_sent_back(self, cast, sign_in, name):
        answer = sign_in(cast.alys).post(reverse("new_record"), typed(name, "", "H1"))
        assert answer.status_code == 422
        assert "na ellir ei gweld" in answer.content.decode()

    def test_that_need_a_joiner_keep_it(self):
        assert not any(hides_letters(part) for pair in corpus() for part in pair)


def found(client, child: Child) -> bool:
    """By name, or by reference where the name has no letter one could type."""
    words = f"{child.given_name} {child.family_name}".strip()
    asked = words[:90] if folded(words[:90]) else child.reference
    answer = client.post(reverse("children"), {"name": asked}, follow=True)
    return str(child.public_id) in answer.content.decode()
