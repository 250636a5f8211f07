"""Documents and workbooks with some words in one of the places where words can be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLAIN = "Thank you for coming to see us."


def _word(body: str, **parts: str) -> bytes:
    files = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>',
        **{
            name.replace("__", "/") + ".xml": f'<?xml version="1.0"?>{content}'
            for name, content in parts.items()
        },
    }
    return packed({name: content.encode() for name, content in files.items()})


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in files.items():
            held.writestr(name, content)
    return out.getvalue()


def _p(words: str, *, tag: str = "t", properties: str = "") -> str:
    return f"<w:p><w:r>{properties}<w:{tag}>{words}</w:{tag}></w:r></w:p>"


def docx(words: str) -> bytes:
    """Words broken over runs, as Word does when spelling is checked."""
    half = len(words) // 2
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in (words[:half], words[half:]))
    return _word(f"<w:p>{runs}</w:p>")


def docx_deleted(words: str) -> bytes:
    return _word(
        f'{_p(PLAIN)}<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>{words}</w:delText></w:r></w:del></w:p>'
    )


def docx_hidden(words: str) -> bytes:
    return _word(_p(words, properties="<w:rPr><w:vanish/></w:rPr>"))


def docx_comment(words: str) -> bytes:
    return _word(_p(PLAIN), word__comments=f"<w:comments {W}><w:comment>{_p(words)}</w:comment></w:comments>")


def docx_header(words: str) -> bytes:
    return _word(_p(PLAIN), word__header1=f"<w:hdr {W}>{_p(words)}</w:hdr>")


def docx_properties(words: str) -> bytes:
    return _word(_p(PLAIN), docProps__core=f"<c:p xmlns:c='c'><c:creator>{words}</c:creator></c:p>")


def docx_custom(words: str) -> bytes:
    return _word(_p(PLAIN), customXml__item1=f"<a><b c='{words}'/></a>")


def docx_enclosed(words: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(_word(_p(PLAIN)))) as held:
        files = {name: held.read(name) for name in held.namelist()}
    return packed({**files, "word/embeddings/sheet1.xlsx": xlsx_hidden(words)})


def _book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = PLAIN
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx(words: str) -> bytes:
    return _book(lambda book: book.active.append(["a", words]))


def xlsx_hidden(words: str) -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("notes")
        sheet["B2"] = words
        sheet.sheet_state = "veryHidden"

    return _book(fill)


def xlsx_comment(words: str) -> bytes:
    return _book(lambda book: setattr(book.active["A1"], "comment", Comment(words, "a")))


def xlsx_name(words: str) -> bytes:
    return _book(lambda book: book.defined_names.update({"a": DefinedName("a", attr_text=f'"{words}"')}))


def xlsx_sheet_name(words: str) -> bytes:
    return _book(lambda book: setattr(book.create_sheet(), "title", words[:31].replace("/", "-")))


def xlsx_pivot(words: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(_book(lambda _: None))) as held:
        files = {name: held.read(name) for name in held.namelist()}
    cache = f'<?xml version="1.0"?><pivotCacheRecords><r><s v="{words}"/></r></pivotCacheRecords>'
    return packed({**files, "xl/pivotCache/pivotCacheRecords1.xml": cache.encode()})


def xlsx_outside(words: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(_book(lambda _: None))) as held:
        files = {name: held.read(name) for name in held.namelist()}
    link = f'<?xml version="1.0"?><Relationships><Relationship Target="file:///{words.replace(" ", "%20")}.xlsx"/></Relationships>'
    return packed({**files, "xl/externalLinks/_rels/externalLink1.xml.rels": link.encode()})
