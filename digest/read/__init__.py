"""Outside → `Article`.  One file a form; `files` chooses among them."""
