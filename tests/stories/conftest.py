"""One browser and one server for the stories of a file; four ways of reading each."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.stories.house import WORKERS, House, open_house
from tests.stories.reader import SIZES, Reader

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a story."""
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.story)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, wherever it is to be had."""
    from find_chromium import find
    from playwright.sync_api import sync_playwright

    path = os.environ.get("HAFAN_CHROMIUM") or find()
    if path is None:
        pytest.skip("NO BROWSER: THE STORIES WERE NOT TOLD. Install Chromium or set HAFAN_CHROMIUM.")
    # Playwright keeps a loop in this thread; Django would take our questions for its own mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as player:
        opened = player.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def house(browser: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """A house with its doors open."""
    with django_db_blocker.unblock(), open_house() as opened:
        yield opened


def is_fault(said: Any) -> bool:
    """What the browser complains of, but for a form we refused on purpose."""
    return said.type == "error" and not re.search(r"status of (400|404|409|422)", said.text)


@pytest.fixture(scope="module")
def reading(browser: Any, house: House) -> Iterator[Callable[..., Reader]]:
    """`reading("phone-cy")` opens a browser window for somebody who has signed in."""
    windows = []

    def begin(key: str, who: str | None = "", scripts: bool = True) -> Reader:
        context = browser.new_context(
            viewport=SIZES[key.split("-", maxsplit=1)[0]],
            locale="en-GB",
            java_script_enabled=scripts,
            has_touch=key.startswith("phone"),
            base_url=house.address,
        )
        context.set_default_timeout(15_000)
        windows.append(context)
        if who is not None:
            account = house.cast.people[who or WORKERS[key]]
            context.add_cookies([house.cookie_of(account)])
        context.add_cookies([{"name": "hafan-language", "value": key[-2:], "url": house.address}])
        page = context.new_page()
        reader = Reader(house, key, context, page, scripts)
        page.on("console", lambda said: is_fault(said) and reader.said.append(said.text))
        page.on("pageerror", lambda fault: reader.said.append(str(fault)))
        return reader

    yield begin
    for window in windows:
        window.close()


@pytest.fixture(scope="module", params=list(WORKERS))
def way(request: pytest.FixtureRequest) -> str:
    """A size and a language."""
    return str(request.param)


@pytest.fixture(scope="module")
def reader(way: str, reading: Callable[..., Reader]) -> Reader:
    """A worker who has signed in, one window for all their stories."""
    return reading(way)
