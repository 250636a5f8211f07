"""One thing found in one place."""

from __future__ import annotations

import ast
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """A rule, the file it was broken in (from the root of the project), the line, and what stands there."""

    rule: str
    path: str
    line: int
    what: str


@dataclass(frozen=True)
class Module:
    """A Python file that has been read."""

    path: str
    tree: ast.Module
    text: str

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rsplit("/", 1)[-1]


def dotted(node: ast.AST) -> str:
    """`a.b.c` as written, or nothing when it is something else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def is_constant(node: ast.AST) -> bool:
    """Whether the words stand in the program: a literal, a CONSTANT, or such pieces put together."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, (ast.Name, ast.Attribute)):
        return dotted(node).rsplit(".", 1)[-1].lstrip("_").isupper()
    pieces = _pieces(node)
    return bool(pieces) and all(is_constant(piece) for piece in pieces)


def _pieces(node: ast.AST) -> list[ast.expr]:
    """What a string is put together from; a pattern's escaped words count as harmless."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.JoinedStr):
        return node.values
    if isinstance(node, ast.FormattedValue):
        return [node.value]
    if isinstance(node, ast.Call) and dotted(node.func) in ("Markup", "sql.SQL"):
        return node.args
    if isinstance(node, ast.Call) and dotted(node.func) == "re.escape":
        return [ast.Constant("")]
    return []
