"""What all tests share. The core's tests run where Django is not installed, so everything with a database stays behind this door."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from tests.figures import figure  # noqa: F401

if find_spec("django") and find_spec("pytest_django"):
    from tests.cast import cast, world  # noqa: F401
    from tests.database import django_db_setup, owner, sign_in  # noqa: F401


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that tells the figure of a goal is one of those that `make goals` runs."""
    for item in items:
        if "figure" in getattr(item, "fixturenames", ()):
            item.add_marker("figure")
