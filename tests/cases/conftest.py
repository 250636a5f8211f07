"""The public cases by number, and everybody the scenarios need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cases.held import HELD, failed
from tests.rooms.disclosure.conftest import desk  # noqa: F401
from tests.rooms.shielded.conftest import adopted, home, to_adopt  # noqa: F401
from tests.stories_told import baby, days, stories  # noqa: F401


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "case(*numbers): these public cases would be stopped or caught")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`make goals` runs every scenario: a case is held by its tests, not by their number."""
    for item in items:
        if "cases" in item.path.parts and (marker := item.get_closest_marker("case")):
            HELD.update(marker.args)
            item.add_marker("figure")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A scenario that fails is told as a case not stopped."""
    report = yield
    if report.failed and item.get_closest_marker("case"):
        failed(item.nodeid)
    return report
