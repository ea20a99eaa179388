"""Words, dates and addresses as every format needs them: clean, plain and harmless."""

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

# Forbidden by XML 1.0, or able to turn a line of text around (bidirectional overrides).
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_URL_SAFE = "/:?@!$&'*+,;=%-._~"  # all that a URL may hold but brackets and parentheses
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PLAUSIBLE = (1000, 2999)  # years; anything else is a slip of the source
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def clean(text: str) -> str:
    """The text without the characters that no output may carry."""
    return text if text.isprintable() else FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """The text, clean, with every run of white space made one space."""
    return " ".join(clean(text).split())


def language_tag(language: str) -> str | None:
    """A language as a BCP 47 tag, or None where it is none."""
    known = _LANGUAGE.fullmatch(language) and language.lower() != "und"
    return language if known else None


def is_other_language(language: str, page: str) -> bool:
    """True where words in `language` need to be marked on a page in another one."""
    own = language_tag(language)
    return own is not None and own.lower().split("-")[0] != page.lower().split("-")[0]


# ---- dates -----------------------------------------------------------------------------------


def instant(value: str | None) -> datetime | None:
    """A moment in UTC; a plain date is its midnight, a naive time is UTC; None where unreadable."""
    try:
        parsed = datetime.fromisoformat((value or "").strip())
        aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def midnight(day: str) -> datetime:
    """The first moment of a day (YYYY-MM-DD) in UTC."""
    return datetime.combine(date.fromisoformat(day), time(), tzinfo=UTC)


def rfc3339(moment: datetime) -> str:
    """A moment in UTC, to the second, as JSON, HTML and sitemaps write it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(4096)
def plain_date(value: str | None) -> str:
    """`22 August 2025`, in the zone that the value itself names; "" where it is unreadable.

    A month (`2025-08`) or a year is given as far as it goes.
    """
    text = (value or "").strip()
    if re.fullmatch(r"\d{4}", text):
        return text
    if month := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text):
        return f"{_MONTHS[int(month[2]) - 1]} {month[1]}"
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        return ""
    if not _PLAUSIBLE[0] <= day.year <= _PLAUSIBLE[1]:
        return ""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def full_date(day: str) -> str:
    """`Friday, 22 August 2025`."""
    return f"{_WEEKDAYS[date.fromisoformat(day[:10]).weekday()]}, {plain_date(day)}"


# ---- counts ----------------------------------------------------------------------------------


def count(number: int, one: str, many: str = "") -> str:
    """`1 outlet`, `2 outlets`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def support(outlets: int, origins: int) -> str:
    """`1 outlet`, or `5 outlets, 3 independent`."""
    return count(outlets, "outlet") + (f", {origins} independent" if outlets > 1 else "")


# ---- addresses -------------------------------------------------------------------------------


def safe_url(url: str | None) -> str | None:
    """An http(s) address in plain ASCII, or None for anything else: only those become links."""
    try:
        parts = urlsplit(one_line(url or ""))
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9._-]+", host):
        return None
    place = host if port is None else f"{host}:{port}"
    rest = (quote(part, safe=_URL_SAFE) for part in (parts.path, parts.query, parts.fragment))
    return re.sub("%(?![0-9A-Fa-f]{2})", "%25", urlunsplit((parts.scheme, place, *rest)))


def at_passage(url: str, passage: str) -> str:
    """The address of a page at the words of a passage, by a text fragment."""
    words = passage.split()
    ends = [words] if len(words) <= 10 else [words[:5], words[-5:]]
    directive = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"
