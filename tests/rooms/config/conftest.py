"""A child with a story."""

from tests.stories_told import baby, days, stories  # noqa: F401
