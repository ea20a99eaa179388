"""`digest run` as a process of its own: the clock, the mail server and the signals are real."""

import email
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from contextlib import contextmanager
from email import policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.web import serving

ROOT = Path(__file__).parents[2]
SECONDS_TO_BUILD = 90  # on a small machine, with cold caches
HALF_PAST_SIX = 6 * 3600 + 30 * 60
ARTICLES = [
    {
        "id": "courier-1",
        "outlet": "Merrin Courier",
        "title": "Ferries to Sallow Island sail again",
        "published": "2031-05-04T05:00:00Z",
        "text": (
            "PORT MERRIN - Ferries to Sallow Island sailed again on Sunday after a storm had kept "
            "them in harbour for three days.\n\nThe first boat left Port Merrin at 06:10 with 84 "
            "passengers, harbour master Zoë Ålund said.\n\nNobody was hurt in the storm, which "
            "tore the roof off the island's only school."
        ),
    },
    {
        "id": "post-1",
        "outlet": "Sallow Post",
        "title": "First ferry in three days reaches Sallow Island",
        "published": "2031-05-04T06:00:00Z",
        "text": (
            "A ferry reached Sallow Island on Sunday for the first time since Thursday, when a "
            "storm closed the harbour of Port Merrin.\n\nHarbour master Zoë Ålund said that 84 "
            "passengers were on board.\n\nPupils will be taught in the town hall until the school "
            "has a new roof, the island's council decided."
        ),
    },
]


class Postbox:
    """Keeps what it is sent."""

    def __init__(self):
        self.kept = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.kept.append(envelope)
        return "250 kept"


@pytest.fixture
def postbox():
    """A mail server on loopback, and the port it listens on."""
    box = Postbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop()


def zone_file(changes):
    """A zone of the tz database that changes its offset to UTC at moments (Unix seconds, seconds).

    Due times are whole minutes: a zone of one's own, with seconds in its offset, brings them near.
    """
    offsets = [changes[0][1], *(offset for _, offset in changes)]
    counts = struct.pack(">6l", 0, 0, 0, len(changes), len(offsets), 4)
    data = b"".join(struct.pack(">q", moment) for moment, _ in changes)
    data += bytes(range(1, len(offsets)))
    data += b"".join(struct.pack(">lbb", offset, 0, 0) for offset in offsets) + b"TST\0"
    first = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, 1, 4) + bytes(6) + b"TST\0"
    return first + b"TZif2" + bytes(15) + counts + data + b"\n\n"


def zone_in_which_it_is(wall, then=()):
    """The offset that makes it `wall` (seconds of the day) now, and later jumps forward.

    `then` holds pairs: after so many seconds, the clock is put forward by so many.
    """
    now = int(time.time())
    offset = (wall - now) % 86400
    changes = [(now - 10**6, offset)]
    for after, forward in then:
        offset += forward
        changes.append((now + after, offset))
    return zone_file(changes)


