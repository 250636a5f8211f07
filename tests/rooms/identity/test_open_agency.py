"""Opening an agency: how the first people of a new installation come in."""

from __future__ import annotations

import pytest
from django.utils import timezone

from hafan.identity.commands import open_agency
from hafan.identity.models import Account, Agency
from hafan.identity.queries import invitation_fits

WORDS = [
    "Moorvale Council",
    "--kind=la",
    "--country=england",
    "--administrator=First.Person@moorvale.example",
    "--administrator-name=First Person",
]


@pytest.mark.django_db
class TestOpeningAnAgency:
    def test_makes_an_administrator_who_can_come_in_with_the_invitation_shown_once(self, owner, capsys):
        with owner():
            assert open_agency(WORDS) == 0
            code = capsys.readouterr().out.splitlines()[1]
            account = Account.objects.get(email="first.person@moorvale.example")
            assert not account.has_usable_password()
            assert invitation_fits(account, code, timezone.now())
            assert [each.role for each in account.memberships.all()] == ["sysadmin"]

    def test_twice_opens_nothing_the_second_time(self, owner, capsys):
        with owner():
            open_agency(WORDS)
            assert open_agency(WORDS) == 2
            assert Agency.objects.filter(name_en="Moorvale Council").count() == 1
        assert "nothing was opened" in capsys.readouterr().err

    def test_with_an_address_that_is_none_says_so(self, owner, capsys):
        with owner():
            assert open_agency([*WORDS[:3], "--administrator=nobody", "--administrator-name=Nobody"]) == 2
        assert "not a work address" in capsys.readouterr().err
