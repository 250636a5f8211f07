"""Sets a paper as a tagged PDF of values only: the same paper gives the same bytes, and nothing in them tells who made it or when."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pikepdf
import typst

from hafan.disclosure.composing import Page, Paper

_SHEETS: Final = Path(__file__).parent / "typst"
_NO_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes that would leave, their hash, and how many pages they are."""

    content: bytes
    sha256: str
    pages: int


def set_paper(paper: Paper) -> Made:
    """Set the paper, files that go with it as its last pages, each page with its reference, its reader and its number."""
    pdfs = [pikepdf.open(io.BytesIO(each.content)) for each in paper.files if each.kind == "pdf"]
    passed_on = sum(len(each.pages) for each in pdfs)
    told = {**_words_of(paper), "more": passed_on}
    content = _set("paper.typ", told, paper.files)
    own = _pages_of(content)
    total = own + passed_on
    if passed_on:
        overlay = _set("overlay.typ", {**told, "first": own + 1, "total": total}, [])
        content = _joined(content, pdfs, overlay)
    return Made(content, hashlib.sha256(content).hexdigest(), total)


def _words_of(paper: Paper) -> dict[str, Any]:
    pictures = [each for each in paper.files if each.kind != "pdf"]
    return {
        "title": paper.title,
        "language": paper.language,
        "agency": paper.agency,
        "ref": paper.ref,
        "mark": paper.mark,
        "date": paper.date,
        "page_words": paper.page_words,
        "to": {"lines": paper.to} if paper.to else None,
        "sections": paper.sections,
        "pictures": [{"name": _name(n, each), "title": each.title} for n, each in enumerate(pictures)],
    }


def _name(number: int, page: Page) -> str:
    return f"picture{number}.{page.kind}"


def _set(sheet: str, told: dict[str, Any], files: list[Page]) -> bytes:
    """Words go in as data, never as code of the sheet; the sheet reaches no folder but its own and no network."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / sheet
        source.write_bytes((_SHEETS / sheet).read_bytes())
        for number, each in enumerate(each for each in files if each.kind != "pdf"):
            (Path(place) / _name(number, each)).write_bytes(each.content)
        try:
            return _compiled(source, told, ["ua-1"] if sheet == "paper.typ" else [])
        except typst.TypstError as refused:
            if "could not be displayed" not in str(refused):
                raise
            # a letter no font here holds: shown as a box, which the second person sees, rather than not at all
            return _compiled(source, told, [])


def _compiled(source: Path, told: dict[str, Any], standards: Any) -> bytes:
    made: bytes = typst.compile(
        str(source),
        root=str(source.parent),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(told)},
        timestamp=_NO_TIME,
        pdf_standards=standards,
    )
    return made


def _pages_of(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as held:
        return len(held.pages)


def _joined(content: bytes, pdfs: list[pikepdf.Pdf], overlay: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as held, pikepdf.open(io.BytesIO(overlay)) as marks:
        first = len(held.pages)
        for each in pdfs:
            held.pages.extend(each.pages)
        for page, mark in zip(held.pages[first:], marks.pages, strict=True):
            _lay_over(held, page, mark)
        held.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _lay_over(held: pikepdf.Pdf, page: Any, mark: Any) -> None:
    """Lay the marks over a page of any size."""
    form = held.copy_foreign(mark.as_form_xobject())
    page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name("/HafanMark"), replace_existing=True)
    left, bottom, right, top = (float(each) for each in page.mediabox)
    wide, high = (right - left) / 595.276, (top - bottom) / 841.89
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(f"\nQ q {wide:.5f} 0 0 {high:.5f} {left:.3f} {bottom:.3f} cm /HafanMark Do Q".encode())
