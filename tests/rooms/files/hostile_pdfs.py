"""PDFs sent to do harm."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from hafan.files.sieve.suspecting import EICAR
from tests.rooms.files.hostile_packed import zipped
from tests.rooms.files.making import pdf

Sent = tuple[str, str, bytes]


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
