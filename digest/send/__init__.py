"""Handing an edition over: by mail."""
