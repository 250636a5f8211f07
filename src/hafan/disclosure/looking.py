"""What this room knows of protected words, put to use where words come in: at a form before they are kept, and at a file that arrives."""

from __future__ import annotations

from collections.abc import Iterator

from hafan.disclosure.pasting import pasted
from hafan.disclosure.protecting import kept_apart
from hafan.disclosure.scanning.addresses import address_like
from hafan.disclosure.scanning.inspecting import inspect
from hafan.disclosure.scanning.ocr import picture_reader
from hafan.disclosure.scanning.pieces import Part, Piece, Where
from hafan.disclosure.scanning.search import Search
from hafan.disclosure.scanning.values import Severity
from hafan.files.models import File
from hafan.files.operations import look_for
from hafan.journeys.second_look import Doubt, Typed, look_twice
from hafan.practice.wording import Wording

PASTED = Doubt(
    "pasted",
    Wording(
        "The same words stand in another child’s record that you opened lately. Take them out unless they are about this child.",
        "Mae’r un geiriau yng nghofnod plentyn arall a agorwyd gennych yn ddiweddar. Tynnwch nhw allan oni bai eu bod am y plentyn hwn.",
    ),
)
ADDRESS = Doubt(
    "address_like",
    Wording(
        "There is something like an address, a postcode or a telephone number in it. Whoever reads this part of the record would "
        "learn it, and a letter could quote it. Write it where addresses are kept apart.",
        "Mae rhywbeth tebyg i gyfeiriad, cod post neu rif ffôn ynddo. Byddai pawb sy’n darllen y rhan hon o’r cofnod yn ei ddysgu, a "
        "gallai llythyr ei ddyfynnu. Ysgrifennwch ef lle cedwir cyfeiriadau ar wahân.",
    ),
)


@look_twice
def another_childs_words(typed: Typed) -> Iterator[Doubt]:
    """Words of another child's record that the writer read lately."""
    if pasted(typed.words, child_id=typed.child.pk, by=typed.by, at=typed.at):
        yield PASTED


@look_twice
def an_address(typed: Typed) -> Iterator[Doubt]:
    """A new address typed in a note: found before anybody has said that it is one."""
    if address_like([Piece(typed.words, Where("", Part.BODY))]):
        yield ADDRESS


@look_for
def protected_words(file: File, data: bytes) -> Iterator[str]:
    """A file that names the carers, or says where somebody of this record lives, is tagged as it arrives."""
    search = Search(kept_apart(file.child_id, file.added_by_id))
    found = inspect([(file.served_name, data)], search=search, pictures=picture_reader())
    if any(each.severity is Severity.STOP for each in found):
        yield "protected"
