"""What is about to leave is read whole, and what must not leave is found however it is written and wherever it hides."""

from __future__ import annotations

import io
import random
import time
import unicodedata

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hafan.disclosure.scanning.files import read_file
from hafan.disclosure.scanning.fingerprints import copied_from
from hafan.disclosure.scanning.inspecting import inspect
from hafan.disclosure.scanning.pieces import Part, Piece, Where, Why
from hafan.disclosure.scanning.search import Search
from hafan.disclosure.scanning.values import Kind, Protected, Severity
from tests.rooms.disclosure import papers

HERE = Where("letter.pdf", Part.PAGE, 1)
VALUES = [
    Protected(Kind.FULL_NAME, "Gwenllïan Prydderch-Hughes", 1),
    Protected(Kind.FAMILY_NAME, "Prydderch-Hughes", 1),
    Protected(Kind.GIVEN_NAME, "Gwenllïan", 1),
    Protected(Kind.GIVEN_NAME, "Siôn", 2),
    Protected(Kind.FAMILY_NAME, "Okonkwo", 2),
    Protected(Kind.FAMILY_NAME, "Field", 3),
    Protected(Kind.FAMILY_NAME, "May", 4),
    Protected(Kind.FAMILY_NAME, "O'Brien", 5),
    Protected(Kind.FAMILY_NAME, "Jones", 6),
    Protected(Kind.PLACE, "Caernarfon", 1),
    Protected(Kind.PLACE, "Llanfihangel-y-Pennant", 1),
    Protected(Kind.PLACE, "Little Snoring", 2),
    Protected(Kind.PLACE, "Gorseinon", 2),
    Protected(Kind.PLACE, "Andover", 2),
    Protected(Kind.ADDRESS, "14 Heol y Bryn", 1),
    Protected(Kind.ADDRESS, "7 Orchard Gardens", 2),
    Protected(Kind.POSTCODE, "LL36 9TN", 1),
    Protected(Kind.PHONE, "01654 700 123", 1),
    Protected(Kind.EMAIL, "gwen.ph@example.org", 1),
    Protected(Kind.SCHOOL, "Ysgol Maes y Coed", 1),
    Protected(Kind.SURGERY, "Meddygfa Glan-yr-afon", 1),
    Protected(Kind.SERIAL_NUMBER, "EP-2231/26", 1),
    Protected(Kind.COURT_CASE, "ZZ25C50123", 1),
    Protected(Kind.NHS_NUMBER, "943 476 5919", 1),
    Protected(Kind.BIRTH_DATE, "2024-03-05", 1),
]
SEARCH = Search(VALUES)


def found(text: str) -> dict[str, Severity]:
    """Kinds found in a text, each with the gravest."""
    told: dict[str, Severity] = {}
    for hit in SEARCH.find([Piece(text, HERE)]):
        told[hit.value.kind] = max(hit.severity, told.get(hit.value.kind, Severity.LOOK))
    return told


