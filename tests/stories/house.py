"""A house with its doors open: a server on the test database, where everything is really saved, and people with children."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone

from hafan.exchange.models import Import
from hafan.exchange.tasks import read_in_background, write_in_background
from hafan.foundation.context import acting_as
from hafan.identity.models import Account
from hafan.identity.sessions import open_in
from hafan.people.models import Child
from tests.cast import Cast, assemble
from tests.database import as_owner, empty
from tests.stories_told import Stories, told

#: Which worker reads in which way, so that no two stories share a child. Ewa works in England, the others in Wales.
WORKERS = {"desktop-en": "ewa", "desktop-cy": "alys", "phone-en": "bryn", "phone-cy": "huw"}


class Quiet(WSGIRequestHandler):
    """Says nothing: what matters is what the browser meets."""

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@dataclass
class House:
    """Where it is, who is in it, and whom each of them works with."""

    address: str
    cast: Cast
    children: dict[str, Child] = field(default_factory=dict)

    def cookie_of(self, account: Account) -> dict[str, str]:
        """The browser session of somebody who has signed in, second step and all."""
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "hafan.identity.backends.WorkEmail"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        open_in(session, account)
        session.save()
        return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": self.address}

    def do_jobs(self) -> None:
        """Do what the background worker would do for the return sent in last."""
        dan = self.cast.dan
        with acting_as(dan):
            sent = Import.objects.order_by("-id").first()
        job = write_in_background if sent.stage == "writing" else read_in_background
        job(import_id=str(sent.public_id), account_id=dan.pk)


@contextmanager
def open_house() -> Iterator[House]:
    """Fill the test database, serve it, and empty it again."""
    as_it_was = dict(settings_changed())
    try:
        with as_owner():
            cast = assemble()
        server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
        server.daemon_threads = True
        server.set_app(WSGIHandler())
        served = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        served.start()
        house = House(f"http://127.0.0.1:{server.server_address[1]}", cast)
        house.children = {key: _child(cast, cast.people[name], key) for key, name in WORKERS.items()}
        yield house
        server.shutdown()
        server.server_close()
        served.join(5)
    finally:
        for name, value in as_it_was.items():
            setattr(settings, name, value)
        connection.close()
        empty(TransactionTestCase())


def settings_changed() -> Iterator[tuple[str, Any]]:
    """Cookies that a browser keeps without https, for the time of the stories."""
    plain = {
        "SESSION_COOKIE_SECURE": False, "CSRF_COOKIE_SECURE": False, "LANGUAGE_COOKIE_SECURE": False,
        "SESSION_COOKIE_NAME": "hafan", "CSRF_COOKIE_NAME": "hafan-form", "LANGUAGE_COOKIE_NAME": "hafan-language",
        "SECURE": False,
    }  # fmt: skip
    for name, value in plain.items():
        yield name, getattr(settings, name)
        setattr(settings, name, value)


def _child(cast: Cast, worker: Account, key: str) -> Child:
    """Thirteen weeks old, with early permanence carers since birth, both plans active."""
    today = timezone.localdate()

    def day(back: int) -> Any:
        return today - timedelta(days=back)

    team = {"ewa": cast.marlbrook_first, "huw": cast.aberwern_south}.get(WORKERS[key], cast.aberwern_north)
    born = day(91)
    return Stories(cast).child(
        worker,
        told("born", born, sex="male"),
        told("became_looked_after", born),
        told("legal_status_began", born, status="interim_care"),
        told("placement_began", born, placement_kind="ep_foster"),
        told("care_plan_made", day(85), return_home=True, adoption=True),
        told("proceedings_issued", day(90)),
        told("hearing_held", day(75), hearing="case_management"),
        told("visit_made", day(84), seen=True, note="Content & <b>smiling</b> at ŵyr."),
        told("visit_made", day(50), seen=True),
        told("health_assessed", day(70), by_doctor=True),
        told("review_held", day(66)),
        reference=f"STORY {key}",
        team=team,
        given_name="Siôn",
        family_name="Prydderch",
    )
