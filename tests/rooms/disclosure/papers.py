"""Files of every kind a paper leaves in, each with some words in one of the places where words can be."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from email.message import EmailMessage

import pikepdf
import typst
from PIL import Image, PngImagePlugin

from tests.rooms.disclosure.office_papers import (
    docx,
    docx_comment,
    docx_custom,
    docx_deleted,
    docx_enclosed,
    docx_header,
    docx_hidden,
    docx_properties,
    packed,
    xlsx,
    xlsx_comment,
    xlsx_hidden,
    xlsx_name,
    xlsx_outside,
    xlsx_pivot,
    xlsx_sheet_name,
)

PLAIN = "Thank you for coming to see us."


def pdf(words: str, *, title: str = "", size: int = 11) -> bytes:
    """A page that says the words."""
    source = "#set document(title: sys.inputs.title, date: none)\n#set text(size: 1pt * int(sys.inputs.size))\n#sys.inputs.words"
    return typst.compile(
        source.encode(),
        format="pdf",
        sys_inputs={"words": words, "title": title or "Letter", "size": str(size)},
    )


def picture(words: str, *, dots: int = 150, size: int = 11, kind: str = "PNG", turned: int = 0) -> bytes:
    """A scan of a page that says the words."""
    source = "#set page(width: 15cm, height: auto, margin: 1cm)\n#set text(size: 1pt * int(sys.inputs.size))\n#sys.inputs.words"
    made = typst.compile(
        source.encode(), format="png", ppi=dots, sys_inputs={"words": words, "size": str(size)}
    )
    image = Image.open(io.BytesIO(made)).convert("L").rotate(turned, expand=True, fillcolor=255)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def scan(words: str, **how: int) -> bytes:
    """A PDF that is nothing but a picture of a page."""
    out = io.BytesIO()
    Image.open(io.BytesIO(picture(words, kind="JPEG", **how))).save(
        out, "PDF", resolution=how.get("dots", 150)
    )
    return out.getvalue()


def _with(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(PLAIN))) as held:
        change(held)
        held.save(out)
    return out.getvalue()


def pdf_note(words: str) -> bytes:
    def change(held: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 30, 30], Contents=words
        )
        held.pages[0].Annots = held.make_indirect(pikepdf.Array([held.make_indirect(note)]))

    return _with(change)


def pdf_field(words: str) -> bytes:
    def change(held: pikepdf.Pdf) -> None:
        field = held.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T="a",
                V=words,
                Rect=[0, 0, 0, 0],
            )
        )
        held.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))

    return _with(change)


def pdf_properties(words: str) -> bytes:
    def change(held: pikepdf.Pdf) -> None:
        held.docinfo["/Subject"] = words

    return _with(change)


def pdf_xmp(words: str) -> bytes:
    def change(held: pikepdf.Pdf) -> None:
        with held.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta["dc:description"] = words

    return _with(change)


def pdf_enclosed(words: str) -> bytes:
    def change(held: pikepdf.Pdf) -> None:
        held.attachments["a.txt"] = pikepdf.AttachedFileSpec(held, words.encode(), filename="a.txt")

    return _with(change)


def pdf_bookmark(words: str) -> bytes:
    def change(held: pikepdf.Pdf) -> None:
        with held.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(words, 0))

    return _with(change)


def pdf_layer(words: str) -> bytes:
    """Text in a layer that is switched off."""

    def change(held: pikepdf.Pdf) -> None:
        layer = held.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="notes"))
        held.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
        )
        page = held.pages[0]
        page.Resources.Properties = pikepdf.Dictionary(L=layer)
        page.Resources.Font["/H"] = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )  # fmt: skip
        written = words.encode("cp1252", "replace").replace(b"(", b"[").replace(b")", b"]")
        page.contents_add(b"/OC /L BDC BT /H 9 Tf 50 50 Td (" + written + b") Tj ET EMC")

    return _with(change)


def pdf_alt(words: str) -> bytes:
    """The description of a picture, read out to those who cannot see it."""
    source = "#figure(rect(), alt: sys.inputs.words)"
    return typst.compile(source.encode(), format="pdf", sys_inputs={"words": words})


def pdf_earlier(words: str) -> bytes:
    """A file changed by adding to its end: the page no longer says it, the file still does."""
    before = pdf(words)
    after = pdf(PLAIN)
    return before + b"\n" + after


def pdf_under_a_box(words: str) -> bytes:
    source = "#place(sys.inputs.words)#place(rect(fill: black, width: 10cm, height: 1cm))"
    return typst.compile(source.encode(), format="pdf", sys_inputs={"words": words})


def eml(words: str) -> bytes:
    return _mail(lambda mail: mail.set_content(words))


def eml_heading(words: str) -> bytes:
    return _mail(lambda mail: mail.__setitem__("Subject", words))


def eml_page(words: str) -> bytes:
    return _mail(lambda mail: mail.add_alternative(f"<p>{words}</p>", subtype="html"))


def eml_enclosed(words: str) -> bytes:
    return _mail(
        lambda mail: mail.add_attachment(
            docx_deleted(words), maintype="application", subtype="octet-stream", filename="a.docx"
        )
    )


def _mail(fill: Callable[[EmailMessage], object]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "a@example.org", "b@example.org"
    mail.set_content(PLAIN)
    if fill:
        try:
            fill(mail)
        except (TypeError, ValueError):
            mail.clear_content()
            fill(mail)
    return mail.as_bytes()


def html(words: str) -> bytes:
    return f"<!doctype html><p>{PLAIN}</p><p>{words}</p>".encode()


def html_hidden(words: str) -> bytes:
    return f"<!doctype html><p>{PLAIN}</p><!-- {words} -->".encode()


def html_attribute(words: str) -> bytes:
    return f'<!doctype html><img alt="{words}">'.encode()


def rtf(words: str) -> bytes:
    coded = "".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in words)
    return ("{\\rtf1\\ansi{\\v " + coded + "}\\par}").encode()


def png_note(words: str) -> bytes:
    out, told = io.BytesIO(), PngImagePlugin.PngInfo()
    told.add_itxt("Description", words)
    Image.new("L", (10, 6), 255).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def jpeg_note(words: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = words
    out = io.BytesIO()
    Image.new("L", (10, 6), 255).save(out, "JPEG", exif=exif)
    return out.getvalue()


#: Every place words can be in, by file name: what makes a file with the words there.
HIDING_PLACES: dict[str, Callable[[str], bytes]] = {
    "a page.pdf": pdf,
    "a note on a page.pdf": pdf_note,
    "a form field.pdf": pdf_field,
    "the properties.pdf": pdf_properties,
    "the description.pdf": pdf_xmp,
    "an enclosed file.pdf": pdf_enclosed,
    "a bookmark.pdf": pdf_bookmark,
    "a layer switched off.pdf": pdf_layer,
    "an earlier state.pdf": pdf_earlier,
    "the description of a picture.pdf": pdf_alt,
    "under a black box.pdf": pdf_under_a_box,
    "two runs.docx": docx,
    "deleted, changes tracked.docx": docx_deleted,
    "hidden text.docx": docx_hidden,
    "a comment.docx": docx_comment,
    "a header.docx": docx_header,
    "the author.docx": docx_properties,
    "custom xml.docx": docx_custom,
    "a workbook inside.docx": docx_enclosed,
    "a cell.xlsx": xlsx,
    "a very hidden sheet.xlsx": xlsx_hidden,
    "a comment.xlsx": xlsx_comment,
    "a defined name.xlsx": xlsx_name,
    "a name of a sheet.xlsx": xlsx_sheet_name,
    "a pivot cache.xlsx": xlsx_pivot,
    "a link outside.xlsx": xlsx_outside,
    "text.txt": lambda words: words.encode(),
    "utf-16.txt": lambda words: words.encode("utf-16"),
    "western.txt": lambda words: ("£ " + words).encode("cp1252", "replace"),
    "table.csv": lambda words: f'a,b\r\n1,"{words}"\r\n'.encode("utf-8-sig"),
    "json.json": lambda words: json.dumps({"a": words}, ensure_ascii=False).encode(),
    "message.eml": eml,
    "subject.eml": eml_heading,
    "the page of a message.eml": eml_page,
    "an enclosure.eml": eml_enclosed,
    "page.html": html,
    "remark.html": html_hidden,
    "attribute.html": html_attribute,
    "rich.rtf": rtf,
    "note.png": png_note,
    "camera.jpg": jpeg_note,
    "packed.zip": lambda words: packed({"a.docx": docx_comment(words)}),
    "packed twice.zip": lambda words: packed({"b.zip": packed({"a.xlsx": xlsx_hidden(words)})}),
}
