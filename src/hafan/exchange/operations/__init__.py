"""The verbs of returns: send one in, read it, write it into the records, or set it aside."""

from hafan.exchange.operations.reading import CannotImport, read_import, read_return, set_aside
from hafan.exchange.operations.sending import NothingSent, TooMuchSent, send_in
from hafan.exchange.operations.writing import Written, write_import, write_return

__all__ = [
    "CannotImport",
    "NothingSent",
    "TooMuchSent",
    "Written",
    "read_import",
    "read_return",
    "send_in",
    "set_aside",
    "write_import",
    "write_return",
]