@contextmanager
def running(folder, port, times, zone, more=""):
    """`digest run` in `folder`, its lines in run.log; killed at the end if it still runs."""
    (folder / "zones" / "Test").mkdir(parents=True)
    (folder / "zones" / "Test" / "Soon").write_bytes(zone)
    (folder / "digest.toml").write_text(
        f'timezone = "Test/Soon"\n[[sources]]\nname = "Harbour"\npath = "articles"\n'
        f"[schedule]\nbuild = {json.dumps(times)}\n"
        f'[mail]\nhost = "127.0.0.1"\nport = {port}\nfrom = "desk@example.org"\n'
        'to = ["ada@example.org", "bo@example.org"]\n' + more
    )
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONTZPATH": str(folder / "zones"),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "digest", "run", "--config", "digest.toml"]
    with (folder / "run.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def write_articles(folder, **changed):
    (folder / "articles").mkdir()
    lines = "".join(json.dumps(article | changed) + "\n" for article in ARTICLES)
    (folder / "articles" / "harbour.jsonl").write_text(lines)


def wait_for(fact, process, folder):
    """Waits until `fact()` is true, while the process lives."""
    deadline = time.monotonic() + SECONDS_TO_BUILD
    while not fact():
        said = (folder / "run.log").read_text()
        assert process.poll() is None, f"digest run ended by itself:\n{said}"
        assert time.monotonic() < deadline, f"waited in vain; digest run said:\n{said}"
        time.sleep(0.1)


def end(process, name=signal.SIGTERM):
    """Sends a signal and gives exit code and seconds until the end."""
    began = time.monotonic()
    process.send_signal(name)
    return process.wait(timeout=20), time.monotonic() - began


def test_a_run_builds_when_due_mails_and_ends(tmp_path, postbox):
    """It starts just before 06:30; soon the site is there, the mail is out, and it ends."""
    write_articles(tmp_path)
    zone = zone_in_which_it_is(HALF_PAST_SIX - 10)
    with running(tmp_path, postbox.port, ["06:30"], zone) as process:
        wait_for(lambda: len(postbox.kept) == 2, process, tmp_path)
        assert end(process)[0] == 0
    assert (tmp_path / "output" / "site" / "index.html").is_file()
    assert (tmp_path / "output" / "site" / "feed.xml").is_file()
    assert [kept.rcpt_tos for kept in postbox.kept] == [["ada@example.org"], ["bo@example.org"]]
    message = email.message_from_bytes(postbox.kept[0].original_content, policy=policy.default)
    assert "Sallow Island" in message.get_body(("plain",)).get_content()


def test_a_run_reads_its_feeds_before_it_builds(tmp_path, postbox):
    """What a feed served at 06:30 is in the site of 06:30."""
    write_articles(tmp_path, published=None)
    text = " ".join(ARTICLES[0]["text"].replace("ferry", "boat") for _ in range(5))
    with serving() as web:
        address = web.put(
            "/feed",
            "<rss version='2.0'><channel><title>Gull Lane Herald</title><item>"
            f"<title>Boats to Sallow Island sail again</title><description>{text}</description>"
            "</item></channel></rss>",
        )
        feed = (
            f'[[sources]]\nname = "Herald"\nfeed = "{address}"\n'
            "[fetch]\nallow_private = true\ndelay = 0\n"
        )
        zone = zone_in_which_it_is(HALF_PAST_SIX - 10)
        with running(tmp_path, postbox.port, ["06:30"], zone, feed) as process:
            wait_for(lambda: len(postbox.kept) == 2, process, tmp_path)
            assert end(process)[0] == 0
    pages = "".join(f.read_text() for f in (tmp_path / "output" / "site").rglob("*.html"))
    assert "Gull Lane Herald" in pages


def test_a_run_that_fails_is_told_and_the_next_one_comes(tmp_path, postbox):
    """At 06:30 there is nothing to read, and a line says so; at 06:31 it is there and mailed."""
    zone = zone_in_which_it_is(HALF_PAST_SIX - 10, then=[(25, 40)])
    with running(tmp_path, postbox.port, ["06:30", "06:31"], zone) as process:
        wait_for(lambda: "articles" in (tmp_path / "run.log").read_text(), process, tmp_path)
        assert postbox.kept == []
        write_articles(tmp_path)
        wait_for(lambda: len(postbox.kept) == 2, process, tmp_path)
        assert end(process)[0] == 0
    assert "Traceback" not in (tmp_path / "run.log").read_text()


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_waits_ends_at_once(tmp_path, postbox, name):
    """Hours before it is due, either signal ends it cleanly and within two seconds."""
    with running(tmp_path, postbox.port, ["06:30"], zone_in_which_it_is(3600)) as process:
        time.sleep(5)
        assert process.poll() is None, (tmp_path / "run.log").read_text()
        code, seconds = end(process, name)
    assert code == 0
    assert seconds < 2
    assert "Traceback" not in (tmp_path / "run.log").read_text()
    assert postbox.kept == []
