"""Word and Excel files: their parts packed anew, without macros, without other files inside, without links that fetch."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from hafan.files.sieve import limits
from hafan.files.sieve.picture import clean_picture
from hafan.files.sieve.suspecting import refuse_malware
from hafan.files.sieve.verdict import LeftOut, Refused, Sifted

_MAIN: Final = {
    "docx": (
        "word/document.xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    "xlsx": (
        "xl/workbook.xml",
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
}
_MACROS: Final = re.compile(
    r"vba|macrosheets|activex|dialogsheets|customui|\.bin$|userCustomization", re.IGNORECASE
)
_HOLDS: Final = re.compile(
    r"(^|/)(embeddings|externalLinks|ctrlProps|model)/|\.(docx|xlsx|zip|ole|exe|html?|mht|rtf|swf|svg|js)$",
    re.IGNORECASE,
)
#: Parts a document may have; any other is left out.
_TAKEN: Final = re.compile(
    r"(\.xml|\.rels|\.jpe?g|\.png|\.gif|\.emf|\.wmf|\.tiff?|\.bmp|\.vml|\.odttf|\.fntdata)$", re.IGNORECASE
)
_LEFT_OUT: Final = re.compile(
    r"^(docProps/|customXml/|xl/printerSettings/|xl/persons/|_xmlsignatures/|word/fonts/)", re.IGNORECASE
)
_PICTURE: Final = re.compile(r"\.(jpe?g|png)$", re.IGNORECASE)
_CALLS_OUT: Final = re.compile(
    rb"\bDDE(AUTO)?\b\s|\bINCLUDE(TEXT|PICTURE)\b\s+&?quot;?\"?\\?\\?(https?|\\\\)|<ddeLink|<oleLink|<\w*:?altChunk",
    re.IGNORECASE,
)
_TARGET: Final = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)


def clean_office(data: bytes, kind: str) -> Sifted:
    """The document's own parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _packed_anew(packed, data, kind)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        KeyError,
        OverflowError,
        RuntimeError,
    ):
        raise Refused("broken") from None


def _packed_anew(packed: zipfile.ZipFile, data: bytes, kind: str) -> Sifted:
    _refuse_by_names(packed, data)
    main, content_type = _MAIN[kind]
    left_out: set[LeftOut] = set()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as written:
        kept = []
        for name, part in _parts(packed):
            refuse_malware(part)
            if _LEFT_OUT.search(name) or not _TAKEN.search(name):
                left_out.add("properties")
                continue
            kept.append((name, _clean_part(name, part, left_out)))
        names = {name for name, _ in kept}
        if main not in names or "[Content_Types].xml" not in names:
            raise Refused("not_what_it_says")
        for name, part in kept:
            if name == "[Content_Types].xml" and content_type not in part:
                raise Refused("macros" if b"macroEnabled" in part else "not_what_it_says")
            written.writestr(zipfile.ZipInfo(name), _without_lost(name, part, names), zipfile.ZIP_DEFLATED)
    return Sifted(kind, made.getvalue(), left_out)


def _refuse_by_names(packed: zipfile.ZipFile, data: bytes) -> None:
    """What the table of contents alone gives away."""
    infos = packed.infolist()
    names = [info.filename for info in infos]
    if len(infos) > limits.PARTS:
        raise Refused("bomb")
    if len({name.lower() for name in names}) < len(names):
        raise Refused("two_in_one")
    for info in infos:
        _refuse_by_entry(info)
    first = min((info.header_offset for info in infos), default=0)
    if first != 0:
        raise Refused("two_in_one")
    ends = data.rfind(b"PK\x05\x06") + 22
    if packed.comment or len(data) > ends:
        raise Refused("two_in_one")


