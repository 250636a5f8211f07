"""What stands in templates, scripts and any other text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.finding import Finding

HTML = {
    "pages are escaped": r"\|\s*safe\b|\{%-?\s*autoescape\s+false",
    "nothing inline": r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son(?!e\b)[a-z]+\s*=\s*[\"']|javascript:",
    "nothing from elsewhere": r'(?:src|action|srcset)="(?:https?:)?//|<link[^>]+href="(?:https?:)?//|@import',
    "nothing old or scriptable": r"<(object|embed|applet|iframe|frame|marquee|base)\b",
    "passwords may be pasted": r'onpaste|autocomplete="off"',
    "no window of ours in another's hand": r'target="_blank"(?![^>]*noopener)',
}
SCRIPT = {
    "scripts write text, never pages": r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment)\b",
    "no code from words": r"\beval\s*\(|new\s+Function\b|setTimeout\s*\(\s*[\"']",
    "nothing is kept in the browser": r"\b(localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open|serviceWorker)\b",
    "no messages between windows": r"\bpostMessage\b|addEventListener\([\"']message",
    "nothing from elsewhere": r"[\"'`](?:https?:)?//[a-z]",
    "no global variables": r"^\s*var\s|window\.\w+\s*=[^=]",
    "no prototype is changed": r"__proto__|\.prototype\s*[.\[=]",
}
ANY = {
    "no secret in the repository": (
        r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bghp_[A-Za-z0-9]{36}\b|\bxox[bp]-[0-9A-Za-z-]{20,}"
        r"|\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}|\bsk_live_[0-9A-Za-z]{20,}"
        r"|postgres(?:ql)?://[^:\s/]+:(?!\$|\{|password|secret|word|\.\.\.|<)[^@\s]{6,}@"
    )
}


def lines(path: str, text: str, rules: dict[str, str]) -> Iterator[Finding]:
    """Every line that a rule's pattern meets."""
    for rule, pattern in rules.items():
        for found in re.finditer(pattern, text, re.IGNORECASE | re.MULTILINE):
            yield Finding(rule, path, text.count("\n", 0, found.start()) + 1, found.group().strip()[:60])


def rules_for(path: str) -> dict[str, str]:
    """Which patterns a file is held against."""
    if path.startswith("src/") and path.endswith((".html", ".svg")):
        return {**HTML, **ANY}
    if path.startswith("src/") and path.endswith((".js", ".mjs", ".ts")):
        return {**SCRIPT, **ANY}
    return ANY
