"""Taking files off the wire: only where returns are sent in, only from somebody signed in, and never more than a return.

Django reads a form before any page looks at it, so the limit has to stand here.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import SkipFile, StopUpload, TemporaryFileUploadHandler

from hafan.exchange.ssda903.limits import LIMITS
from hafan.foundation.doors import TOKEN

#: A form has a little more in it than its files.
_ROUND_THE_FILES = 1024 * 1024
#: Bytes past which it is not worth hearing the sender out before refusing.
_NOT_HEARD_OUT = 8 * LIMITS.total_bytes


class ReturnFiles(TemporaryFileUploadHandler):
    """Files of a return go straight to disk. Anybody else's are let fall; past the limit, nothing more is kept."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002
        META: Any,  # noqa: N803, ARG002
        content_length: int,
        boundary: Any,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        """Take note of the size announced, so that too much is refused before a byte is kept."""
        self.room = LIMITS.total_bytes
        self.files = 0
        self.announced = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, if this is the place for files."""
        place = self.request and self.request.resolver_match
        if not self.request or not place or place.view_name != "imports" or TOKEN not in self.request.session:
            raise SkipFile
        self.files += 1
        if self.files > LIMITS.files or self.announced > LIMITS.total_bytes + _ROUND_THE_FILES:
            self.refuse(hear_out=self.announced <= _NOT_HEARD_OUT)
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, while there is room."""
        self.room -= len(raw_data)
        if self.room < 0:
            self.refuse(hear_out=True)
        super().receive_data_chunk(raw_data, start)

    def refuse(self, *, hear_out: bool) -> None:
        """Keep nothing of this form's files, and let the page say so."""
        self.request.upload_refused = True  # type: ignore[union-attr]
        raise StopUpload(connection_reset=not hear_out)
