"""Pages of whatever leaves."""
