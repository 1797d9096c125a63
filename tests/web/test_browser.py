"""What an archivist does, in a real Chromium; axe finds nothing to complain of."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from storage.archive import Archive
from tests.making import article
from tests.web.making import COPY, GONE, RAW, REVISED, filled
from tests.web.serving import serving

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="no /usr/bin/chromium here: apt-get install chromium"
    ),
]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
expect.set_options(timeout=60_000)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("browser")
    filled(folder / "archive")
    with serving(folder / "archive", folder / "log", "--per-second", "10000") as there:
        yield there


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox"], timeout=60_000
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Page]:
    """A desktop without JavaScript: the page needs none."""
    context = chromium.new_context(
        viewport=DESKTOP, java_script_enabled=False, base_url=address, locale="en",
        accept_downloads=True,
    )  # fmt: skip
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def test_an_archivist_searches_narrows_and_saves_the_search(visit: Page) -> None:
    visit.goto("/")
    visit.get_by_role("searchbox").fill("سد")
    visit.keyboard.press("Enter")
    expect(visit.locator(".hits li")).to_have_count(5)
    visit.locator(".bars a").last.click()
    expect(visit.locator(".hits li")).to_have_count(3)
    visit.locator("aside").get_by_role("link", name="two").click()
    expect(visit.locator(".hits li")).to_have_count(1)
    permalink = visit.url
    assert "month=2026-11" in permalink and "outlet=two" in permalink
    visit.goto("/")
    visit.goto(permalink)
    expect(visit.locator(".hits li")).to_have_count(1)
    told = visit.request.get(visit.get_by_role("link", name="Atom").get_attribute("href") or "")
    assert f"/article/{COPY}" in told.text() and "<totalResults>" not in told.text()
    told = visit.request.get(
        visit.get_by_role("link", name="JSON", exact=True).get_attribute("href") or ""
    )
    assert told.json()["total"] == 1
    visit.locator(".chosen a").first.click()
    visit.locator(".chosen a").first.click()
    expect(visit.locator(".hits li")).to_have_count(5)
    visit.get_by_role("link", name="Concordance").click()
    expect(visit.locator(".concordance mark").first).to_have_text("سد")


def test_an_archivist_saves_a_search_and_reads_its_feed(visit: Page) -> None:
    visit.goto("/search?q=سد")
    visit.locator("aside").get_by_role("link", name="two").click()
    visit.get_by_label("Save this search").fill("Dams <script>alert(1)</script>")
    visit.get_by_role("button", name="Save").click()
    expect(visit.locator(".saved h2")).to_have_text("Dams <script>alert(1)</script>")
    expect(visit.locator(".saved strong")).to_have_text("0 new articles")
    told = visit.request.get(visit.locator(".saved a[href*='.atom']").get_attribute("href") or "")
    assert f"/article/{REVISED}" in told.text() and f"/article/{RAW}'" not in told.text()
    visit.get_by_role("button", name="Open, newest first").click()
    expect(visit.locator(".hits li")).to_have_count(2)
    assert "order=newest" in visit.url
    visit.get_by_role("link", name="Saved searches").first.click()
    visit.get_by_role("button", name="Delete").click()
    expect(visit.locator(".saved li")).to_have_count(0)


def test_an_archivist_sees_shares_and_days_and_takes_all_hits_home(visit: Page) -> None:
    visit.goto("/search?q=سد")
    visit.get_by_role("link", name="share of all that was kept").click()
    expect(visit.locator(".bars a").last).to_have_attribute(
        "title", re.compile(r"2026-11: 3 / 4 \(75\.0%\)")
    )
    visit.locator(".bars a").last.click()
    assert visit.locator(".bars li.blind").count() > 20
    visit.locator(".bars a").last.click()
    assert "since=2026-11-20" in visit.url
    for name, lines in (("All hits as CSV", 4), ("JSON Lines", 3)):
        with visit.expect_download() as begun:
            visit.get_by_role("link", name=name).click()
        assert len(Path(begun.value.path()).read_text("utf-8").splitlines()) == lines


def test_an_archivist_follows_an_article_through_versions_story_and_citation(visit: Page) -> None:
    visit.goto("/search?q=شفشاون")
    visit.locator(".hits h2 a").click()
    visit.locator("nav.actions a[href*='/versions']").click()
    expect(visit.locator(".versions del")).to_have_text("300")
    expect(visit.locator(".versions ins")).to_have_text("350")
    # as a reader sees it: paragraphs stand one below the other
    assert len(visit.locator(".versions p").last.inner_text().split("\n")) == 2
    visit.goto(f"/article/{RAW}")
    visit.locator(f"section table a[href^='/article/{COPY}']").click()
    assert visit.url.endswith(f"/article/{COPY}")
    visit.get_by_role("link", name="side by side").click()
    expect(visit.locator(".aligned ins")).to_have_text("تابعوا صفحتنا.")
    expect(visit.locator(".aligned del")).to_contain_text("المشروع رقم 1")
    visit.goto(f"/article/{COPY}")
    expect(visit.locator("p.cite[lang=ar]")).to_contain_text("20 نونبر 2026")
    with visit.expect_download() as begun:
        visit.get_by_role("link", name="BibTeX").click()
    assert "@article{two-" in Path(begun.value.path()).read_text()


def test_the_raw_page_is_seen_in_its_frame_and_nothing_is_asked_elsewhere(
    visit: Page, address: str
) -> None:
    asked = list[str]()
    visit.on("request", lambda request: asked.append(request.url))
    visit.goto(f"/article/{RAW}")
    visit.locator(f"nav.actions a[href*='/article/{RAW}/raw']").click()
    expect(visit.frame_locator("iframe").get_by_role("heading")).to_have_text("سد جديد رقم 1")
    assert len(asked) > 3 and all(url.startswith(address) for url in asked)


def test_the_raw_page_is_an_origin_of_its_own_without_scripts(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context(base_url=address)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"/article/{RAW}/raw/page?version=1")
    assert page.evaluate("self.origin") == "null"
    context.close()


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_screen(
    chromium: Browser, address: str, size: dict[str, int], lang: str
) -> None:
    context = chromium.new_context(
        base_url=address, viewport=size,  # type: ignore[arg-type]
        color_scheme="dark" if (size is PHONE) == (lang == "ar") else "light",
        bypass_csp=True,  # axe is a script; the page allows none
    )  # fmt: skip
    context.set_default_timeout(60_000)
    page, axe = context.new_page(), Axe()
    faults = list[str]()
    page.goto("/search?q=سد&lang=en")
    page.get_by_label("Save this search").fill("سد \u202e Taounate" * 5)
    page.get_by_role("button", name="Save").click()
    for path in ("/", "/search?q=سد&outlet=two", "/search", f"/article/{REVISED}",
                 f"/article/{REVISED}/versions", f"/article/{RAW}/raw", "/concordance?q=سد",
                 "/compare?q=سد&q=barrage", "/tables", "/tables/articles?order=id",
                 "/sql?q=SELECT id AS article_id, headline, body FROM articles",
                 "/sql?q=SELECT * FROM leads", "/outlet/one", "/day/2026-11-20", "/nothing",
                 "/search?q=NEAR(", f"/article/{GONE}", "/saved", f"/article/{RAW}/story/{COPY}",
                 "/search?q=سد&month=2026-11&bars=shares", "/day/2026-08-01", "/search?q=لاشيء",
                 "/outlet/two", f"/article/{COPY}", "/?year=2026", "/outlet/two?year=2026",
                 "/?year=1999"):  # fmt: skip
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        found = axe.run(page)
        faults += [f"{path}: {one['id']} {[n['html'][:160] for n in one['nodes'][:2]]}"
                   for one in found.response["violations"]]  # fmt: skip
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            faults.append(f"{path}: {wide} pixels wider than the screen")
    context.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_what_is_kept_of_an_article_has_the_width_of_a_phone(
    chromium: Browser, address: str, lang: str
) -> None:
    """Where columns stood side by side, a headline had a letter or two a line."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False, base_url=address)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"/article/{RAW}?lang={lang}")
    for text in (
        page.locator("#story a.kept"), page.locator("td.kept[dir=auto]", has_text="سد"),
        page.locator("td code", has_text="warc.gz"), page.locator("td code", has_text="sha1:"),
    ):  # fmt: skip
        box = text.first.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
        assert box["height"] < 3 * 1.65 * 17  # three lines of the page's own at the most
    context.close()


