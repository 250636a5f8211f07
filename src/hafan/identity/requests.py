"""A request whose sender has signed in, as views behind a door receive it."""

from __future__ import annotations

import uuid

from django.http import HttpRequest

from hafan.identity.models import Account


class SignedInRequest(HttpRequest):
    """Somebody's request: who they are, and the number that audit lines of this request share."""

    user: Account
    number: uuid.UUID
