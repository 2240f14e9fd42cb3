"""Named questions -> rows."""
