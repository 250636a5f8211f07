"""Takes the pictures of the README and the docs from the demo world, as it is on one fixed day: two runs give the same pictures.

    python scripts/take_pictures.py

It makes a demo world in a database of its own, `hafan_pictures`, serves it to a browser of its own, and removes it again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from find_chromium import get
from shrink_png import shrunk

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "docs" / "pictures"
DATABASE = "hafan_pictures"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/London"))
"""The Tuesday morning on which every picture is taken."""
SIZES = {"desktop": (1280, 1000), "phone": (390, 844)}
LONGEST = 100 * 365 * 24 * 60 * 60
"""Seconds a sign-in lasts here: the database keeps its own clock, which may be years past the pictures' day."""


@dataclass(frozen=True)
class Picture:
    """One picture: who looks at what, on which screen, in which language, and the part of the page it reaches down to."""

    name: str
    who: str
    path: str
    size: str = "desktop"
    language: str = "en"
    down_to: str = ""
    open_first: bool = False


WORKER, WELSH_WORKER, OFFICER = "csw wrenmoor", "csw welsh", "data_officer wrenmoor"
EP = "?state=ep_placed"
PICTURES = (
    Picture("children", WORKER, "/children/team/"),
    Picture("children-phone-cy", WELSH_WORKER, "/children/team/", "phone", "cy"),
    Picture("child", WORKER, f"/children/team/{EP} child", down_to=".hafan-picture"),
    Picture("child-cy", WELSH_WORKER, f"/children/team/{EP} child", language="cy", down_to=".hafan-picture"),
    Picture("child-phone", WORKER, f"/children/team/{EP} child", "phone"),
    Picture("child-phone-cy", WELSH_WORKER, f"/children/team/{EP} child", "phone", "cy"),
    Picture("why", WORKER, f"/children/team/{EP} child", open_first=True),
    Picture("journey", WORKER, f"/children/team/{EP} child picture/", down_to=".hafan-picture"),
    Picture(
        "visit-phone", WORKER, f"/children/team/{EP} child kinds/visit_made/", "phone", down_to=".hafan-form"
    ),
    Picture("law", WORKER, "/law/"),
    Picture("return", OFFICER, "/returns/"),
)


def main() -> int:
    """Make the world, take every picture, and say how large each became."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="take only the pictures whose name begins so")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--keep", action="store_true", help="keep the world, for the next time")
    asked = parser.parse_args()
    os.environ.update(HAFAN_DEMO="1", HAFAN_DATABASE=DATABASE)
    if asked.serve:
        return serve()
    browser = get()
    if browser is None:
        print("No browser, no pictures: install Chromium or set HAFAN_CHROMIUM.", file=sys.stderr)
        return 1
    from hafan.config import database

    with database.ready(print):
        make_world()
        with served() as address:
            take(browser, address, [each for each in PICTURES if each.name.startswith(asked.only)])
        if not asked.keep:
            remove_world()
    return 0


def make_world() -> None:
    """The demo world as on the pictures' day, in its own database."""
    from hafan.config.serving import _environment

    for words in (["migrate", "--verbosity=0"], ["load-demo", f"--today={NOW.date()}"]):
        subprocess.run([sys.executable, "-P", "-m", "hafan.cli", *words], env=_environment(), check=True)


def remove_world() -> None:
    """Leave nothing behind."""
    from hafan.config import database
    from hafan.foundation.embedded import Ground

    with database.as_admin(Ground()) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


@contextmanager
def served() -> Iterator[str]:
    """A server that believes in the pictures' day; answers where it is."""
    words = [sys.executable, __file__, "--serve"]
    child = subprocess.Popen(words, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
    assert child.stdout is not None
    try:
        yield child.stdout.readline().strip()
    finally:
        child.terminate()
        child.wait(15)


def serve() -> int:
    """Serve as if it were the pictures' day, until whoever asked goes away."""
    from hafan.config.commands import prepare

    os.environ["HAFAN_ROLE"] = "app"
    prepare()
    import time_machine
    from django.conf import settings
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_told: Any) -> None:
            """Nothing."""

    with time_machine.travel(NOW, tick=True):
        settings.SESSION_LONGEST = LONGEST
        from hafan.config.wsgi import application

        server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
        server.daemon_threads = True
        server.set_app(application)
        print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdin.read()
    return 0


def take(browser: str, address: str, pictures: list[Picture]) -> None:
    """Take each picture in a fresh window."""
    from playwright.sync_api import sync_playwright

    PLACE.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as player:
        opened = player.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--font-render-hinting=none", "--hide-scrollbars"]
        )
        for picture in pictures:
            width, height = SIZES[picture.size]
            window = opened.new_context(
                viewport={"width": width, "height": height}, locale="en-GB", reduced_motion="reduce"
            )
            file = PLACE / f"{picture.name}.png"
            file.write_bytes(shrunk(one(window.new_page(), address, picture)))
            window.close()
            print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1024} KB", flush=True)
        opened.close()


def one(page: Any, address: str, picture: Picture) -> bytes:
    """Sign in, go there, look."""
    width, height = SIZES[picture.size]
    page.goto(f"{address}/demo/?lang={picture.language}")
    page.locator(f"form[action*='{public_id_of(picture.who)}'] button").click()
    page.wait_for_load_state()
    path, *onward = picture.path.split(" ")
    page.goto(f"{address}{path}")
    if onward:
        page.locator(".hafan-child__name a").first.click()
        page.wait_for_load_state()
        page.goto(page.url.split("#", maxsplit=1)[0] + "".join(onward[1:]))
    if picture.open_first:
        page.locator(".hafan-why summary").first.click()
    page.evaluate("document.fonts.ready")
    if picture.down_to:
        box = page.locator(picture.down_to).first.bounding_box()
        height = int(box["y"] + box["height"]) + 20
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    shot: bytes = page.screenshot(full_page=bool(picture.down_to), clip=clip, animations="disabled")
    return shot


def public_id_of(who: str) -> str:
    """The first person of the demo in a role, at an agency or in a country."""
    from hafan.demo.world import agencies

    role, where = who.split()
    for key, agency in agencies().items():
        if where == key or (where == "welsh" and agency.country == "wales" and agency.holding(role)):
            return str(agency.holding(role)[0].public_id)
    raise SystemExit(f"Nobody in the demo is {who}.")


if __name__ == "__main__":
    sys.exit(main())
