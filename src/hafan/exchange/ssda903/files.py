"""Gathering the files of a return from a folder, a packed file or an upload, within limits."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hafan.exchange.ssda903.faults import CannotReadReturn, shown
from hafan.exchange.ssda903.limits import LIMITS, Limits
from hafan.practice.wording import Wording

Upload = tuple[str, bytes]
"""A file name and what is in it."""

Source = Path | str | Iterable[Upload]
"""A folder, one file (packed, XML or a table), or files already in hand."""

_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files of a return, its own name, and the names of packed folders, any of which may say its year."""

    name: str
    files: tuple[Upload, ...]
    unreadable: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


def gather(source: Source, limits: Limits = LIMITS) -> Gathered:
    """Every file of the return, packed ones unpacked. Raises CannotReadReturn if there is nothing, or too much."""
    if isinstance(source, (str, Path)):
        gathered = _from_disk(Path(source), limits)
    else:
        gathered = Gathered("", tuple((_plain_name(each), bytes(data)) for each, data in source))
    gathered = _unpacked(gathered, limits)
    if len(gathered.files) > limits.files:
        raise too_many(limits)
    if sum(len(data) for _, data in gathered.files) > limits.total_bytes:
        raise too_big(limits)
    if not gathered.files and not gathered.unreadable:
        raise CannotReadReturn(*_NOTHING)
    return gathered


def _from_disk(path: Path, limits: Limits) -> Gathered:
    try:
        found = sorted(path.iterdir()) if path.is_dir() else [path]
        if len(found) > limits.files:
            raise too_many(limits)
        readable, unreadable, room = [], [], limits.total_bytes
        for each in found:
            data = _contents(each, room)
            if data is None:
                unreadable.append(_plain_name(each.name))
                continue
            room -= len(data)
            if room < 0:
                raise too_big(limits)
            readable.append((_plain_name(each.name), data))
    except (OSError, ValueError) as error:
        raise CannotReadReturn(*_NOT_THERE, file=shown(str(path))) from error
    if path.is_file() and unreadable:
        raise CannotReadReturn(*_NOT_THERE, file=shown(str(path)))
    return Gathered(shown(path.resolve().name), tuple(readable), tuple(unreadable))


def _contents(path: Path, room: int) -> bytes | None:
    """What is in one plain file, one byte more than there is room for at most. None for anything not a plain file."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None
        with path.open("rb") as opened:
            return opened.read(room + 1)
    except OSError:
        if path.exists() or path.is_symlink():
            return None
        raise


def _unpacked(gathered: Gathered, limits: Limits) -> Gathered:
    files: list[Upload] = []
    folders: dict[str, None] = {}
    room = limits.total_bytes
    for each, data in gathered.files:
        if not is_packed(data) or is_spreadsheet(data):
            files.append((each, data))
            continue
        folders[each] = None
        for folder, inner, unpacked in _members(each, data, limits, room):
            room -= len(unpacked)
            folders[folder] = None
            files.append((inner, unpacked))
            if len(files) > limits.files:
                raise too_many(limits)
    name = gathered.name or (gathered.files[0][0] if len(gathered.files) == 1 else "")
    return Gathered(name, tuple(files), gathered.unreadable, tuple(folders))


def _members(name: str, data: bytes, limits: Limits, room: int) -> Iterator[tuple[str, str, bytes]]:
    """The folder, name and contents of each file in a packed file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = [member for member in packed.infolist() if _is_wanted(member)]
            if len(members) > limits.files:
                raise too_many(limits)
            for member in members:
                unpacked = _unpack(packed, member, limits, room)
                room -= len(unpacked)
                place = PurePosixPath(member.filename.replace("\\", "/"))
                yield shown(place.parent.name), _plain_name(place.name), unpacked
    except _ZIP_ERRORS as error:
        raise CannotReadReturn(*_BROKEN_ZIP, file=shown(name)) from error


_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    KeyError,
)
"""What the standard library raises for a zip that is broken, encrypted, or packed in a way it does not know."""


