"""How much one file may hold, and why."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1024 * 1024
#: A scanned court bundle of 300 pages is about 20 MB.
FILE_BYTES: Final = 25 * MEGABYTE
#: A clean copy may be larger than what came: a picture is written anew.
CLEAN_BYTES: Final = 60 * MEGABYTE
#: The largest telephones take 48 million dots with their ordinary setting.
PICTURE_DOTS: Final = 50_000_000
#: Dots of one picture inside a PDF: an A3 sheet in colour at 600 dots an inch has 70 million.
PDF_PICTURE_DOTS: Final = 100_000_000
PDF_PAGES: Final = 2_000
PDF_OBJECTS: Final = 300_000
#: The parts of a Word or Excel file, unpacked.
PARTS: Final = 2_000
PARTS_BYTES: Final = 120 * MEGABYTE
#: XML of a large sheet packs about 20 to 1; past this ratio, and this size, it is a bomb.
RATIO: Final = 150
RATIO_APPLIES_ABOVE: Final = 4 * MEGABYTE
XML_DEPTH: Final = 200
XML_ELEMENTS: Final = 3_000_000
#: A process that looks at a file may use this much and no more.
CPU_SECONDS: Final = 10
MEMORY_BYTES: Final = 512 * MEGABYTE
WALL_SECONDS: Final = 30
