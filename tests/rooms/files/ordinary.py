"""Files as people send them every day, made here: (what it is) -> (name, bytes)."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from tests.rooms.files.making import (
    OFFICE,
    attached,
    camera,
    described,
    docx,
    drawn,
    formed,
    jpeg,
    linked,
    marked,
    opening,
    pdf,
    png,
    saved,
    scripted,
    sheet,
    with_printer,
    written_sheet,
)

Sent = tuple[str, str, bytes]

NAMES = ("Llŷr", "Siôn", "Gwenllïan", "O’Neill", "Null", "محمد", "Nguyễn", "Zoë")


def all_ordinary() -> list[Sent]:
    return [*photographs(), *scans(), *letters(), *documents(), *sheets(), *tables(), *notes()]


def photographs() -> Iterator[Sent]:
    phones = (
        ("Apple", "iPhone 15"),
        ("samsung", "SM-G991B"),
        ("Google", "Pixel 8"),
        ("motorola", "moto g84"),
    )
    for make, model in phones:
        for turned in range(1, 9):
            data = jpeg((640, 480), exif=camera(make, model, turned), quality=85)
            yield f"photograph by {model}, turned {turned}", f"IMG_{turned:04}.jpg", data
    yield (
        "photograph of 48 million dots",
        "IMG_9999.JPG",
        jpeg((8064, 6048), exif=camera("Apple", "iPhone 15 Pro", 1)),
    )
    yield (
        "photograph with a small film behind it",
        "MVIMG_1.jpg",
        jpeg((640, 480)) + b"\x00\x00\x00\x18ftypmp42" + random.Random(3).randbytes(90_000),
    )
    for what, options in {
        "progressive": {"progressive": True},
        "poor": {"quality": 20},
        "with a density": {"dpi": (300, 300)},
        "with colours described": {"icc_profile": b"\0" * 400},
        "with a remark": {"comment": b"taken by the window"},
    }.items():
        yield f"photograph, {what}", "photo.jpeg", jpeg((320, 240), **options)
    for mode in ("L", "CMYK"):
        yield f"photograph in {mode}", "photo.jpg", saved(drawn((320, 240), mode), "JPEG")
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        picture = Image.new("I;16", (64, 64), 700) if mode == "I;16" else drawn((320, 240), mode)
        yield f"screenshot in {mode}", "Screenshot 2026-03-04.png", saved(picture, "PNG")
    yield (
        "screenshot that moves",
        "a.png",
        saved(drawn((64, 64)), "PNG", save_all=True, append_images=[drawn((64, 64), seed=2)]),
    )
    yield (
        "two pictures in one file",
        "stereo.jpg",
        saved(drawn((64, 64)), "MPO", save_all=True, append_images=[drawn((64, 64), seed=2)]),
    )
    sample = Path(__file__).with_name("telephone.heic")
    yield "photograph by a telephone as it keeps it", "IMG_0001.HEIC", sample.read_bytes()


def scans() -> Iterator[Sent]:
    for pages in (1, 2, 5):
        for mode in ("L", "RGB", "1"):
            first, *rest = [drawn((620, 877), mode, seed) for seed in range(pages)]
            yield (
                f"scan of {pages} pages in {mode}",
                "Scan.pdf",
                saved(first, "PDF", save_all=True, append_images=rest),
            )
    made = io.BytesIO()
    with pikepdf.new() as written:  # a photograph put into a PDF by a telephone, camera notes and all
        written.add_blank_page()
        raw = jpeg((640, 480), exif=camera("Apple", "iPhone 15", 1))
        picture = written.make_stream(b"")
        picture.write(raw, filter=Name.DCTDecode)
        for key, value in {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": 640,
            "/Height": 480,
            "/ColorSpace": Name.DeviceRGB,
            "/BitsPerComponent": 8,
        }.items():
            picture[key] = value
        written.pages[0].obj["/Resources"] = Dictionary(XObject=Dictionary(I0=picture))
        written.save(made)
    yield "photograph put into a PDF", "Scan 2.pdf", made.getvalue()


def letters() -> Iterator[Sent]:
    for number, name in enumerate(NAMES):
        yield f"letter about {name}", f"Letter {name}.pdf", pdf("Annwyl", pages=number + 1)
    modes = pikepdf.ObjectStreamMode
    for what, options in {
        "packed": {"object_stream_mode": modes.generate}, "plain": {"object_stream_mode": modes.disable}, "of an old version": {"force_version": "1.3"},
        "of a new version": {"min_version": "2.0"}, "made for the web": {"linearize": True}, "that forbids printing": {"encryption": pikepdf.Encryption(owner="o", user="")},
    }.items():  # fmt: skip
        yield f"letter {what}", "letter.pdf", pdf("Dear", 3, **options)
    for what, change in {
        "with a link": linked,
        "with a form": formed,
        "with bookmarks": marked,
        "with a script": scripted,
        "with an attachment": attached,
        "with metadata": described,
        "that jumps to a page on opening": opening,
    }.items():
        made = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf("Dear", 2))) as read:
            change(read)
            read.save(made)
        yield f"letter {what}", "letter.pdf", made.getvalue()
    for number in range(12):
        yield f"report {number}", f"report {number}.PDF", pdf("Report", 1 + number * 7)
    yield "letter with lines behind its end", "letter.pdf", pdf("Dear") + b"\r\n\r\n"


def documents() -> Iterator[Sent]:
    for number, name in enumerate(NAMES):
        yield f"report about {name}", f"Report {name}.docx", docx([f"{name} is well."] * (1 + number * 40))
    link = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId5" Type="{OFFICE}/hyperlink" Target="{{}}" TargetMode="External"/></Relationships>'
    for target in ("https://www.gov.uk/adoption", "mailto:worker@council.example"):
        yield (
            f"report with a link to {target[:8]}",
            "r.docx",
            docx(["words"], more={"word/_rels/document.xml.rels": link.format(target).encode()}),
        )
    for what, part in {
        "comments": {"word/comments.xml": b"<w:comments xmlns:w='w'/>"}, "a header": {"word/header1.xml": b"<w:hdr xmlns:w='w'/>"},
        "styles": {"word/styles.xml": b"<w:styles xmlns:w='w'/>"}, "a theme": {"word/theme/theme1.xml": b"<a/>"},
        "a screenshot": {"word/media/image1.png": png((200, 100))}, "a photograph": {"word/media/image1.jpeg": jpeg((640, 480), exif=camera("Apple", "x", 6))},
        "its own fonts": {"word/fonts/font1.odttf": bytes(99)}, "custom parts": {"customXml/item1.xml": b"<a/>"}, "a chart": {"word/charts/chart1.xml": b"<c/>"},
    }.items():  # fmt: skip
        yield f"report with {what}", "report.docx", docx(["words"], more=part)
    for number in range(16):
        yield (
            f"minutes {number}",
            f"Minutes {number}.DOCX",
            docx([f"Item {n}: words said at the meeting" for n in range(number * 25 + 1)]),
        )


def sheets() -> Iterator[Sent]:
    for number in range(16):
        yield (
            f"table of {number * 60} rows",
            f"table {number}.xlsx",
            sheet([[n, NAMES[n % 8], n * 1.5, "=A1+1"] for n in range(number * 60 + 1)]),
        )
    for what in ("chart", "picture", "link", "comment", "hidden", "many", "filter"):
        yield f"table with {what}", "table.xlsx", written_sheet(what)
    yield "table with a printer’s settings", "table.xlsx", with_printer(sheet([[1]]))


def tables() -> Iterator[Sent]:
    rows = [
        ["id", "name", "on", "telephone", "change"],
        ["1", "Siân", "2026-03-04", "+44 1970 000000", "-5"],
        ["2", "O'Neill, Zoë", "2026-03-05", "01970 000000", "3"],
    ]
    for separator in ",;\t|":
        text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
        for coding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            yield f"table between {separator!r} in {coding}", "table.csv", text.encode(coding)
    for number in range(10):
        yield (
            f"return of {number * 500} rows",
            f"header_{number}.csv",
            ("id,word\n" + "".join(f"{n},plain\n" for n in range(number * 500))).encode(),
        )
    yield "table with lines inside cells", "table.csv", b'a,b\n"one\ntwo",3\n'
    yield "table with formulas", "table.csv", b"a,b\n=1+1,@x\n"
    yield "table from long ago", "OLD.CSV", b"a,b\r\n1,2\r\n\x1a"


def notes() -> Iterator[Sent]:
    for number, name in enumerate(NAMES):
        yield (
            f"note about {name}",
            f"Nodyn {name}.txt",
            (f"{name} came to stay.\n" * (number * 30 + 1)).encode(),
        )
        yield f"note about {name} from a telephone", "note.txt", f"{name}\r\n".encode("utf-16")
    yield "note in an old encoding", "note.txt", "Siân’s café – a note".encode("cp1252")
    yield "note with a sign for less", "note.txt", b"He ate < half; x<y, and 5 > 3.\n"
    yield "note about an address of the web", "note.txt", b"See https://www.gov.uk/ for more.\n"
    for number in range(6):
        yield (
            f"log of calls {number}",
            f"calls {number}.txt",
            ("10:15 rang, no answer\n" * (number * 900 + 1)).encode(),
        )
