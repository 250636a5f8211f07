"""Every page of a child in Welsh has no English left in it: whatever the two languages share must be a name or a citation."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from hafan.chronology.models import Entry
from hafan.foundation.context import acting_as
from hafan.frameworks.registry import COUNTRIES, framework

#: What is the same in both languages: the name of the house, the marking, names of people, and a note as written.
SAME = {
    "Hafan",
    "Hafan.",
    "OFFICIAL-SENSITIVE",
    "Cymraeg",
    "English",
    "Siôn Prydderch",
    "Siôn Prydderch – Hafan",
    "Alys",
    "Bryn",
    "Carys",
}
WRITTEN = re.compile(r"smiling|example$|^ABC 123|ABC 123|^Ref|children’s team")


class Texts(HTMLParser):
    """The pieces of text a reader meets, one by one, and those a screen reader is given."""

    def __init__(self) -> None:
        super().__init__()
        self.quiet = 0
        self.found: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.quiet += tag in ("script", "style")
        for name, value in attrs:
            if name in ("aria-label", "title", "alt", "placeholder") and value:
                self.found.add(" ".join(value.split()))

    def handle_endtag(self, tag):
        self.quiet -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.quiet and data.strip():
            self.found.add(" ".join(data.split()))


def texts(client, address, language):
    answer = client.get(address, {"lang": language})
    reader = Texts()
    reader.feed(answer.content.decode())
    return reader.found


def sources():
    return {rule.source for country in COUNTRIES for rule in framework(country).rules.values()}


@pytest.mark.parametrize(
    "name",
    [
        "children",
        "team_children",
        "new_record",
        "law",
        "child",
        "picture",
        "kinds",
        "visit",
        "ep",
        "correction",
        "withdrawal",
        "entry",
    ],
)
def test_has_no_english_left_in_it(baby, cast, sign_in, name):
    with acting_as(cast.carys):
        entry = Entry.objects.filter(child=baby, kind="hearing_held").get()
    args = {
        "child": [baby.public_id],
        "picture": [baby.public_id],
        "kinds": [baby.public_id],
        "visit": [baby.public_id, "visit_made"],
        "ep": [baby.public_id, "ep_considered"],
        "correction": [baby.public_id, entry.public_id],
        "withdrawal": [baby.public_id, entry.public_id],
        "entry": [baby.public_id, entry.public_id],
    }.get(name, [])
    address = reverse({"visit": "new_entry", "ep": "new_entry"}.get(name, name), args=args)
    client = sign_in(cast.carys)
    both = texts(client, address, "en") & texts(client, address, "cy")
    cited = sources()
    left = {
        each
        for each in both
        if re.search(r"[A-Za-z]{3}", each) and each not in SAME | cited and not WRITTEN.search(each)
    }
    assert left == set()