class TestAValueIsFoundHoweverItIsWritten:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("She lives in Caernarfon.", Kind.PLACE),
            ("yng Nghaernarfon", Kind.PLACE),
            ("symudodd i Gaernarfon", Kind.PLACE),
            ("a Chaernarfon", Kind.PLACE),
            ("o Orseinon", Kind.PLACE),
            ("yn Lanfihangel y Pennant", Kind.PLACE),
            ("CAERNARFON", Kind.PLACE),
            ("CAER\u00adNARFON", Kind.PLACE),
            ("Caer-\r\nnarfon", Kind.PLACE),
            ("Caer\ufffenarfon", Kind.PLACE),
            ("Ｃａｅｒｎａｒｆｏｎ", Kind.PLACE),
            ("С\u200bаernаrf\u202eon", Kind.PLACE),
            ("C a e r n a r f o n", Kind.PLACE),
            ("Llanfihangel-\ny-Pennant", Kind.PLACE),
            ("little\nsnoring", Kind.PLACE),
            ("gwenllian prydderch hughes", Kind.FULL_NAME),
            ("PRYDDERCH-HUGHES, Gwenllïan", Kind.FULL_NAME),
            ("the Okonkwos’ house", Kind.FAMILY_NAME),
            ("the Joneses", Kind.FAMILY_NAME),
            ("OBrien", Kind.FAMILY_NAME),
            ("O’BRIEN'S", Kind.FAMILY_NAME),
            ("ﬁnd Okonkwo_letter", Kind.FAMILY_NAME),
            ("ll369tn", Kind.POSTCODE),
            ("LL36\u00a09TN", Kind.POSTCODE),
            ("(01654) 700-123", Kind.PHONE),
            ("+44 (0)1654 700123", Kind.PHONE),
            ("00441654700123", Kind.PHONE),
            ("1654700123", Kind.PHONE),
            ("GWEN.PH@EXAMPLE.ORG", Kind.EMAIL),
            ("gwen.ph at example dot org", Kind.EMAIL),
            ("14, heol y bryn", Kind.ADDRESS),
            ("7 Orchard Gdns", Kind.ADDRESS),
            ("ep 2231 26", Kind.SERIAL_NUMBER),
            ("zz25 c 50123", Kind.COURT_CASE),
            ("9434765919", Kind.NHS_NUMBER),
            ("ysgol maes y coed", Kind.SCHOOL),
            ("Feddygfa Glan yr Afon", Kind.SURGERY),
        ],
    )  # fmt: skip
    def test_and_stops_the_letter(self, text: str, kind: Kind) -> None:
        assert kind in found(text), text
        assert found(unicodedata.normalize("NFD", text)).get(kind) == found(text)[kind]

    def test_a_date_of_birth_counts_only_beside_the_name(self) -> None:
        assert Kind.BIRTH_DATE not in found("The hearing is on 5 March 2024.")
        for written in (
            "5 March 2024",
            "5th March 2024",
            "05/03/2024",
            "5.3.2024",
            "2024-03-05",
            "March 5, 2024",
            "5 Mawrth 2024",
        ):
            assert (
                found(f"Gwenllian Prydderch-Hughes was born on {written}.")[Kind.BIRTH_DATE] is Severity.STOP
            )

    def test_a_common_word_is_a_name_only_with_a_capital_and_stops_only_where_it_is_surely_a_name(
        self,
    ) -> None:
        assert found("a field of may blossom, mrs smith") == {}
        assert found("We met at Field last week")[Kind.FAMILY_NAME] is Severity.LOOK
        assert found("Mrs Field and the May family")[Kind.FAMILY_NAME] is Severity.STOP
        assert found("The hearing is on 14 May 2026 and again in May 2027") == {}

    def test_a_given_name_alone_is_for_a_person_to_look_at(self) -> None:
        assert found("Love, Siôn") == {Kind.GIVEN_NAME: Severity.LOOK}

    def test_words_that_only_look_alike_are_left_alone(self) -> None:
        for text in (
            "over and over",
            "Sionedd",
            "the fieldwork",
            "Mayor",
            "1943 476 5919",
            "Bryn Heol 14",
            "EP-2231/261",
            "jonesing",
        ):
            assert found(text) == {}, text

    @given(
        value=st.sampled_from(
            [value for value in VALUES if value.kind not in {Kind.BIRTH_DATE, Kind.GIVEN_NAME}]
        ),
        seed=st.integers(0, 2**32),
        form=st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
    )
    @settings(max_examples=400, deadline=None)
    def test_and_whatever_is_done_to_its_letters(self, value: Protected, seed: int, form: str) -> None:
        assert value.kind in found(f"Of this: {disguised(value.text, random.Random(seed), form)}. And on.")


def disguised(text: str, chance: random.Random, form: str) -> str:
    """The same to a reader's eye: unseen marks between letters, other spaces, wide letters, lines broken, capitals."""
    text = unicodedata.normalize(form, text)
    if chance.random() < 0.3:
        text = text.upper()
    if chance.random() < 0.2:
        text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    space = chance.choice([" ", "\u00a0", "\n", "  ", "\u2009", "\r\n"])
    text = text.replace(" ", space)
    for _ in range(chance.randint(0, 4)):
        place = chance.randrange(1, len(text))
        text = (
            text[:place]
            + chance.choice(["\u200b", "\u00ad", "\u200d", "\u2060", "\u202c", "\ufeff"])
            + text[place:]
        )
    return text


class TestEveryPlaceWordsCanHide:
    WORDS = "Ask for the Okonkwos in Llanfihangel-y-Pennant, LL36 9TN"

    @pytest.mark.parametrize("place", papers.HIDING_PLACES)
    def test_is_read(self, place: str) -> None:
        told = inspect([("letter", papers.HIDING_PLACES[place](self.WORDS))], search=SEARCH)
        kinds = {finding.what for finding in told if finding.severity is Severity.STOP}
        wanted = (
            {"family_name"}
            if "sheet" in place and "name of" in place
            else {"family_name", "place", "postcode"}
        )
        assert kinds >= wanted, (place, told)

    @pytest.mark.parametrize("place", papers.HIDING_PLACES)
    def test_and_innocent_words_there_raise_nothing(self, place: str) -> None:
        told = inspect(
            [("letter", papers.HIDING_PLACES[place]("We will meet on Tuesday at ten."))], search=SEARCH
        )
        assert [finding for finding in told if finding.what != "unread"] == []

    def test_the_name_of_the_file_too(self) -> None:
        assert inspect([("letter to Okonkwo.txt", b"nothing")], search=SEARCH)

    def test_where_a_photograph_was_taken(self) -> None:
        exif, out = Image.Exif(), io.BytesIO()
        exif.get_ifd(0x8825)[2] = (53.0, 8.0, 24.0)
        exif[0x8825] = {1: "N", 2: (53.0, 8.0, 24.0), 3: "W", 4: (4.0, 16.0, 36.0)}
        Image.new("L", (10, 6)).save(out, "JPEG", exif=exif)
        assert "picture_place" in {
            finding.what for finding in inspect([("a.jpg", out.getvalue())], search=SEARCH)
        }

    def test_nothing_that_was_found_is_in_what_is_kept(self) -> None:
        for finding in inspect([("a.txt", self.WORDS.encode())], search=SEARCH):
            assert not any(word in repr(finding) + finding.masked for word in ("Okonk", "fihangel", "9TN"))


