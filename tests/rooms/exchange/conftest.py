"""People who send returns."""

from __future__ import annotations

import pytest

from tests.rooms.exchange.arriving import Desk


@pytest.fixture
def desk(cast, sign_in):
    """Dan, data officer of Marlbrook in England, at the pages of returns."""
    return Desk(sign_in(cast.dan), cast.dan)
