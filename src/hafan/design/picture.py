"""The picture."""


def draw() -> str:
    """Nothing yet."""
    return ""
