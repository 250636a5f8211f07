"""What every note of one request shares: the number of the request, and of which sign-in it is part."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse

from hafan.foundation.doors import TOKEN

Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Around:
    """The request around a note, and the children noted in it so far."""

    number: uuid.UUID | None = None
    session: bytes | None = None
    children: set[int] = field(default_factory=set)


#: Empty in jobs and commands, which have no request.
around: ContextVar[Around] = ContextVar("around", default=Around())  # noqa: B039 - it is frozen


class NotedRequests:
    """Keeps the number and the sign-in of a request at hand for its notes."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Remember them while the request is answered."""
        token = request.session.get(TOKEN)
        kept = around.set(
            Around(
                getattr(request, "number", None),
                hashlib.sha256(bytes.fromhex(token)).digest()[:16] if token else None,
            )
        )
        try:
            return self.get_response(request)
        finally:
            around.reset(kept)
