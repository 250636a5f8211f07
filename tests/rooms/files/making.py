"""How files are made for these tests."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence

import openpyxl
import pikepdf
import xlsxwriter
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

Sent = tuple[str, str, bytes]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def saved(picture: Image.Image, form: str, **options) -> bytes:
    made = io.BytesIO()
    picture.save(made, form, **options)
    return made.getvalue()


def drawn(size: tuple[int, int], mode: str = "RGB", seed: int = 1) -> Image.Image:
    """A picture with something in it, of any mode."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    draw, dice = ImageDraw.Draw(picture), random.Random(seed)
    for _ in range(30):
        x, y = dice.randrange(size[0]), dice.randrange(size[1])
        draw.ellipse(
            (x, y, x + 20, y + 20), fill=(dice.randrange(256), dice.randrange(256), dice.randrange(256))
        )
    return picture.convert(mode)


def jpeg(size: tuple[int, int], **options) -> bytes:
    return saved(drawn(size), "JPEG", **options)


def png(size: tuple[int, int]) -> bytes:
    return saved(drawn(size), "PNG")


def camera(make: str, model: str, turned: int) -> Image.Exif:
    """What a telephone writes beside a picture: itself, when and where."""
    notes = Image.Exif()
    notes[0x010F], notes[0x0110], notes[0x0112], notes[0x0132] = make, model, turned, "2026:03:04 10:11:12"
    place = notes.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (52.0, 24.0, 36.0), "W", (4.0, 5.0, 1.0)
    return notes


def pdf(words: str, pages: int = 1, **options) -> bytes:
    """A letter of some pages."""
    made = io.BytesIO()
    with pikepdf.new() as written:
        for number in range(pages):
            written.add_blank_page(page_size=(595, 842))
            page = written.pages[-1].obj
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            page["/Resources"] = Dictionary(Font=Dictionary(F1=font))
            page["/Contents"] = written.make_stream(
                f"BT /F1 12 Tf 72 760 Td ({words} {number + 1}) Tj ET".encode()
            )
        written.docinfo["/Author"] = "Somebody"
        written.save(made, **options)
    return made.getvalue()


def linked(p: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="https://www.gov.uk/")
    p.pages[0].obj["/Annots"] = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 50, 50], A=action)]
    )


def formed(p: pikepdf.Pdf) -> None:
    field = p.make_indirect(
        Dictionary(FT=Name.Tx, T="name", V="Siôn", Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 90, 20])
    )
    p.pages[0].obj["/Annots"] = Array([field])
    p.Root["/AcroForm"] = Dictionary(Fields=Array([field]))


def marked(p: pikepdf.Pdf) -> None:
    with p.open_outline() as outline:
        outline.root.extend([pikepdf.OutlineItem("First", 0), pikepdf.OutlineItem("Second", 1)])


def scripted(p: pikepdf.Pdf) -> None:
    p.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    p.Root["/Names"] = Dictionary(
        JavaScript=Dictionary(Names=Array(["a", Dictionary(S=Name.JavaScript, JS="x()")]))
    )


def attached(p: pikepdf.Pdf) -> None:
    p.attachments["notes.txt"] = pikepdf.AttachedFileSpec(p, b"words")


def described(p: pikepdf.Pdf) -> None:
    with p.open_metadata() as told:
        told["dc:creator"] = ["Somebody"]


def opening(p: pikepdf.Pdf) -> None:
    p.Root["/OpenAction"] = Array([p.pages[1].obj, Name.Fit])


def docx(
    paragraphs: Sequence[str], *, more: dict[str, bytes] | None = None, content_type: str = WORD_MAIN
) -> bytes:
    """A Word file with the parts Word writes."""
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    types = (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{content_type}"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": (
            f'{start}<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        ).encode(),
        "word/document.xml": document.encode(),
        "docProps/core.xml": b'<c:coreProperties xmlns:c="c"><creator>Somebody</creator></c:coreProperties>',
        **(more or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in parts.items():
            written.writestr(name, part)
    return made.getvalue()


def sheet(rows: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_printer(data: bytes) -> bytes:
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as written:
        written.writestr("xl/printerSettings/printerSettings1.bin", bytes(300))
    return made.getvalue()


def written_sheet(what: str) -> bytes:  # noqa: C901 - one line for each thing a sheet may have
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet("Visits")
        page.write_column("A1", [1, 2, 3])
        if what == "chart":
            chart = book.add_chart({"type": "line"})
            chart.add_series({"values": "=Visits!$A$1:$A$3"})
            page.insert_chart("C1", chart)
        if what == "picture":
            page.insert_image("C1", "a.png", {"image_data": io.BytesIO(png((90, 60)))})
        if what == "link":
            page.write_url("B1", "https://www.gov.uk/")
        if what == "comment":
            page.write_comment("B1", "a remark")
        if what == "hidden":
            book.add_worksheet("Lookups").hide()
        if what == "many":
            for number in range(30):
                book.add_worksheet(f"Week {number}")
        if what == "filter":
            page.autofilter("A1:A3")
    return made.getvalue()
