"""Which PostgreSQL, and as whom: refused early and in plain words when it is not told whole."""

import socket

import pytest

from hafan.config import database
from hafan.config.serving import free_port
from hafan.foundation.embedded import Ground, GroundError

URL = "postgresql://hafan_app:p%40ss%2Fword@db.example:6432/hafan?sslmode=require"


class TestAServerOfOnesOwn:
    def test_is_read_from_the_address(self, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", URL)
        told = database.connection_for("app")
        assert (told["HOST"], told["PORT"], told["NAME"]) == ("db.example", "6432", "hafan")
        assert (told["USER"], told["PASSWORD"]) == ("hafan_app", "p@ss/word")
        assert told["OPTIONS"]["sslmode"] == "require"
        assert told["ATOMIC_REQUESTS"] is True

    def test_may_be_a_socket(self, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", "postgresql://hafan_app:x@/hafan?host=/run/postgresql")
        assert database.connection_for("app")["HOST"] == "/run/postgresql"

    def test_needs_a_login_for_each_role(self, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", URL)
        monkeypatch.delenv("HAFAN_OWNER_DATABASE_URL", raising=False)
        with pytest.raises(GroundError, match="HAFAN_OWNER_DATABASE_URL"):
            database.connection_for("owner")

    @pytest.mark.parametrize(
        "wrong",
        ["mysql://a:b@c/d", "postgresql://a:b@c/", "postgresql://a:b@c:port/d", "hafan", "postgresql://"],
    )
    def test_an_address_that_is_not_one_is_refused_by_name(self, monkeypatch, wrong):
        monkeypatch.setenv("DATABASE_URL", wrong)
        with pytest.raises(GroundError, match="DATABASE_URL"):
            database.connection_for("app")

    def test_brings_its_own_secret_keys(self, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", URL)
        monkeypatch.delenv("HAFAN_SECRET_KEY", raising=False)
        monkeypatch.delenv("HAFAN_CONTEXT_KEY", raising=False)
        assert database.keys() == {}


class TestTheRole:
    def test_is_the_apps_unless_told_otherwise(self, monkeypatch):
        monkeypatch.delenv("HAFAN_ROLE", raising=False)
        assert database.role() == "app"

    def test_that_does_not_exist_is_refused(self, monkeypatch):
        monkeypatch.setenv("HAFAN_ROLE", "postgres")
        with pytest.raises(GroundError, match="app, owner, backup"):
            database.role()


@pytest.fixture
def home(monkeypatch, tmp_path):
    """A machine where Hafan was never run."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("HAFAN_HOME", str(tmp_path / "hafan"))
    yield tmp_path / "hafan"
    if (tmp_path / "hafan" / "socket").exists():
        Ground().socket().rmdir()


class TestTheEmbeddedServer:
    def test_is_not_started_by_reading_the_settings(self, home):
        told = database.connection_for("app")
        assert told["USER"] == "hafan_app"
        assert not (home / "keeper.lock").exists()
        assert not (home / "postgres").exists()

    def test_keeps_the_demo_world_apart(self, monkeypatch, home):
        monkeypatch.delenv("HAFAN_DATABASE", raising=False)
        assert database.connection_for("app")["NAME"] == "hafan"
        monkeypatch.setenv("HAFAN_DATABASE", "hafan_demo")
        assert database.connection_for("app")["NAME"] == "hafan_demo"

    def test_keeps_one_secret_key_for_good(self, monkeypatch, home):
        monkeypatch.delenv("HAFAN_SECRET_KEY", raising=False)
        first = database.keys()["HAFAN_SECRET_KEY"]
        assert len(first) >= 50
        assert database.keys()["HAFAN_SECRET_KEY"] == first


class TestThePort:
    def test_that_is_taken_gives_way_to_the_next(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            number = taken.getsockname()[1]
            assert number < free_port("127.0.0.1", number) <= number + 99
