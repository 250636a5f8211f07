"""From a return to a chronology: what each row says, as entries that a person could have recorded."""

from hafan.exchange.from_903.telling import Told, tell

__all__ = ["Told", "tell"]
