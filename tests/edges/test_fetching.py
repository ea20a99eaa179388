"""From feeds and pages on a real server to a published site, through the real command line."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from digest.store import Store
from tests.web import serving

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "TZ": "UTC"}

STORM = [
    "Ferries to Sallow Island sailed again on Sunday after a storm had kept them in harbour for three days.",
    "The first boat left Port Merrin at 06:10 with 84 passengers, harbour master Zoe Alund said.",
    "Nobody was hurt in the storm, which tore the roof off the only school of the island.",
    "Pupils will be taught in the town hall until the school has a new roof, the island council decided.",
    "The storm was the third since October, and the council wants a higher wall at the landing stage.",
    "Shops on the island had run out of bread on Saturday, and a helicopter brought flour from Merrin.",
]


def story(times: int = 3) -> list[str]:
    """Paragraphs of a report long enough to be no teaser."""
    return [f"{line} {line.replace('storm', 'gale')}" for line in STORM for _ in range(1)] * times


def page(title: str, paragraphs: list[str], head: str = "") -> str:
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head>'
        f"<body><nav>Home News Sport</nav><article><h1>{title}</h1>{body}</article></body></html>"
    )


def item(number: int, address: str, title: str, text: str, full: str = "") -> str:
    encoded = f"<content:encoded><![CDATA[{full}]]></content:encoded>" if full else ""
    return (
        f"<item><title>{title}</title><link>{address}</link><guid isPermaLink='false'>id-{number}"
        f"</guid><pubDate>Sun, 04 May 2025 0{number}:00:00 GMT</pubDate>"
        f"<description>{text}</description>{encoded}</item>"
    )


def feed(title: str, link: str, *items: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{title}</title><link>{link}</link><language>en</language>"
        f"<description>News</description>{''.join(items)}</channel></rss>"
    )


@pytest.fixture
def web():
    with serving() as served:
        yield served


@pytest.fixture
def two_feeds(web, tmp_path):
    """A feed with full texts, one with teasers and their pages, and a configuration of both."""
    full = "".join(f"<p>{each}</p>" for each in story())
    web.put(
        "/post/feed",
        feed(
            "Sallow Post",
            f"{web.address}/post/",
            item(1, f"{web.address}/post/1", "Ferries sail to Sallow Island again", STORM[0], full),
            item(2, f"{web.address}/post/2", "School without a roof moves", STORM[2], full),
        ),
    )
    web.put("/courier/1", page("First ferry in three days", story()), "text/html")
    web.put(
        "/courier/feed",
        feed(
            "Merrin Courier",
            f"{web.address}/courier/",
            item(3, f"{web.address}/courier/1", "First ferry in three days", STORM[1]),
            item(4, f"{web.address}/courier/lost", "Flour by helicopter", STORM[5]),
        ),
    )
    config = tmp_path / "digest.toml"
    config.write_text(
        "[fetch]\nallow_private = true\ndelay = 0\n"
        f'[[sources]]\nname = "post"\nfeed = "{web.address}/post/feed"\nsection = "Isles"\n'
        f'[[sources]]\nname = "courier"\nfeed = "{web.address}/courier/feed"\n'
    )
    return tmp_path


def digest(folder: Path, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Runs the command there; it must end with that code, and never with a traceback."""
    command = [sys.executable, "-m", "digest", *arguments]
    ran = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in ran.stderr
    assert ran.returncode == code, ran.stderr
    return ran


def fetched(folder: Path) -> dict[str, dict[str, object]]:
    lines = digest(folder, "fetch", "--json").stdout.splitlines()
    return {(record := json.loads(line))["name"]: record for line in lines}


def stored(folder: Path) -> dict[str, str]:
    """Text of each stored article, by title."""
    with Store.open(folder / "output" / "digest.db") as store:
        return {article.title: article.text for article in store.articles()}


def test_what_feeds_and_pages_hold_is_stored_and_published(two_feeds, web):
    """An entry's page gives its text where the feed has a teaser; where it is gone, the teaser stays."""
    counts = fetched(two_feeds)
    assert (counts["post"]["new"], counts["post"]["pages"]) == (2, 0)
    assert (counts["courier"]["new"], counts["courier"]["pages"]) == (2, 1)
    texts = stored(two_feeds)
    assert texts["First ferry in three days"].count("Zoe Alund") > 1
    assert texts["Flour by helicopter"] == STORM[5]
    before = len(web.asked)
    digest(two_feeds, "build")
    assert len(web.asked) == before
    edition = json.loads(next((two_feeds / "output" / "editions").glob("*.json")).read_text())
    assert edition["date"] == "2025-05-04"
    assert {a["outlet"] for a in edition["articles"]} == {"Sallow Post", "Merrin Courier"}
    assert "Isles" in {s["section"] for s in edition["stories"]}
    assert (two_feeds / "output" / "site" / "feed.xml").exists()


