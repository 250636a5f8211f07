"""The journey picture."""


def picture_of(reading: object) -> None:
    """Nothing yet."""
