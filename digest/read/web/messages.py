"""What is asked of a host, and what it answered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Validators:
    """Of the last full answer: with them, a host says whether anything has changed since."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """As a request carries them."""
        sent = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in sent.items() if value}


@dataclass(frozen=True, slots=True)
class Request:
    """An address to read."""

    url: str
    validators: Validators = Validators()
    accept: str = "*/*"


@dataclass(frozen=True, slots=True)
class Response:
    """What came of it."""

    url: str  # as asked
    final_url: str  # after redirects
    moved_to: str | None  # where permanent redirects alone lead; None where it did not move
    status: int  # 200, or 304 where nothing has changed
    body: bytes  # decompressed; b"" for 304
    content_type: str  # as sent, "" where it was not
    robots: tuple[str, ...]  # values of X-Robots-Tag
    validators: Validators  # to send next time