def test_a_second_fetch_transfers_no_body_and_a_third_only_what_changed(two_feeds, web):
    """Validators go with the request; of a feed with one entry changed, one article is taken in."""
    fetched(two_feeds)
    web.asked.clear()
    again = fetched(two_feeds)
    assert [each["modified"] for each in again.values()] == [False, False]
    assert {(status, size) for path, status, size in web.asked if path.endswith("/feed")} == {
        (304, 0)
    }
    changed = web.files["/post/feed"][1].decode().replace("School without", "A school without")
    web.put("/post/feed", changed)
    third = fetched(two_feeds)
    assert (third["post"]["new"], third["post"]["changed"], third["post"]["unchanged"]) == (0, 1, 1)
    assert third["courier"]["changed"] == 0


def test_a_page_in_place_of_a_feed_is_refused_with_what_it_advertises(two_feeds, web):
    """One line that names the source, and the feed to take instead; the others are read."""
    link = '<link rel="alternate" type="application/rss+xml" href="/courier/feed">'
    web.put("/post/feed", page("Sallow Post", STORM, link), "text/html")
    ran = digest(two_feeds, "fetch", "--strict", code=1)
    line = next(line for line in ran.stderr.splitlines() if "post" in line and "not read" in line)
    assert "web page" in line
    assert f"{web.address}/courier/feed" in line


def test_a_source_that_is_gone_is_not_asked_again(two_feeds, web):
    """410 stops it, and every later run says so."""
    web.statuses["/post/feed"] = 410
    digest(two_feeds, "fetch")
    web.asked.clear()
    ran = digest(two_feeds, "fetch")
    assert web.sent("/post/feed") == []
    assert "gone" in ran.stderr
    state = json.loads(digest(two_feeds, "status", "--json").stdout)
    assert [s["name"] for s in state["sources"] if s["gone"]] == ["post"]


def test_a_build_of_addresses_needs_no_configuration(web, tmp_path):
    """A feed and a page, on a private host that the command itself names and admits."""
    full = "".join(f"<p>{each}</p>" for each in story())
    one = web.put(
        "/feed", feed("Post", web.address, item(1, f"{web.address}/1", "Ferries sail", "", full))
    )
    other = web.put("/page.html", page("First ferry in three days", story()), "text/html")
    refused = digest(tmp_path, "build", one, code=3)
    assert "private" in refused.stderr
    digest(tmp_path, "build", one, other, "--allow-private")
    edition = json.loads(next((tmp_path / "output" / "editions").glob("*.json")).read_text())
    assert {a["source"] for a in edition["articles"]} == {f"{web.address}/1", other}
    assert not (tmp_path / "output" / "digest.db").exists()


def test_a_publisher_who_forbids_snippets_is_linked_and_never_quoted(web, tmp_path):
    """`nosnippet` on a page: not a word of its text is in the edition, the link is."""
    quiet = page("A quiet report", story(), '<meta name="robots" content="nosnippet">')
    address = web.put("/quiet", quiet, "text/html")
    digest(tmp_path, "build", address, "--allow-private")
    site = tmp_path / "output" / "site"
    shown = "".join(
        file.read_text() for file in site.rglob("*.*") if file.suffix in (".html", ".md")
    )
    assert address in shown
    assert "A quiet report" in shown
    assert not [line for line in STORM if line[:40] in shown]


def test_commands_that_ask_about_sources_answer(two_feeds, web):
    """`status`, `check`, `articles` and `prune` after a fetch."""
    fetched(two_feeds)
    health = json.loads(digest(two_feeds, "status", "--json").stdout)
    assert [s["name"] for s in health["sources"]] == ["courier", "post"]
    assert all(s["last_success"] and s["last_error"] is None for s in health["sources"])
    assert "post" in digest(two_feeds, "status").stdout
    found = [
        json.loads(line)
        for line in digest(two_feeds, "articles", "flour", "--json").stdout.splitlines()
    ]
    assert "Flour by helicopter" in {hit["title"] for hit in found}
    shown = digest(two_feeds, "articles", "--show", found[0]["id"])
    assert found[0]["title"] in shown.stdout
    assert "would remove 0 articles" in digest(two_feeds, "prune").stderr
    assert "0 wrong" in digest(two_feeds, "check").stderr
    web.statuses["/post/feed"] = 500
    assert "1 wrong" in digest(two_feeds, "check", code=1).stderr


