"""`fetch` and what belongs to it."""
