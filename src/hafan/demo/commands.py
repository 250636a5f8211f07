"""`hafan load-demo`: write the demo world once, as its owner; run again it changes nothing."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date

from hafan.demo.stories import stories
from hafan.demo.stories.casting import SEED


def load(rest: list[str]) -> int:
    """Write the fictional agencies, people and children, unless they are there already."""
    asked = _asked(rest)
    from hafan.demo import loading

    began = time.monotonic()
    if (stranger := loading.stranger()) is not None:
        say(f"This database holds {stranger}, which is not of the demo world. Nothing was changed.")
        return 1
    if asked.reset:
        say("Removing the demo world.")
        loading.remove()
    if loading.is_loaded():
        say("The demo world is there already; nothing was changed. (--reset makes it anew.)")
        return 0
    told = stories(asked.seed, asked.today)
    say(f"Told {len(told)} stories, {sum(len(story.entries) for story in told):,} entries.")
    loading.write(told, asked.today, say)
    say(f"The demo world is ready, after {time.monotonic() - began:.0f} seconds.")
    return 0


def _asked(rest: list[str]) -> argparse.Namespace:
    from django.utils import timezone

    parser = argparse.ArgumentParser(prog="hafan load-demo")
    parser.add_argument("--reset", action="store_true", help="remove the demo world first")
    parser.add_argument("--seed", default=SEED, help="another word makes other children")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=timezone.localdate(), help="as if it were this day"
    )
    return parser.parse_args(rest)


def say(line: str) -> None:
    """One line of progress."""
    print(f"        {line}", file=sys.stderr, flush=True)
