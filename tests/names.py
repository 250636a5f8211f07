"""Names as people bear them, and as people mistype them: none of anybody real."""

from __future__ import annotations

import unicodedata

WELSH = "Llŷr Siôn Gwenllïan Ŵyr Ffïon Anwylẏd Mŵn Tŷ Dŵr Rhŷs Siân Cerïan Lleucu Ynyr Angharad Gwŷdion Iôna Môn Ŷnys Ïor".split()
FAMILY = [
    "ap Rhŷs",
    "ferch Ŵyr",
    "O’Neill",
    "O'Neill",
    "D'Arcy",
    "Llwyd-Jones",
    "Ó Súilleabháin",
    "Mac Giolla Íosa",
    "van der Berg",
    "Nguyễn",
    "Šimůnková",
    "Łukasiewicz",
    "Ødegård",
    "Æsir",
    "Þórsdóttir",
    "Müller-Lüdenscheidt",
    "Yıldız",
    "İnce",
    "ßeiler",
    "Çelik",
    "D’ Ath",
]
ELSEWHERE = [
    "محمد علي", "فاطمة بنت أحمد", "דוד כהן", "שרה", "علی‌رضا", "می‌ترا", "李小龍", "山田 太郎", "ひかり", "김민준", "Ελένη Παπαδοπούλου", "Дмитрий Ёлкин",
    "Зоя", "अमृता शर्मा", "ਗੁਰਪ੍ਰੀਤ", "தமிழரசி", "สมชาย", "Անի", "ნინო", "አበበ", "ᱥᱟᱱᱛᱟᱲ", "မောင်", "ភ្នំ", "ລາວ", "Ngũgĩ wa Thiong’o", "Nʼdiaye", "Hawaiʻi", "ʻOkina",
]  # fmt: skip
ODD = [
    "Null", "null", "None", "NaN", "nan", "undefined", "True", "false", "0", "-", "N/A", "NULL", "#REF!", "#N/A", "inf", "1e5", "Test", "Admin", "root", "x",
    "Å", "Y", "Mc", "Jo", "Jr.", "José III", "St. John", "Mary Jane Anne Elizabeth", "DROP TABLE", "'; DROP TABLE people_child; --", "Robert'); --", "<b>Bold</b>", "<script>alert(1)</script>",
    "&amp;", "&lt;", "A & B", "\"Quoted\"", "'Single'", "`Back`", "Back\\slash", "per%cent", "under_score", "{{ 7*7 }}", "${x}", "#{x}", "%s", "%(x)s", "{0}", "a,b", "a;b", "a|b", "a\u00a0b",
    "=SUM(A1)", "=1+1", "+44", "-Ann", "@home", "＝full", "＋full", "－full", "＠full", "'=quoted", "''=twice", "|pipe", "%percent", "=HYPERLINK(\"http://x\")", "=cmd|'/c calc'!A1", "−minus",
    "🦋", "Sky 🦋", "🇬🇧 Ann", "👩🏽‍🦱", "Zoë 💜 Rose", "ﬁona", "ﬀion", "Ｆｕｌｌ", "Ⅳ", "½ Half", "x²", "ℳary", "𝒜nna", "Ａnn", "ﷺ", "Z͑͗a͒lgo", "e\u0301e\u0301", "A\u030angstro\u0308m",
    "_x0041_", "_x000D_", "\\n", "\\u0041", "C:\\Temp", "../..", "/etc/passwd", "con", "aux.txt", "a.b.c", "a@b.example", "http://x.example", "1/2/2024", "01-02", "2024-01-01", "5-6", "007", "1,000", "£5", "€", "(Ann)", "[Ann]",
]  # fmt: skip
LONG = [
    "A" * 200,
    "Ŵ" * 200,
    "Llanfair " * 22,
    "á" * 199 + "b",
    "-".join(["Jones"] * 33),
    "x" * 199,
    "李" * 200,
    "Ann " * 49 + "Ann",
]


def corpus() -> list[tuple[str, str]]:
    """(given, family), more than three hundred."""
    pairs = [(given, FAMILY[place % len(FAMILY)]) for place, given in enumerate(WELSH * 4)]
    pairs += [(WELSH[place % len(WELSH)], family) for place, family in enumerate(FAMILY * 2)]
    pairs += [(name, "") for name in (*WELSH, *ELSEWHERE, *ODD)] + [
        ("", name) for name in (*FAMILY, *ELSEWHERE)
    ]
    pairs += [(name, name) for name in LONG]
    pairs += [
        (unicodedata.normalize(form, given), unicodedata.normalize(form, "Ŵyr-Siôn"))
        for given in WELSH
        for form in ("NFC", "NFD")
    ]
    return [(given.strip(), family.strip()) for given, family in pairs]


#: Letters that are not seen and change what is: no name needs them where they stand here.
HIDING = [
    "Ann\u202eeinna", "\u202aAnn", "Ann\u202c", "A\u200bnn", "\ufeffAnn", "Ann\u2066x\u2069", "A\u200fnn", "Ann\u200e", "A\u200dnn", "A\u200cnn", "An\u00adn", "A\u2060nn", "\u061cAnn", "Ann\u180e", "Ann\u2028x", "A\u007fnn", "A\x1bnn",
]  # fmt: skip