def _refuse_by_entry(info: zipfile.ZipInfo) -> None:
    """One line of the table of contents."""
    name = info.filename
    climbs = (
        name.startswith("/")
        or ".." in name.split("/")
        or any(mark in info.orig_filename for mark in "\\:\x00")
    )
    is_a_link = (info.external_attr >> 16) & 0o170000 == 0o120000
    if climbs or is_a_link:
        raise Refused("two_in_one")
    if info.flag_bits & 0x1:
        raise Refused("locked")
    if _MACROS.search(name) and not name.lower().startswith("xl/printersettings/"):
        raise Refused("macros")
    if _HOLDS.search(name):
        raise Refused("holds_files")


def _parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Each part unpacked, while there is room; what the file says of its own sizes is not believed."""
    room = limits.PARTS_BYTES
    for info in packed.infolist():
        if info.is_dir():
            continue
        with packed.open(info) as part:
            read = part.read(min(room, limits.PARTS_BYTES) + 1)
        room -= len(read)
        if room < 0 or (
            len(read) > limits.RATIO_APPLIES_ABOVE and len(read) > limits.RATIO * max(info.compress_size, 1)
        ):
            raise Refused("bomb")
        yield info.filename, read


def _clean_part(name: str, part: bytes, left_out: set[LeftOut]) -> bytes:
    if _PICTURE.search(name):
        picture = clean_picture(part, "png" if name.lower().endswith("png") else "jpeg")
        left_out |= picture.left_out
        return picture.clean
    if name.lower().endswith((".xml", ".rels", ".vml")):
        _read_through(part)
        if _CALLS_OUT.search(part):
            raise Refused("links_out")
    if name.lower().endswith(".rels"):
        _refuse_fetching(part)
    return part


def _refuse_fetching(part: bytes) -> None:
    """A link one clicks is a link; anything else outside would be fetched when the file is opened."""
    for found in _TARGET.findall(part):
        outside = re.search(rb'TargetMode\s*=\s*["\']External', found, re.IGNORECASE)
        if outside and not re.search(rb'Type\s*=\s*["\'][^"\']*/hyperlink["\']', found):
            raise Refused("links_out")
        if outside and re.search(
            rb'Target\s*=\s*["\']\s*(file|javascript|vbscript|data|ms-\w+|mhtml|\\\\)', found, re.IGNORECASE
        ):
            raise Refused("links_out")


def _without_lost(name: str, part: bytes, names: set[str]) -> bytes:
    """Relations and content types of parts that were left out go with them."""
    if name.endswith(".rels"):
        folder = name.replace("_rels/", "").rpartition("/")[0]
        return _TARGET.sub(lambda found: found[0] if _is_kept(found[0], folder, names) else b"", part)
    if name == "[Content_Types].xml":
        return re.sub(
            rb'<Override\b[^>]*PartName="/([^"]+)"[^>]*?(/>|>\s*</Override>)',
            lambda found: found[0] if found[1].decode() in names else b"",
            part,
        )
    return part


def _is_kept(relation: bytes, folder: str, names: set[str]) -> bool:
    target = re.search(rb'Target\s*=\s*["\']([^"\']*)', relation)
    if target is None or b"External" in relation:
        return True
    path = target[1].decode(errors="replace").partition("#")[0]
    steps: list[str] = [] if path.startswith("/") else folder.split("/") if folder else []
    for step in path.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return not path or "/".join(steps) in names


def _read_through(part: bytes) -> None:
    """Is it sound XML, without entities, and no deeper or larger than a document?"""
    parser = expat.ParserCreate()
    state = {"depth": 0, "seen": 0}

    def forbid(*_: object) -> None:
        raise Refused("active")

    def opened(*_: object) -> None:
        state["depth"] += 1
        state["seen"] += 1
        if state["depth"] > limits.XML_DEPTH or state["seen"] > limits.XML_ELEMENTS:
            raise Refused("bomb")

    def closed(*_: object) -> None:
        state["depth"] -= 1

    parser.StartDoctypeDeclHandler = forbid
    parser.EntityDeclHandler = forbid
    parser.ExternalEntityRefHandler = forbid  # type: ignore[assignment]
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    try:
        parser.Parse(part, True)  # noqa: FBT003 - its own signature
    except expat.ExpatError:
        raise Refused("broken") from None
