"""Lines of the log: what failed and where. Never what an exception says: a database quotes the row it refused."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType

_Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Lines(logging.Formatter):
    """As usual, but of an exception only its kind and the places it came through."""

    def formatException(self, ei: _Failure) -> str:  # noqa: N802 - the library's name
        """The places, and the kinds of what went wrong, one after the other."""
        told: list[str] = []
        failure = ei[1]
        while failure is not None and len(told) < 20:
            places = "".join(traceback.format_tb(failure.__traceback__))
            told.append(f"{places}{type(failure).__module__}.{type(failure).__qualname__}")
            failure = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)
        return "\nwhile handling or because of\n".join(told)


class JsonLines(Lines):
    """The same, one line of JSON for each, for a collector that reads many machines' logs."""

    def format(self, record: logging.LogRecord) -> str:
        """When (UTC), how bad, where, what; and of a failure its places."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "where": record.name,
            "said": record.getMessage(),
        }
        if record.exc_info:
            told["failure"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True)
