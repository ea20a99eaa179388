"""Bodies are bounded before and after decompression."""

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import FetchError, TooLarge
from digest.read.web.bodies import decompressed

FEED = b"<rss version='2.0'><channel><title>Courier</title></channel></rss>" * 20
RAW = zlib.compress(FEED)[2:-4]


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (FEED, ""),
        (FEED, "identity"),
        (gzip.compress(FEED, mtime=0), "gzip"),
        (gzip.compress(FEED, mtime=0), "X-GZIP"),
        (gzip.compress(gzip.compress(FEED, mtime=0), mtime=0), "gzip, gzip"),
        (zlib.compress(FEED), "deflate"),
        (RAW, "deflate"),
        (gzip.compress(FEED[:50], mtime=0) + gzip.compress(FEED[50:], mtime=0), "gzip"),
        (gzip.compress(FEED, mtime=0) + b"and more", "gzip"),
        (FEED, "gzip"),
    ],
)
def test_a_body_is_what_it_was_before_it_was_compressed(body, encoding):
    """Also in several members, raw, twice, with junk behind it, or not compressed at all."""
    assert decompressed(body, encoding, 1_000_000, "x") == FEED


@pytest.mark.parametrize("encoding", ["gzip", "gzip, gzip"])
def test_a_bomb_is_refused_before_it_goes_off(encoding):
    """A hundred megabytes of nothing in a hundred kilobytes."""
    bomb = gzip.compress(b"\0" * 100_000_000, mtime=0)
    body = gzip.compress(bomb, mtime=0) if "," in encoding else bomb
    with pytest.raises(TooLarge):
        decompressed(body, encoding, 1_000_000, "x")


def test_what_is_broken_off_or_in_another_encoding_is_refused():
    """In words, not as half a feed."""
    with pytest.raises(FetchError, match="broken off"):
        decompressed(gzip.compress(FEED, mtime=0)[:60], "gzip", 1_000_000, "x")
    with pytest.raises(FetchError, match="not asked for"):
        decompressed(FEED, "br", 1_000_000, "x")
    with pytest.raises(FetchError, match="more often"):
        decompressed(FEED, "gzip, " * 4, 1_000_000, "x")


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "gzip, deflate"]))
def test_any_bytes_are_read_or_refused(body, encoding):
    """No other error comes of them."""
    with suppress(FetchError):
        assert len(decompressed(b"\x1f\x8b" + body, encoding, 1000, "x")) <= 1000
