"""Files sent to do harm, made here so that none lies about in the repository: (what it is) -> (name, bytes)."""

from __future__ import annotations

import gzip
import struct
from collections.abc import Iterator

from PIL import Image

from hafan.files.sieve.kinds import ENDINGS
from hafan.files.sieve.suspecting import EICAR
from tests.rooms.files.hostile_packed import archives, flood, office, zipped
from tests.rooms.files.hostile_pdfs import pdfs
from tests.rooms.files.making import docx, jpeg, pdf, png, saved, sheet

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


def picture_as(form: str) -> bytes:
    return saved(Image.new("RGB", (40, 30), "teal"), form)


def jpeg_saying(width: int, height: int) -> bytes:
    data = bytearray(jpeg((40, 30)))
    at = data.find(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def remark(data: bytes, words: bytes) -> bytes:
    return data[:2] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + data[2:]
