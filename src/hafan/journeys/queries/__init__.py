"""Questions the pages of children ask."""
