"""Moments as text, written one way everywhere."""

from datetime import UTC, datetime


def rfc3339(moment: datetime) -> str:
    """In UTC, to the second ("2026-03-14T07:00:00Z"), so that texts compare as their moments do."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
