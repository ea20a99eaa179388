"""Dates as sources write them → RFC 3339 or YYYY-MM-DD."""

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from email.utils import parsedate_to_datetime


def normalised(value: str | None) -> str | None:
    """A date or a date-time with a zone (UTC where it has none); None for what is no date."""
    text = (value or "").strip()
    try:
        day = date.fromisoformat(text)
        return day.isoformat() if _reckoned(day) else None
    except ValueError:
        pass
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if not _reckoned(moment):
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
    return None


def _reckoned(day: date) -> bool:
    """Whether the day can be told in every zone: the first and the last year of all cannot."""
    return MINYEAR < day.year < MAXYEAR