def _unpack(packed: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits, room: int) -> bytes:
    """One member, counted as it unpacks: the sizes a packed file claims are never trusted."""
    if member.compress_type not in _ORDINARY:
        raise NotImplementedError
    unpacked = bytearray()
    allowed = max(limits.ratio_applies_above, member.compress_size * limits.ratio)
    with packed.open(member) as opened:
        while chunk := opened.read(_CHUNK):
            unpacked += chunk
            if len(unpacked) > room:
                raise too_big(limits)
            if len(unpacked) > allowed:
                raise CannotReadReturn(*_BOMB, file=shown(member.filename))
    return bytes(unpacked)


_ORDINARY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The two ways every system packs. The others unpack in great gulps that cannot be counted first."""


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.replace("\\", "/").split("/")
    return not member.is_dir() and "__MACOSX" not in parts and not parts[-1].startswith(".")


def is_packed(data: bytes) -> bool:
    """Does it begin as a zip file does?"""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_spreadsheet(data: bytes) -> bool:
    """Is it an Excel or OpenDocument file?"""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return True
    if not is_packed(data):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
    except _ZIP_ERRORS:
        return False
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= names


def _plain_name(name: str) -> str:
    return shown(name.replace("\\", "/").rsplit("/", 1)[-1]).strip() or "?"


def too_big(limits: Limits) -> CannotReadReturn:
    """The refusal for a return past the size limit."""
    size = limits.total_bytes // (1024 * 1024)
    return CannotReadReturn(
        Wording(
            en=f"The return is larger than {size} MB, which no authority's return is.",
            cy=f"Mae'r ffurflen yn fwy na {size} MB, yn fwy nag unrhyw ffurflen awdurdod.",
        ),
        Wording(
            en="Send one collection year of one authority at a time, and only its tables.",
            cy="Anfonwch un flwyddyn gasglu o un awdurdod ar y tro, a'i thablau yn unig.",
        ),
    )


def too_many(limits: Limits) -> CannotReadReturn:
    """The refusal for a folder or packed file with too many files in it."""
    return CannotReadReturn(
        Wording(
            en=f"There are more than {limits.files} files; a return has twelve tables.",
            cy=f"Mae mwy na {limits.files} o ffeiliau; mae deuddeg tabl mewn ffurflen.",
        ),
        Wording(
            en="Put the tables of one return in a folder of their own.",
            cy="Rhowch dablau un ffurflen mewn ffolder ar eu pen eu hunain.",
        ),
    )


_NOTHING = (
    Wording(en="There are no files to read.", cy="Nid oes ffeiliau i'w darllen."),
    Wording(
        en="Choose the folder or the files of the return.", cy="Dewiswch ffolder neu ffeiliau'r ffurflen."
    ),
)
_NOT_THERE = (
    Wording(en="The folder or file cannot be opened.", cy="Ni ellir agor y ffolder na'r ffeil."),
    Wording(
        en="Check the name, that it is there, and that you may open it.",
        cy="Gwiriwch yr enw, ei bod yno, a bod gennych hawl i'w hagor.",
    ),
)
_BROKEN_ZIP = (
    Wording(
        en="The packed file is broken, locked with a password, or packed in a way we cannot open.",
        cy="Mae'r ffeil wedi'i phacio wedi torri, wedi'i chloi â chyfrinair, neu wedi'i phacio mewn ffordd na allwn ei hagor.",
    ),
    Wording(
        en="Pack it again without a password, or send the files as they are.",
        cy="Paciwch hi eto heb gyfrinair, neu anfonwch y ffeiliau fel y maent.",
    ),
)
_BOMB = (
    Wording(
        en="A file in the packed file unpacks to a size no table of a return has.",
        cy="Mae ffeil yn y ffeil wedi'i phacio yn dadbacio i faint nad oes gan unrhyw dabl mewn ffurflen.",
    ),
    Wording(
        en="Do not open it. Export the return again from your own system.",
        cy="Peidiwch â'i hagor. Allforiwch y ffurflen eto o'ch system eich hun.",
    ),
)
