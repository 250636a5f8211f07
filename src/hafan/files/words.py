"""What the sieve's codes say to a person, and what to do about it."""

from __future__ import annotations

from typing import Final

from hafan.practice.wording import Wording

_ASK: Final = Wording("Ask the sender for a PDF.", "Gofynnwch i'r anfonwr am PDF.")
_AGAIN: Final = Wording("Ask the sender to send it again.", "Gofynnwch i'r anfonwr ei hanfon eto.")
_SMALLER: Final = Wording("Send it in smaller parts.", "Anfonwch hi mewn rhannau llai.")
_TELL: Final = Wording(
    "Do not open it anywhere else. Tell whoever runs Hafan.",
    "Peidiwch â'i hagor yn unman arall. Rhowch wybod i bwy bynnag sy'n rhedeg Hafan.",
)
_SAVE_AS: Final = Wording("Save it as a PDF and add that.", "Cadwch hi fel PDF ac ychwanegwch hwnnw.")

#: Reason to what was found and what to do.
REFUSALS: Final[dict[str, tuple[Wording, Wording]]] = {
    "empty": (Wording("The file is empty.", "Mae'r ffeil yn wag."), _AGAIN),
    "too_big": (Wording("The file is larger than 25 MB.", "Mae'r ffeil yn fwy na 25 MB."), _SMALLER),
    "not_taken": (
        Wording(
            "A record takes PDF, Word (docx), Excel (xlsx), CSV, text, and JPEG, PNG or HEIC pictures.",
            "Mae cofnod yn derbyn PDF, Word (docx), Excel (xlsx), CSV, testun, a lluniau JPEG, PNG neu HEIC.",
        ),
        _SAVE_AS,
    ),
    "name_misleads": (
        Wording("The name of the file hides what it is.", "Mae enw'r ffeil yn cuddio beth ydyw."),
        Wording("Give it a plain name, or ask the sender.", "Rhowch enw plaen iddi, neu gofynnwch i'r anfonwr."),
    ),
    "not_what_it_says": (
        Wording("The file is not what its name says.", "Nid yw'r ffeil yr hyn y mae ei henw'n ei ddweud."), _ASK,
    ),
    "broken": (Wording("The file is damaged.", "Mae'r ffeil wedi'i difrodi."), _AGAIN),
    "malware": (Wording("The file holds harmful software.", "Mae'r ffeil yn cynnwys meddalwedd niweidiol."), _TELL),
    "locked": (
        Wording("The file is locked with a password.", "Mae'r ffeil wedi'i chloi â chyfrinair."),
        Wording("Open it, save it without the password, and add that.", "Agorwch hi, cadwch hi heb y cyfrinair, ac ychwanegwch honno."),
    ),
    "macros": (Wording("The file holds macros.", "Mae'r ffeil yn cynnwys macros."), _SAVE_AS),
    "active": (Wording("The file holds something that acts by itself.", "Mae'r ffeil yn cynnwys rhywbeth sy'n gweithredu ohono'i hun."), _SAVE_AS),
    "holds_files": (
        Wording("Another file is hidden inside it.", "Mae ffeil arall wedi'i chuddio y tu mewn iddi."),
        Wording("Save it as a PDF, or add each file by itself.", "Cadwch hi fel PDF, neu ychwanegwch bob ffeil ar ei phen ei hun."),
    ),
    "links_out": (
        Wording("The file fetches things from elsewhere when it is opened.", "Mae'r ffeil yn nôl pethau o fannau eraill wrth gael ei hagor."), _SAVE_AS,
    ),
    "bomb": (Wording("The file unpacks to more than anything ordinary.", "Mae'r ffeil yn dadbacio i fwy na dim byd cyffredin."), _ASK),
    "two_in_one": (Wording("The file is two files in one.", "Dwy ffeil mewn un yw'r ffeil."), _ASK),
    "too_many_dots": (
        Wording("The picture is larger than 50 million dots.", "Mae'r llun yn fwy na 50 miliwn o ddotiau."),
        Wording("Make it smaller and add that.", "Gwnewch ef yn llai ac ychwanegwch hwnnw."),
    ),
    "not_in_time": (Wording("The file takes too long to check.", "Mae'r ffeil yn cymryd gormod o amser i'w gwirio."), _SMALLER),
}  # fmt: skip

#: What the copy that is served no longer holds.
LEFT_OUT: Final[dict[str, Wording]] = {
    "place_and_camera": Wording("where and with what it was taken", "ble a chyda beth y'i tynnwyd"),
    "scripts": Wording("what acts by itself", "yr hyn sy'n gweithredu ohono'i hun"),
    "attachments": Wording("files attached inside it", "ffeiliau sydd ynghlwm y tu mewn iddi"),
    "properties": Wording("who wrote it and when", "pwy a'i hysgrifennodd a phryd"),
    "links": Wording("links that do not lead to the web", "dolenni nad ydynt yn arwain at y we"),
    "more_pictures": Wording("all pictures but the first", "pob llun ond y cyntaf"),
    "formulas": Wording("formulas, kept as words", "fformiwlâu, a gedwir fel geiriau"),
}

#: Tags that a look at the words of a file may leave.
TAGS: Final[dict[str, Wording]] = {
    "protected": Wording(
        "Holds names or places that must not be passed on",
        "Yn cynnwys enwau neu leoedd na ddylid eu trosglwyddo",
    ),
}
