"""Children with stories."""

from tests.stories_told import baby, days, stories  # noqa: F401
