"""Prints the path of a Chromium for the browser stories, or nothing; `--get` tries to get one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge")
KNOWN = (
    "/usr/lib/chromium/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
DOWNLOADS = {"linux": "~/.cache/ms-playwright", "darwin": "~/Library/Caches/ms-playwright"}
PATIENCE = 300
"""Seconds a download may take before we go on without."""


def find() -> str | None:
    """A browser named by HAFAN_CHROMIUM, the machine's own, or one Playwright fetched before."""
    if named := os.environ.get("HAFAN_CHROMIUM"):
        return named
    on_path = (shutil.which(name) for name in NAMES)
    known = (path for path in KNOWN if Path(path).exists())
    return next((path for path in (*on_path, *known, fetched()) if path and works(path)), None)


def fetched() -> str | None:
    """Playwright's own download, if there is one."""
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or DOWNLOADS.get(sys.platform, "")
    found = sorted(Path(folder).expanduser().glob("chromium-*/chrome-*/*")) if folder else []
    return next((str(path) for path in reversed(found) if path.name in ("chrome", "Chromium.app")), None)


def works(path: str) -> bool:
    """Some systems ship a stub that only tells you to install the browser."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def get() -> str | None:
    """Find a browser, else fetch one: Playwright's, then Debian's when we are root."""
    if found := find():
        return found
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        attempts += [
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-qy", "--no-install-recommends", "chromium"],
        ]
    for command in attempts:
        print(f"No browser yet; trying: {' '.join(command[-4:])}", file=sys.stderr, flush=True)
        try:
            subprocess.run(command, stdout=sys.stderr, timeout=PATIENCE, check=False)
        except (OSError, subprocess.TimeoutExpired) as fault:
            print(f"  {fault}", file=sys.stderr)
        if found := find():
            return found
    return None


if __name__ == "__main__":
    print((get() if "--get" in sys.argv else find()) or "")
