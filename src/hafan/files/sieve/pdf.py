"""PDFs: written anew without anything that acts, hides or tells where it came from."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from hafan.files.sieve import limits
from hafan.files.sieve.picture import without_notes
from hafan.files.sieve.suspecting import refuse_stowaways
from hafan.files.sieve.verdict import LeftOut, Refused, Sifted

#: Actions that reach out of the document. Nobody's letter has them.
_REACHES_OUT: Final = frozenset(
    {"/Launch", "/ImportData", "/GoToE", "/Rendition", "/RichMediaExecute", "/GoTo3DView"}
)
#: Actions that are let fall: pages read the same without them.
_LET_FALL: Final = frozenset(
    {
        "/JavaScript",
        "/SubmitForm",
        "/ResetForm",
        "/GoToR",
        "/Sound",
        "/Movie",
        "/Hide",
        "/Trans",
        "/SetOCGState",
    }
)
_PLAYS: Final = frozenset({"/RichMedia", "/Movie", "/Screen", "/Sound", "/3D"})
#: Keys removed wherever they stand, and what their absence is called.
_TAKEN_OUT: Final[dict[str, LeftOut]] = {
    "/JS": "scripts",
    "/JavaScript": "scripts",
    "/AA": "scripts",
    "/OpenAction": "scripts",
    "/XFA": "scripts",
    "/EmbeddedFiles": "attachments",
    "/AF": "attachments",
    "/EF": "attachments",
    "/Collection": "attachments",
    "/Metadata": "properties",
    "/PieceInfo": "properties",
    "/LastModified": "properties",
    "/RichMediaContent": "attachments",
}
_DEEPEST: Final = 60
_LONGEST_CHAIN: Final = 4


def clean_pdf(data: bytes, kind: str) -> Sifted:
    """The pages alone."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise Refused("broken")
    refuse_stowaways(data, data[end:])
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=True, suppress_warnings=True) as pdf:
            return _written_anew(pdf, kind)
    except pikepdf.PasswordError:
        raise Refused("locked") from None
    except (pikepdf.PdfError, RecursionError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        raise Refused("broken") from None


def _written_anew(pdf: Pdf, kind: str) -> Sifted:
    if not 0 < len(pdf.pages) <= limits.PDF_PAGES:
        raise Refused("broken" if len(pdf.pages) == 0 else "too_big")
    if len(pdf.objects) > limits.PDF_OBJECTS:
        raise Refused("bomb")
    form = pdf.Root.get("/AcroForm")
    if pdf.Root.get("/NeedsRendering") or (form is not None and "/XFA" in form and not form.get("/Fields")):
        raise Refused("active")
    left_out: set[LeftOut] = set()
    for thing in list(pdf.objects):
        _clean(thing, left_out, 0)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
        left_out.add("properties")
    made = io.BytesIO()
    pdf.save(
        made,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        encryption=False,
        fix_metadata_version=False,
    )
    clean = made.getvalue()
    if left := list(still_active(clean)):
        raise Refused("active" if left else "broken")
    return Sifted(kind, clean, left_out)


def _clean(thing: Object | Any, left_out: set[LeftOut], depth: int) -> None:
    """Take out of one object, and of what stands in it, all that acts."""
    if depth > _DEEPEST:
        raise Refused("bomb")
    if isinstance(thing, Stream):
        _clean_stream(thing, left_out)
    if isinstance(thing, Dictionary | Stream):
        _clean_keys(thing, left_out)
        inside = [thing[key] for key in list(thing.keys()) if key != "/Length"]
    elif isinstance(thing, Array):
        _drop_players(thing, left_out)
        inside = list(thing)
    else:
        return
    for each in inside:
        if isinstance(each, Dictionary | Array) and not each.is_indirect:
            _clean(each, left_out, depth + 1)


def _clean_keys(thing: Object, left_out: set[LeftOut]) -> None:
    for key, called in _TAKEN_OUT.items():
        if key in thing:
            del thing[key]
            left_out.add(called)
    if str(thing.get("/Subtype", "")) in _PLAYS and "/Rect" in thing:
        raise Refused("active")
    _clean_action(thing, left_out)


def _clean_action(thing: Object, left_out: set[LeftOut]) -> None:
    verb = str(thing.get("/S", ""))
    if verb in _REACHES_OUT:
        raise Refused("active")
    if verb in _LET_FALL and "/Rect" not in thing:
        thing["/S"] = Name("/Named")
        for key in ("/F", "/URI", "/D", "/Fields", "/Win", "/Next"):
            if key in thing:
                del thing[key]
        left_out.add("scripts")
    if verb == "/URI" and not str(thing.get("/URI", "")).lower().startswith(
        ("http://", "https://", "mailto:", "tel:")
    ):
        thing["/URI"] = pikepdf.String("")
        left_out.add("links")


def _drop_players(things: Array, left_out: set[LeftOut]) -> None:
    """Attachments pinned to a page."""
    for at in range(len(things) - 1, -1, -1):
        each = things[at]
        if isinstance(each, Dictionary) and str(each.get("/Subtype", "")) == "/FileAttachment":
            del things[at]
            left_out.add("attachments")


def _clean_stream(stream: Stream, left_out: set[LeftOut]) -> None:
    filters = stream.get("/Filter")
    names = [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)]
    if len(names) > _LONGEST_CHAIN:
        raise Refused("bomb")
    if "/F" in stream:  # its bytes would be fetched from elsewhere
        raise Refused("links_out")
    if str(stream.get("/Subtype", "")) != "/Image":
        return
    if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > limits.PDF_PICTURE_DOTS:
        raise Refused("too_many_dots")
    if names == ["/DCTDecode"]:
        raw = stream.read_raw_bytes()
        bare = without_notes(raw)
        if bare != raw:
            stream.write(bare, filter=Name("/DCTDecode"), decode_parms=stream.get("/DecodeParms"))  # type: ignore[arg-type]
            left_out.add("place_and_camera")


def still_active(data: bytes) -> Iterator[str]:
    """Whatever in a PDF acts, hides a file or tells of its making; nothing, in a clean one."""
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        if "/Info" in pdf.trailer:
            yield "/Info"
        for thing in pdf.objects:
            yield from _active(thing, 0)


def _active(thing: Any, depth: int) -> Iterator[str]:
    if not isinstance(thing, Dictionary | Stream | Array) or depth > _DEEPEST:
        return
    if not isinstance(thing, Array):
        yield from (key for key in _TAKEN_OUT if key in thing)
        if str(thing.get("/S", "")) in _REACHES_OUT | _LET_FALL and "/Rect" not in thing:
            yield str(thing["/S"])
    inside = (
        list(thing)
        if isinstance(thing, Array)
        else [thing[key] for key in list(thing.keys()) if key != "/Length"]
    )
    for each in inside:
        if isinstance(each, Dictionary | Array) and not each.is_indirect:
            yield from _active(each, depth + 1)
