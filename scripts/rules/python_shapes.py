"""Imports, comparisons, names and settings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch

from rules.finding import Finding, Module, dotted
from rules.python_calls import SECRET

UNPACKS = {"pickle", "marshal", "shelve", "dill", "yaml", "jsonpickle", "cPickle"}
NETWORK = {
    "requests",
    "httpx",
    "aiohttp",
    "socket",
    "ftplib",
    "smtplib",
    "telnetlib",
    "urllib3",
    "websockets",
    "paramiko",
}
#: The only files that speak to anybody over a network, and why.
MAY_SPEAK = {
    "src/hafan/identity/director*.py": "an agency's own directory, where its people sign in",
    "src/hafan/config/serving.py": "whether the port is free",
    "src/hafan/config/seen_from_outside.py": "Hafan's own front door, looked at when somebody asks",
    "src/hafan/files/*.py": "the checker of malware on this machine or the one named",
    "src/hafan/files/operations/*.py": "the checker of malware on this machine or the one named",
}
CRYPTOGRAPHY = {
    "hashlib",
    "hmac",
    "secrets",
    "cryptography",
    "jwt",
    "authlib",
    "joserfc",
    "nacl",
    "ssl",
    "Crypto",
}
MAY_PRINT = re.compile(
    r"/commands\.py$|/cli\.py$|/serving\.py$|^src/hafan/frameworks/explain|/check_deploy\w*\.py$|/__main__\.py$"
)
#: Types and errors, which read nothing; a module is named too when something comes from it.
HARMLESS_XML = {
    "xml.etree.ElementTree.Element",
    "xml.etree.ElementTree.ParseError",
    "xml.sax.saxutils.escape",
    "xml.parsers.expat.ExpatError",
}


def shapes(module: Module) -> Iterator[Finding]:
    """What a file brings in, compares, prints and sets."""
    for node in ast.walk(module.tree):
        for look in LOOKS:
            for rule, what in look(module, node):
                yield Finding(rule, module.path, getattr(node, "lineno", 1), what)


Found = Iterator[tuple[str, str]]


def imported(node: ast.AST) -> list[str]:
    """The modules an import names."""
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [f"{node.module}.{name.name}" for name in node.names]
    return []


def _import(module: Module, node: ast.AST) -> Found:
    for name in imported(node):
        first = name.split(".")[0]
        if first in UNPACKS:
            yield "nothing is unpickled", name
        speaks = first in NETWORK or name.startswith(("urllib.request", "http.client"))
        if speaks and not any(fnmatch(module.path, place) for place in MAY_SPEAK):
            yield "only named files speak to elsewhere", name
        if first == "xml" and name not in HARMLESS_XML:
            yield "XML is read by defusedxml", name
        if name in ("hashlib.md5", "hashlib.sha1"):
            yield "no weak hash", name
        if first == "random" and not module.path.startswith("src/hafan/demo/"):
            yield "nothing guessable", name
        if name.endswith((".csrf_exempt", ".xframe_options_exempt")):
            yield "every form is proved ours", name


def _comparison(module: Module, node: ast.AST) -> Found:
    """Two secrets compared letter by letter tell by their time how much was right."""
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
        sides = [node.left, node.comparators[0]]
        secret = any(SECRET.search(dotted(side)) for side in sides)
        if secret and not any(isinstance(side, ast.Constant) or dotted(side).isupper() for side in sides):
            yield "secrets are compared in constant time", ast.unparse(node)[:80]


def _print(module: Module, node: ast.AST) -> Found:
    if (
        isinstance(node, ast.Call)
        and dotted(node.func) in ("print", "pprint")
        and not MAY_PRINT.search(module.path)
    ):
        yield "only commands print", ast.unparse(node)[:60]


def _form(module: Module, node: ast.AST) -> Found:
    if isinstance(node, ast.Assign) and any(dotted(t) in ("fields", "exclude") for t in node.targets):
        if isinstance(node.value, ast.Constant) and node.value.value == "__all__":
            yield "a form names its fields", "__all__"
        if dotted(node.targets[0]) == "exclude":
            yield "a form names its fields", "exclude"


def _settings(module: Module, node: ast.AST) -> Found:
    sets = isinstance(node, ast.Assign) and any(dotted(t) == "DEBUG" for t in node.targets)
    if sets and not (isinstance(node.value, ast.Constant) and node.value.value is False):  # type: ignore[attr-defined]
        yield "no debugging in service", ast.unparse(node)
    if isinstance(node, ast.Global):
        yield "no module is changed while it runs", ", ".join(node.names)


LOOKS = (_import, _comparison, _print, _form, _settings)


def cryptography_of(module: Module) -> set[str]:
    """Which libraries of cryptography a file uses."""
    return {name.split(".")[0] for node in ast.walk(module.tree) for name in imported(node)} & CRYPTOGRAPHY