def test_an_archivist_goes_to_a_year_among_many_on_a_phone(
    chromium: Browser, tmp_path: Path
) -> None:
    with Archive(tmp_path / "archive", create=True) as kept:
        for year in range(1980, 2020):
            printed = datetime(year, 5, 5, 12, tzinfo=UTC)
            kept.keep(article(year, published_at=printed, headline=f"خبر {year}"))
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False, locale="en")  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    page = context.new_page()
    with serving(tmp_path / "archive", tmp_path / "log") as there:
        page.goto(there)
        years = page.get_by_role("navigation", name="Years").get_by_role("link")
        expect(years).to_have_count(41)
        for link in years.all():
            box = link.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
        page.get_by_role("link", name="1985", exact=True).click()
        assert page.url.endswith("?year=1985")
        expect(page.get_by_role("heading", name="Articles per day: 1985")).to_be_visible()
        page.get_by_role("link", name="1985-05-05: 1").click()
        expect(page.get_by_role("link", name="خبر 1985")).to_be_visible()
    context.close()


def test_an_archivist_asks_tables_and_takes_the_answer_away(visit: Page) -> None:
    visit.goto("/")
    visit.get_by_role("link", name="Tables and SQL").click()
    visit.get_by_role("link", name="revised", exact=True).click()
    expect(visit.locator("table.rows tbody tr")).to_have_count(1)
    visit.get_by_role("link", name="As SQL").click()
    visit.get_by_role("textbox").fill(
        "SELECT a.id AS article_id, a.headline FROM articles_fts JOIN articles a"
        " ON a.id = articles_fts.rowid WHERE articles_fts MATCH ar_query('سد') ORDER BY a.id"
    )
    visit.get_by_role("button", name="Ask").click()
    expect(visit.locator("table.rows tbody tr")).to_have_count(5)
    told = visit.request.get(visit.get_by_role("link", name="JSON").get_attribute("href") or "")
    assert [row[0] for row in told.json()["rows"]] == [1, 2, 3, 4, 6]
    with visit.expect_download() as begun:
        visit.get_by_role("link", name="CSV").click()
    lines = Path(begun.value.path()).read_text("utf-8").splitlines()
    assert lines[0] == "article_id,headline" and len(lines) == 6
    visit.get_by_role("textbox").fill("DELETE FROM articles")
    visit.get_by_role("button", name="Ask").click()
    expect(visit.get_by_role("alert")).to_contain_text("begins with SELECT")
    visit.get_by_role("link", name="Articles per outlet").click()
    expect(visit.locator("table.rows tbody tr")).to_have_count(3)
    visit.go_back()
    visit.goto("/sql?q=SELECT+1+AS+article_id")
    visit.locator("table.rows a").click()
    assert visit.url.partition("?")[0].endswith(f"/article/{RAW}")


def test_all_of_it_is_reached_by_keyboard(visit: Page) -> None:
    visit.goto("/search?q=سد")
    visit.keyboard.press("Tab")
    expect(visit.locator(".skip")).to_be_focused()
    visit.keyboard.press("Enter")
    assert visit.url.endswith("#main")
    visit.locator(".hits h2 a").first.focus()
    visit.keyboard.press("Enter")
    expect(visit.locator("article.one h1")).to_be_visible()
