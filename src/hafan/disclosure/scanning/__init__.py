"""Reads the final bytes of whatever is about to leave, and finds in them what must not. It knows no database and no page."""
