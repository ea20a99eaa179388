"""Dates as sources write them → RFC 3339 or YYYY-MM-DD."""

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime


def normalised(value: str | None) -> str | None:
    """A date or a date-time with a zone (UTC where it has none); None for what is no date."""
    text = (value or "").strip()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
    return None