def test_sources_are_added_listed_exported_imported_and_removed(web, tmp_path):
    """`sources add` finds the feed of a page; OPML goes out and comes in again."""
    web.put("/feed", feed("Post", web.address, item(1, f"{web.address}/1", "Ferries sail", "x")))
    link = '<link rel="alternate" type="application/rss+xml" title="The Post" href="/feed">'
    address = web.put("/", page("Post", STORM, link), "text/html")
    digest(tmp_path, "sources", "add", address, "--allow-private")
    assert f"{web.address}/feed" in digest(tmp_path, "sources", "list").stdout
    opml = digest(tmp_path, "sources", "export").stdout
    (tmp_path / "list.opml").write_text(opml)
    digest(tmp_path, "sources", "remove", "The Post")
    assert "feed" not in digest(tmp_path, "sources", "list", "--json").stdout
    digest(tmp_path, "sources", "import", "list.opml")
    assert "The Post" in digest(tmp_path, "sources", "list").stdout


def test_a_new_digest_builds_at_once(tmp_path):
    """`init`, then `build`; a second `init` writes nothing over."""
    digest(tmp_path, "init")
    (tmp_path / "digest.toml").write_text(
        'title = "Mine"\n' + (tmp_path / "digest.toml").read_text().replace('title = "Digest"', "")
    )
    mine = (tmp_path / "digest.toml").read_bytes()
    said = digest(tmp_path, "init").stderr
    assert "kept as it is" in said
    assert (tmp_path / "digest.toml").read_bytes() == mine
    digest(tmp_path, "build")
    assert (tmp_path / "output" / "site" / "index.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_fetch_killed_at_any_moment_loses_and_doubles_nothing(web, tmp_path):
    """Killed twenty times at random moments, then let finish: every article once, the file sound."""
    chance = random.Random(7)
    sources = []
    for number in range(4):
        items = []
        for each in range(9):
            path = f"/{number}/{each}"
            web.put(path, page(f"Report {number} {each}", story()), "text/html")
            items.append(
                item(1 + each, web.address + path, f"Report {number} {each}", STORM[each % 6])
            )
        web.put(f"/{number}/feed", feed(f"Paper {number}", f"{web.address}/{number}/", *items))
        sources.append(
            f'[[sources]]\nname = "paper {number}"\nfeed = "{web.address}/{number}/feed"\n'
        )
    (tmp_path / "digest.toml").write_text(
        "[fetch]\nallow_private = true\ndelay = 0\n" + "".join(sources)
    )
    command = [sys.executable, "-m", "digest", "fetch"]
    for _ in range(20):
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.3, 1.3))
        process.send_signal(signal.SIGKILL)
        process.wait()
    digest(tmp_path, "fetch")
    with Store.open(tmp_path / "output" / "digest.db", write=True) as store:
        assert store.integrity() == []
        texts = {article.title: article.text for article in store.articles()}
        assert store.pending() == []
    assert sorted(texts) == sorted(f"Report {n} {m}" for n in range(4) for m in range(9))
    assert all(text.count("Zoe Alund") > 1 for text in texts.values())


CAPTURED = (
    Path(os.environ.get("DIGEST_DATA", ROOT.parent / "shared")) / "data" / "feeds" / "captured"
)


@pytest.mark.skipif(not CAPTURED.is_dir(), reason="no captured feeds: set DIGEST_DATA")
def test_feeds_as_they_were_served_become_a_site(web, tmp_path):
    """Every real feed is read, a second fetch brings nothing, and the site stands on what came."""
    files = sorted(CAPTURED.iterdir())
    sources = []
    for number, file in enumerate(files):
        web.files[f"/{number}"] = ("application/xml", file.read_bytes())
        sources.append(
            f'[[sources]]\nname = "{number}"\nfeed = "{web.address}/{number}"\nfull_text = "feed"\n'
        )
    (tmp_path / "digest.toml").write_text(
        "[fetch]\nallow_private = true\ndelay = 0\n" + "".join(sources)
    )
    first = fetched(tmp_path)
    assert [each["failed"] for each in first.values()] == [None] * len(files)
    assert sum(int(each["new"]) for each in first.values()) > 10 * len(files)
    web.asked.clear()
    assert sum(int(each["new"]) for each in fetched(tmp_path).values()) == 0
    assert {size for path, _, size in web.asked if path != "/robots.txt"} == {0}
    digest(tmp_path, "build")
    edition = next((tmp_path / "output" / "editions").glob("*.json"))
    assert "0 findings" in digest(tmp_path, "verify", str(edition)).stderr
    assert len(list((tmp_path / "output" / "site" / "stories").iterdir())) > 10
