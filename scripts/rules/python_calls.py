"""Calls that turn words into commands, queries, programs, patterns or pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from rules.finding import Finding, Module, dotted, is_constant

#: Where the words of SQL may be put together: these modules take no request and no form.
SQL_PLACES = re.compile(r"(^|/)(\w+_)?statements\.py$|/sql/\w+\.py$|/migrations/\w+\.py$")
RUNS = {"eval", "exec", "compile", "__import__", "globals", "locals"}
SHELLS = {"os.system", "os.popen", "os.execl", "os.execlp", "pty.spawn", "commands.getoutput"}
PATTERNS = {
    f"re.{name}"
    for name in ("compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer")
}
LOGS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
PRIVATE = re.compile(
    r"\b(request|POST|GET|FILES|COOKIES|body|cleaned_data|headers|password|token|session|form)\b"
)
SECRET = re.compile(r"(^|_|\.)(token|secret|password|proof|signature|mac|api_key)$", re.IGNORECASE)
WEAK = {"md5", "sha1", "new", "md4", "ripemd160"}


def calls(module: Module) -> Iterator[Finding]:
    """Every call that a rule forbids."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            for look in LOOKS:
                for rule, what in look(module, node, dotted(node.func)):
                    yield Finding(rule, module.path, node.lineno, what)


Found = Iterator[tuple[str, str]]


def _code_from_words(module: Module, call: ast.Call, name: str) -> Found:
    if name in RUNS:
        yield "no code from words", name
    if name.endswith((".from_string", "jinja2.Template")) or name == "Template":
        yield "no template from words", name


def _shell(module: Module, call: ast.Call, name: str) -> Found:
    if name in SHELLS or any(k.arg == "shell" and not _is(k.value, value=False) for k in call.keywords):
        yield "no shell", name
    if (
        name.startswith("subprocess.")
        and call.args
        and isinstance(call.args[0], (ast.Constant, ast.JoinedStr))
    ):
        yield "no shell", f"{name} of one string"


def _sql(module: Module, call: ast.Call, name: str) -> Found:
    if name.endswith((".raw", ".extra")) or name.rsplit(".", 1)[-1] == "RawSQL":
        yield "no raw SQL through the models", name
    if (
        name.endswith((".execute", ".executemany", ".copy"))
        and call.args
        and not SQL_PLACES.search(module.path)
    ):
        first = call.args[0]
        if isinstance(first, (ast.BinOp, ast.JoinedStr)) and not is_constant(first):
            yield "SQL is written in its place", f"{name}({ast.unparse(first)[:60]})"


def _pattern(module: Module, call: ast.Call, name: str) -> Found:
    if name in PATTERNS and call.args and not is_constant(call.args[0]):
        yield "no pattern from words", f"{name}({ast.unparse(call.args[0])[:60]})"


def _format(module: Module, call: ast.Call, name: str) -> Found:
    formats = isinstance(call.func, ast.Attribute) and call.func.attr in ("format", "format_map")
    if formats and not is_constant(call.func.value):  # type: ignore[attr-defined]
        yield "no format string from elsewhere", ast.unparse(call.func)[:60]


def _page(module: Module, call: ast.Call, name: str) -> Found:
    last = name.rsplit(".", 1)[-1]
    if last in ("mark_safe", "SafeString", "SafeText"):
        yield "pages are escaped", name
    if last == "Markup" and call.args and not is_constant(call.args[0]):
        yield "pages are escaped", f"Markup({ast.unparse(call.args[0])[:60]})"
    if any(k.arg == "autoescape" and not _is(k.value, value=True) for k in call.keywords):
        yield "pages are escaped", "autoescape is not True"


def _log(module: Module, call: ast.Call, name: str) -> Found:
    if name.split(".", 1)[0] in ("log", "logger", "logging") and name.rsplit(".", 1)[-1] in LOGS:
        if call.args and not isinstance(call.args[0], ast.Constant):
            yield "logs hold no words of people", f"the message of {name} is put together"
        if any(PRIVATE.search(ast.unparse(given)) for given in call.args[1:]):
            yield "logs hold no words of people", ast.unparse(call)[:80]


def _cache(module: Module, call: ast.Call, name: str) -> Found:
    if (
        re.fullmatch(r"(\w+\.)?cache\.(get|set|add|incr|delete|get_or_set)", name)
        and call.args
        and not is_constant(call.args[0])
    ):
        yield "a cache key is a constant", ast.unparse(call)[:60]


def _random(module: Module, call: ast.Call, name: str) -> Found:
    if name in ("uuid.uuid1", "tempfile.mktemp", "os.tempnam"):
        yield "nothing guessable", name
    if name.startswith("hashlib.") and name.rsplit(".", 1)[-1] in WEAK:
        yield "no weak hash", name


def _tls(module: Module, call: ast.Call, name: str) -> Found:
    if (
        any(k.arg == "verify" and _is(k.value, value=False) for k in call.keywords)
        or name == "ssl._create_unverified_context"
    ):
        yield "certificates are checked", name
    calls_out = re.fullmatch(r"(requests|httpx)\.(get|post|put|request)", name)
    if calls_out and not any(k.arg == "timeout" for k in call.keywords):
        yield "a call to elsewhere has an end", name


def _archive(module: Module, call: ast.Call, name: str) -> Found:
    if name.endswith((".extractall", ".extract")):
        yield "nothing is unpacked to paths it names itself", name


def _redirect(module: Module, call: ast.Call, name: str) -> Found:
    leads = name.rsplit(".", 1)[-1] in ("redirect", "HttpResponseRedirect") and call.args
    if leads and re.search(r"request\.(GET|POST|META|headers)", ast.unparse(call.args[0])):
        yield "nobody is led where a request says", ast.unparse(call)[:80]


def _is(node: ast.AST, *, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


LOOKS = (
    _code_from_words,
    _shell,
    _sql,
    _pattern,
    _format,
    _page,
    _log,
    _cache,
    _random,
    _tls,
    _archive,
    _redirect,
)
