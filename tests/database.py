"""A test database made by the owner and used by the app: tests see what people would see.

The connection logs in as the owner and steps down to the app role at once, so that `with owner():` can step up again inside the
same transaction. The walls that attack the database (tests/walls) use a true login of the app role instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, TransactionTestCase
from psycopg import sql
from psycopg.pq import TransactionStatus

from hafan.access.classes import CLASSES
from hafan.config.database import connection_for, ready
from hafan.foundation.roles import APP, OWNER, provide_database

Owner = Callable[[], AbstractContextManager[None]]

if not settings.CONTEXT_KEY:
    settings.CONTEXT_KEY = b"a key for tests alone, of a decent length"
settings.SECURE_SSL_REDIRECT = False
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def plain_login(role: str, database: str | None = None) -> psycopg.Connection[Any]:
    """A true login of one role on the test database, outside Django."""
    told = connection_for(role)
    return psycopg.connect(
        host=told["HOST"],
        port=told["PORT"] or None,
        user=told["USER"],
        password=told["PASSWORD"] or None,
        dbname=database or test_database(),
        autocommit=True,
    )


def test_database() -> str:
    """One database for each worker of a parallel run, and for each of several runs at once."""
    return f"test_hafan_{os.environ.get('HAFAN_TEST_DATABASE', 'x')}_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"


test_database.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Make the database as its owner, migrate it as its owner, and hand it to the tests as the app."""
    with ready(), django_db_blocker.unblock():
        drop_database()
        with plain_login("owner", "postgres") as admin:
            provide_database(admin, test_database())
        connection.close()
        connection.settings_dict.update({**connection_for("owner"), "NAME": test_database()})
        call_command("migrate", verbosity=0)
        connection.close()
        connection.settings_dict["OPTIONS"] = {**connection.settings_dict["OPTIONS"], "assume_role": APP}
        yield
        connection.close()
        if os.environ.get("HAFAN_KEEP_TEST_DATABASE") != "1":
            drop_database()


def drop_database() -> None:
    """Take the test database away, with whoever is still on it."""
    with plain_login("owner", "postgres") as admin:
        drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(test_database()))
        try:
            admin.execute(drop + sql.SQL(" WITH (FORCE)"))
        except psycopg.errors.InsufficientPrivilege:
            admin.execute(drop)  # the server's own cleaner is at work there; this way it is asked to stop


@contextmanager
def as_owner() -> Iterator[None]:
    """Step up to the owner, past row-level security, and down again."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {OWNER}")
    try:
        yield
    finally:
        # In a broken transaction the step up is rolled back with it.
        if connection.connection.info.transaction_status != TransactionStatus.INERROR:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {APP}")


@pytest.fixture
def owner(db: None) -> Owner:
    """`with owner():` does as the owner what the app may not."""
    return as_owner


@pytest.fixture
def sign_in(db: None) -> Callable[..., Client]:
    """A browser in which somebody has signed in, second step and all."""
    from hafan.identity.sessions import open_in

    def enter(account: Any) -> Client:
        client = Client()
        client.force_login(account, backend="hafan.identity.backends.WorkEmail")
        session = client.session
        open_in(session, account)
        session.save()
        return client

    return enter


def empty(self: TransactionTestCase) -> None:
    """After a test that really commits, only the owner may empty the tables, putting the guards of written-once rows to sleep."""
    if not connection.settings_dict["NAME"].startswith("test_"):
        raise RuntimeError("this is not the test database")
    if connection.connection is not None and connection.in_atomic_block:
        connection.rollback()
    present = set(connection.introspection.table_names())
    tables = [
        t
        for t, guard in CLASSES.items()
        if (t in present and guard.retention != "permanent") or t == "identity_agency"
    ]
    guarded = [table for table in tables if CLASSES[table].append_only]
    with as_owner(), connection.cursor() as cursor:
        for table in guarded:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE vault.session, {', '.join(tables)} CASCADE")
        for table in guarded:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


TransactionTestCase._fixture_teardown = empty  # type: ignore[method-assign]
