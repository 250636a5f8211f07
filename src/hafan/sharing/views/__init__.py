"""Pages of sharing, of who sees a child, and of emergencies."""
