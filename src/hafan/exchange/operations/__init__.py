"""The verbs of returns: send one in, read it, write it into the records, or set it aside."""

from hafan.exchange.operations.parsing import CannotImport, YearNotKnown
from hafan.exchange.operations.reading import read_import, read_return, set_aside
from hafan.exchange.operations.sending import (
    NotAYear,
    NothingSent,
    SentFile,
    TooMuchSent,
    send_in,
    year_written,
)
from hafan.exchange.operations.taking import agree, read_again, stir, take_up
from hafan.exchange.operations.writing import Written, write_import, write_return

__all__ = [
    "CannotImport",
    "NotAYear",
    "NothingSent",
    "SentFile",
    "TooMuchSent",
    "Written",
    "YearNotKnown",
    "agree",
    "read_again",
    "read_import",
    "read_return",
    "send_in",
    "set_aside",
    "stir",
    "take_up",
    "write_import",
    "write_return",
    "year_written",
]
