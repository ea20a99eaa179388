"""The site in a real browser, from a real server and from a folder."""

import functools
import http.server
import importlib.util
import threading
from pathlib import Path

import pytest

from digest.publish import Site, environment, render

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[2]

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}")

STORY = "stories/marrow-bridge-closed/index.html"
PAGES = (
    "index.html",
    STORY,
    "stories/choir-seeks-basses/index.html",
    "editions/2031-03-04/index.html",
    "archive/index.html",
)

# Every element with text of its own, its colour against the nearest background behind it.
CONTRASTS = """() => {
  const channels = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => { const [r, g, b] = channels(c).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor;
      if ((channels(c)[3] ?? 1) > 0) return c; } return 'rgb(255, 255, 255)'; };
  return [...document.body.querySelectorAll('*')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => { const [a, b] = [light(getComputedStyle(e).color), light(behind(e))];
      return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.outerHTML.slice(0, 80)]; }); }"""


def invented():
    """The invented editions that the tests of the pages use too."""
    path = ROOT / "tests" / "publish" / "invented_editions.py"
    spec = importlib.util.spec_from_file_location("invented_for_browser", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def written(editions, folder):
    for rendition in render(
        editions, Site("https://lantern.example/", "The Lantern"), environment([ROOT / "templates"])
    ):
        path = folder / rendition.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(rendition.data)
    return folder / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    editions = invented()
    return written([editions.full(), editions.earlier()], tmp_path_factory.mktemp("lantern"))


@pytest.fixture(scope="module")
def address(folder):
    handler = functools.partial(_Quiet, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield launched
        launched.close()


@pytest.fixture
def opened(browser):
    """Opens an address in a window of its own; all are closed at the end."""
    contexts = []

    def page_at(url, width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.noted = []
        page.on("console", lambda message: page.noted.append(message.text))
        page.on("pageerror", lambda error: page.noted.append(str(error)))
        page.on("requestfailed", lambda request: page.noted.append(request.url))
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(url)
        return page

    yield page_at
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_in_silence_and_asks_nobody_else(opened, address, path):
    """Itself and its stylesheet, nothing more, and no complaint of the browser."""
    page = opened(address + path)
    assert page.noted == []
    assert page.asked == [address + path, address + "style.css"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(opened, address, path):
    """Nothing is wider than 360 pixels, whatever is opened."""
    page = opened(address + path, width=360)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_hostile_edition_fits_a_phone_and_runs_nothing(opened, tmp_path):
    """Its words are words, in titles as in citations."""
    site = written([invented().hostile()], tmp_path)
    for path in ("index.html", "stories/hostile/index.html"):
        page = opened((site / path).as_uri(), width=360)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.evaluate("document.querySelectorAll('img, iframe').length") == 0
        assert page.noted == []


@pytest.mark.parametrize("script", [True, False])
def test_opening_a_citation_shows_the_sentence_at_its_source(opened, address, script):
    """One click, with or without script."""
    page = opened(address + STORY, java_script_enabled=script)
    bullet = page.locator(".quick-look > li").first
    sentence = bullet.get_by_text("Cracks were found in four hangers on the northern span")
    assert not sentence.is_visible()
    bullet.locator("summary").click()
    assert sentence.is_visible()
    assert bullet.get_by_text("Northshore Gazette, 4 March 2031").is_visible()
    href = bullet.get_by_role("link", name="Northshore Gazette").get_attribute("href")
    assert "#:~:text=Cracks%20were" in href


def test_a_citation_opens_by_keyboard(opened, address):
    """Focus and Enter do what a click does."""
    page = opened(address + STORY)
    citation = page.locator(".quick-look details").first
    citation.locator("summary").focus()
    page.keyboard.press("Enter")
    assert citation.get_attribute("open") is not None


def test_numerals_are_large_enough_to_touch(opened, address):
    """At least 24 pixels in both directions."""
    page = opened(address + STORY, width=360)
    boxes = [each.bounding_box() for each in page.locator("summary").all()]
    assert boxes
    assert min(box["height"] for box in boxes) >= 24
    assert min(box["width"] for box in boxes) >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_every_word_can_be_read_by_day_and_by_night(opened, address, path, scheme):
    """Contrast of 4.5 to 1 or more."""
    page = opened(address + path, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    contrasts = page.evaluate(CONTRASTS)
    assert contrasts
    assert [each for each in contrasts if each[0] < 4.5] == []


def test_dark_is_dark(opened, address):
    """The reader's own setting decides."""
    colours = {
        scheme: opened(address, color_scheme=scheme).evaluate(
            "getComputedStyle(document.body).backgroundColor"
        )
        for scheme in ("light", "dark")
    }
    assert colours == {"light": "rgb(253, 252, 249)", "dark": "rgb(20, 20, 19)"}


def test_the_site_works_from_a_folder(opened, folder):
    """Opened as files, with its stylesheet and its links."""
    page = opened((folder / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 252, 249)"
    page.get_by_role("link", name="Marrow Bridge closed").click()
    assert (
        page.get_by_role("heading", level=1).inner_text() == "Marrow Bridge closed until mid-March"
    )
    page.get_by_role("link", name="Archive").click()
    assert page.url == (folder / "archive/index.html").as_uri()


def test_the_contents_stand_beside_a_story_where_there_is_room(opened, address):
    """On a phone they would only be in the way."""
    for width, shown in ((1280, True), (360, False)):
        contents = opened(address + STORY, width=width).get_by_role(
            "navigation", name="On this page"
        )
        assert contents.is_visible() is shown


def test_print_loses_navigation_and_gains_addresses(opened, address):
    """Paper has no links."""
    page = opened(address + STORY)
    page.emulate_media(media="print")
    assert not page.locator(".masthead nav").is_visible()
    shown = page.evaluate(
        "getComputedStyle(document.querySelector('.sources a'), '::after').content"
    )
    assert "https://courier.example/bridge" in shown


def test_the_first_key_leads_past_the_navigation(opened, address):
    """A skip link that shows itself when it is reached."""
    page = opened(address + STORY)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Skip to the content"
    assert focused.bounding_box()["y"] >= 0
