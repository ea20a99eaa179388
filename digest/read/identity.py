"""What an article is called: by its canonical address, else by its content."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = (
    *(
        "utm_",
        "fbclid",
        "gclid",
        "mc_",
        "igshid",
        "cmpid",
        "ocid",
        "ref_src",
        "at_",
        "dclid",
        "gbraid",
    ),
    *("wbraid", "msclkid", "yclid", "twclid", "ttclid", "_hs", "mkt_tok", "guce_", "guccounter"),
    *("ns_mchannel", "ns_source", "ns_campaign", "wt.mc_", "__twitter_impression", "fb_", "amp_"),
)
_TRACKING_KEYS = frozenset("_ga _gl ito ncid smid smtyp taid usqp xtor".split())
_AMP_KEYS = frozenset({"amp", "outputtype"})
_AMP_ENDINGS = ("/amp", ".amp.html", ".amp", "/amp.html")
# Where Google shows pages of others: "/c/s/HOST/PATH" of its cache, "/amp/s/HOST/PATH" of its search.
_AMP_CACHE = re.compile(r"^/(?:[a-z]/s|[a-z]|amp/s|amp)/(?P<host>[^/]+\.[^/]+)(?P<path>/.*)?$")
# Under these, domains are given out one level further down: example.co.uk.
_SHARED = frozenset("ac co com edu gob gov ne net nom or org sch".split())


def article_id(url: str | None, *content: str) -> str:
    """A short stable id: of the canonical URL where there is one, else of the content."""
    key = canonical(url) if url else "\0".join(content)
    return "a-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def canonical(url: str) -> str:
    """The URL without what does not tell articles apart.

    That is scheme, case of the host, tracking, fragment, and whether it is the form for phones that
    AMP makes: all addresses of one article have one identity.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    path = parts.path
    if (host.endswith(".cdn.ampproject.org") or host == "google.com") and (
        cached := _AMP_CACHE.match(path)
    ):
        host, path = cached["host"].casefold().removeprefix("www."), cached["path"] or ""
    query = [
        (k, v)
        for k, v in parse_qsl(parts.query, keep_blank_values=True)
        if not k.startswith(_TRACKING) and k not in _TRACKING_KEYS and not _is_amp(k, v)
    ]
    path = _without_amp(path.rstrip("/"))
    return urlunsplit(("https", _plain_host(host) + port, path, urlencode(query), ""))


def _is_amp(key: str, value: str) -> bool:
    if key.casefold() not in _AMP_KEYS:
        return False
    return (
        value.casefold() in ("", "1", "true", "amp") if key.casefold() == "amp" else value == "amp"
    )


def _plain_host(host: str) -> str:
    """`amp.example.org` is `example.org`; `amp.org` is itself."""
    rest = host.removeprefix("amp.")
    return rest.removeprefix("www.") if "." in rest else host


def _without_amp(path: str) -> str:
    for ending in _AMP_ENDINGS:
        if path.endswith(ending) and len(path) > len(ending):
            kept = path[: -len(ending)]
            return f"{kept}.html" if ending == ".amp.html" else kept.rstrip("/")
    return path


def host_of(url: str | None) -> str | None:
    """The host of an http(s) address, without `www.`; None for anything else."""
    try:
        parts = urlsplit(url or "")
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and parts.scheme in ("http", "https") else None


def same_site(one: str, other: str) -> bool:
    """Whether two hosts are of one registered domain, as far as that can be told without a list."""
    return _registered(one) == _registered(other)


def _registered(host: str) -> str:
    labels = host.rstrip(".").split(".")
    if all(label.isdigit() for label in labels):
        return host
    levels = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SHARED else 2
    return ".".join(labels[-levels:])


def unknown_outlet(source: str) -> str:
    """The outlet of an article that nothing names."""
    return f"Unknown outlet ({source})"


def language_code(value: str | None) -> str:
    """ISO 639-1 of a language tag ("en", "en-GB", "pt_BR"); "" where it is none, or another's."""
    found = re.match(r"\s*([A-Za-z]{2})(?![A-Za-z])", value or "")
    return found[1].lower() if found else ""
