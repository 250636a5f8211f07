"""Two people at the same moment: one seals or restricts a record while another gives somebody sight of it."""

from __future__ import annotations

import hashlib
import hmac
import threading
from typing import Any

import psycopg
import pytest
from django.conf import settings

from tests.cast import World
from tests.database import plain_login

pytestmark = pytest.mark.django_db(transaction=True)

SEAL = "SELECT access.seal({child}, 'an adoption order was made', 'A 1')"
RESTRICT = "SELECT access.restrict({child}, 'staff', 'works here', '2124-01-01', {carys}, 'A 1')"
GIVE_TO_BRYN = "SELECT access.give({child}, {bryn}, NULL, NULL, '', 'allocated', NULL, true, 'takes over', '', '', now(), NULL, NULL)"
GIVE_TO_TEAM = "SELECT access.give({child}, NULL, {team}, NULL, '', 'team', NULL, true, 'takes over', '', '', now(), NULL, NULL)"
LIVE = "SELECT count(*) FROM access_grant WHERE child_id = {child} AND (ends_at IS NULL OR ends_at > now())"


def act(connection: psycopg.Connection[Any], account: int) -> None:
    challenge = connection.execute("SELECT foundation.challenge()").fetchone()[0]
    words = f"act {account} {challenge}".encode()
    proof = hmac.new(settings.CONTEXT_KEY, words, hashlib.sha256).digest()
    connection.execute("SELECT foundation.begin_as(%s, %s)", [account, proof])


@pytest.mark.parametrize(
    ("secluding", "giving", "left"),
    [(SEAL, GIVE_TO_BRYN, ""), (RESTRICT, GIVE_TO_TEAM, " AND account_id IS NULL")],
    ids=["sealing", "restricting"],
)
class TestGivingWhileAnother:
    def names(self, world: World) -> dict[str, int]:
        cast = world.cast
        return {
            "child": world.children["Alys and the north team"],
            "bryn": cast.bryn.pk,
            "carys": cast.carys.pk,
            "team": cast.aberwern_south.pk,
        }

    @pytest.mark.parametrize("first", ["secludes", "gives"])
    def test_leaves_no_grant_that_outlives_it(self, world: World, secluding, giving, left, first):
        names = self.names(world)
        steps = [secluding, giving] if first == "secludes" else [giving, secluding]
        with plain_login("app") as one, plain_login("app") as other:
            for connection, person in ((one, world.cast.alys), (other, world.cast.carys)):
                connection.execute("BEGIN")
                act(connection, person.pk)
            one.execute(steps[0].format(**names))
            second = threading.Thread(target=self.try_to, args=(other, steps[1].format(**names)))
            second.start()
            second.join(0.5)
            one.execute("COMMIT")
            second.join(20)
        with plain_login("owner") as owner:
            assert owner.execute((LIVE + left).format(**names)).fetchone()[0] == 0

    @staticmethod
    def try_to(connection: psycopg.Connection[Any], statement: str) -> None:
        try:
            connection.execute(statement)
            connection.execute("COMMIT")
        except psycopg.Error:
            connection.execute("ROLLBACK")
