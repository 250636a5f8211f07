"""Taking files off the wire: only where a page takes them, only from somebody signed in, and never more than that page's due.

Django reads a form before any page looks at it, so the limit has to stand here. `settings.TAKES_FILES` names the pages.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, StopUpload, TemporaryFileUploadHandler

from hafan.foundation.doors import TOKEN
from hafan.foundation.file_room import Room

#: A form has a little more in it than its files.
_ROUND_THE_FILES = 1024 * 1024


class TakenFiles(TemporaryFileUploadHandler):
    """Files go straight to disk. Those of any other page, or from a stranger, are let fall; past the limit, nothing more is kept."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002
        META: Any,  # noqa: N803, ARG002
        content_length: int,
        boundary: Any,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        """Take note of the size announced, so that too much is refused before a byte is kept."""
        self.taken = 0
        self.files = 0
        self.announced = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, if this is the place for files."""
        self.room = self.room_here()
        self.files += 1
        if self.files > self.room.files or self.announced > self.room.total_bytes + _ROUND_THE_FILES:
            self.refuse(hear_out=self.announced <= self.room.not_heard_out)
        super().new_file(*args, **kwargs)

    def room_here(self) -> Room:
        """How much this page takes from whoever is signed in."""
        place = self.request and self.request.resolver_match
        room = settings.TAKES_FILES.get(place.view_name) if place else None
        if not self.request or room is None or TOKEN not in self.request.session:
            raise SkipFile
        return room

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, while there is room."""
        self.taken += len(raw_data)
        if self.taken > self.room.total_bytes:
            self.refuse(hear_out=True)
        super().receive_data_chunk(raw_data, start)

    def refuse(self, *, hear_out: bool) -> None:
        """Keep nothing of this form's files, and let the page say so."""
        self.request.upload_refused = True  # type: ignore[union-attr]
        raise StopUpload(connection_reset=not hear_out)