class TestWhatCannotBeReadIsNeverPassedInSilence:
    def why(self, name: str, data: bytes) -> set[str]:
        return {finding.why for finding in inspect([(name, data)], search=SEARCH) if finding.what == "unread"}

    def test_a_picture_without_a_reader_of_pictures(self) -> None:
        assert self.why("scan.png", papers.picture("Okonkwo")) == {Why.PICTURE}
        assert self.why("scan.pdf", papers.scan("Okonkwo")) == {Why.PICTURE}

    def test_a_locked_file(self) -> None:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(papers.pdf("Okonkwo"))) as held:
            held.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
        assert self.why("a.pdf", out.getvalue()) == {Why.LOCKED}

    def test_damage_and_kinds_nobody_knows(self) -> None:
        assert self.why("a.pdf", b"%PDF-1.7 nonsense") == {Why.DAMAGED}
        assert self.why("a.docx", b"PK\x03\x04 nonsense") == {Why.DAMAGED}
        assert self.why("a.doc", b"\xd0\xcf\x11\xe0" + bytes(range(256)) * 8) == {Why.UNKNOWN}

    def test_but_words_that_show_in_an_unknown_kind_are_read(self) -> None:
        old = b"\xd0\xcf\x11\xe0" + bytes(200) + "the Okonkwo family".encode("utf-16-le") + bytes(200)
        assert {"family_name", "unread"} <= {
            finding.what for finding in inspect([("a.doc", old)], search=SEARCH)
        }

    @pytest.mark.parametrize("depth", [12])
    def test_a_file_in_a_file_in_a_file(self, depth: int) -> None:
        data = b"Okonkwo"
        for _ in range(depth):
            data = papers.packed({"a": data})
        assert Why.TOO_MUCH in self.why("a.zip", data)

    @given(
        st.binary(max_size=400),
        st.sampled_from(
            [
                b"",
                b"%PDF-1.4\n",
                b"PK\x03\x04",
                b"{\\rtf1 ",
                b"<html>",
                b"\x89PNG\r\n\x1a\n",
                b"From: a\nTo: b\n\n",
            ]
        ),
    )
    @settings(max_examples=150, deadline=None)
    def test_no_bytes_bring_it_down(self, data: bytes, start: bytes) -> None:
        read_file("a", start + data)


class TestAddressesNobodyToldUsOf:
    """Charnwood, 2023: a new address was typed in a note, and a letter quoted it."""

    def looked_at(self, text: str, known: tuple[str, ...] = ()) -> set[str]:
        return {finding.said for finding in inspect([("a.txt", text.encode())], search=SEARCH, known=known)}

    def test_are_looked_at(self) -> None:
        assert self.looked_at("She moved to 3 Tannery Lane, Marlbrook ZX9 4QP on Monday.") >= {
            "3 Tannery Lane",
            "ZX9 4QP",
        }
        assert self.looked_at("Mae hi yn 22 Ffordd Aberwern erbyn hyn") == {"22 Ffordd Aberwern erbyn hyn"}
        assert self.looked_at("Ring 07700 900123.") == {"07700 900123"}

    def test_apart_from_the_readers_own_and_ours(self) -> None:
        assert (
            self.looked_at("3 Tannery Lane ZX9 4QP", known=("3 Tannery Lane, Marlbrook, ZX9 4QP",)) == set()
        )


class TestPastedFromAnotherCase:
    """Birmingham, 2024: the police's words about a neighbour's child were pasted into a plan."""

    OTHER = (
        "Officers attended the home at ten in the evening after a neighbour heard shouting. The older boy was in the kitchen "
        "with his uncle and said that he had not eaten since the morning. A referral was made the same night."
    )

    def test_a_copied_sentence_is_recognised_even_when_retyped(self) -> None:
        pasted = "In our view things are better. the older boy was in the KITCHEN, with his uncle, and said that he had not eaten since. He sleeps well."
        assert copied_from(
            pasted, {"a neighbour's child": self.OTHER, "another": "Nothing of the kind " * 20}
        ) == ["a neighbour's child"]

    def test_ordinary_phrases_are_not(self) -> None:
        assert copied_from("A referral was made the same day. The older boy is well.", {1: self.OTHER}) == []


class TestTheTime:
    def test_two_thousand_values_are_looked_for_in_three_hundred_pages_in_a_second(self) -> None:
        chance = random.Random(7)
        names = [
            "".join(chance.choices("abcdefghijklmnoprstuwy", k=chance.randint(4, 11))).capitalize()
            for _ in range(2_000)
        ]
        words = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(800)]
        pages = [
            Piece(
                " ".join(chance.choices(words, k=450) + chance.choices(names, k=2)),
                Where("a", Part.PAGE, number),
            )
            for number in range(300)
        ]
        search = Search(Protected(Kind.FAMILY_NAME, name, number) for number, name in enumerate(names))
        began = time.perf_counter()
        assert len(search.find(pages)) >= 600
        assert time.perf_counter() - began < 1
