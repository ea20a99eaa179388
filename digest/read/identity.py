"""What an article is called: by its canonical address, else by its content."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = ("utm_", "fbclid", "gclid", "mc_", "igshid", "cmpid", "ocid", "ref_src", "at_")


def article_id(url: str | None, *content: str) -> str:
    """A short stable id: of the canonical URL where there is one, else of the content."""
    key = canonical(url) if url else "\0".join(content)
    return "a-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def canonical(url: str) -> str:
    """The URL without what does not tell articles apart: scheme, case of the host, tracking, fragment."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    query = [
        (k, v)
        for k, v in parse_qsl(parts.query, keep_blank_values=True)
        if not k.startswith(_TRACKING)
    ]
    return urlunsplit(("https", host + port, parts.path.rstrip("/"), urlencode(query), ""))


def host_of(url: str | None) -> str | None:
    """The host of an http(s) address, without `www.`; None for anything else."""
    try:
        parts = urlsplit(url or "")
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and parts.scheme in ("http", "https") else None


def unknown_outlet(source: str) -> str:
    """The outlet of an article that nothing names."""
    return f"Unknown outlet ({source})"


def language_code(value: str | None) -> str:
    """ISO 639-1 of a language tag ("en", "en-GB", "pt_BR"); "" where it is none, or another's."""
    found = re.match(r"\s*([A-Za-z]{2})(?![A-Za-z])", value or "")
    return found[1].lower() if found else ""
