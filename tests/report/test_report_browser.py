"""A report in a real Chromium: nothing is asked for, axe finds nothing, it fits every screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.report.making import report, timed
from tests.web.test_browser import CHROMIUM, DESKTOP, PHONE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="no /usr/bin/chromium here: apt-get install chromium"
    ),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("report") / "archive"
    timed(folder)
    found = {}
    for language in ("ar", "fr", "en"):
        report(folder, "--language", language, name=f"{language}.html")
        found[language] = folder.parent / f"{language}.html"
    return found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox"], timeout=60_000
        )
        yield browser
        browser.close()


def opened(chromium: Browser, **options: object) -> tuple[BrowserContext, Page, list[str]]:
    """A page whose requests are written down."""
    context = chromium.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    return context, page, asked


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark"), (PHONE, "light"), (DESKTOP, "dark")]
)
def test_axe_finds_nothing_nothing_is_asked_for_and_it_is_no_wider_than_the_screen(
    chromium: Browser, files: dict[str, Path], language: str, size: dict[str, int], scheme: str
) -> None:
    context, page, asked = opened(chromium, viewport=size, color_scheme=scheme)
    address = files[language].as_uri()
    page.goto(address)
    for details in page.locator("details").all():
        details.evaluate("one => one.open = true")
    found = Axe().run(page)
    faults = [f"{one['id']} {[n['html'][:160] for n in one['nodes'][:2]]}"
              for one in found.response["violations"]]  # fmt: skip
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    context.close()
    assert asked == [address]


OVERLAPS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('svg')) {
    const box = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].filter(one => one.textContent.trim());
    const boxes = texts.map(one => one.getBoundingClientRect());
    boxes.forEach((one, place) => {
      const said = texts[place].textContent;
      if (one.left < box.left - 1 || one.right > box.right + 1) found.push('outside: ' + said);
      boxes.slice(place + 1).forEach((other, later) => {
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (wide > 1 && high > 4) found.push(said + ' × ' + texts[place + 1 + later].textContent);
      });
    });
  }
  const marks = [...document.querySelectorAll('#coverage svg')][0];
  const words = [...marks.querySelectorAll('text')].map(one => one.getBoundingClientRect());
  for (const path of marks.querySelectorAll('path')) {
    const mark = path.getBoundingClientRect();
    if (words.some(one => mark.right > one.left && mark.left < one.right
                       && mark.bottom > one.top && mark.top < one.bottom))
      found.push('a mark of the legend lies on words');
  }
  return found;
}"""


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_no_words_lie_on_others_or_beside_their_chart(
    chromium: Browser, files: dict[str, Path], language: str
) -> None:
    context, page, _ = opened(chromium, viewport=DESKTOP)
    page.goto(files[language].as_uri())
    assert page.evaluate(OVERLAPS) == []
    context.close()


def test_arabic_begins_at_the_right_and_its_letters_are_text(
    chromium: Browser, files: dict[str, Path]
) -> None:
    context, page, _ = opened(chromium, viewport=DESKTOP, java_script_enabled=True)
    starts = {}
    for language in ("ar", "en"):
        page.goto(files[language].as_uri())
        drawing = page.locator("#volume svg").nth(1)
        starts[language] = drawing.evaluate(
            "svg => [...svg.querySelectorAll('text')]"
            ".filter(one => one.textContent.includes('four'))"
            ".map(one => one.getBoundingClientRect().left - svg.getBoundingClientRect().left)[0]"
        )
        assert drawing.get_attribute("direction") == {"ar": "rtl", "en": "ltr"}[language]
    assert starts["en"] < 5 and starts["ar"] > 500
    page.goto(files["ar"].as_uri())
    months = page.locator("#coverage svg").nth(1).locator("text").all_text_contents()
    assert "نونبر" in months
    context.close()


def test_it_is_read_without_scripts_and_by_keyboard(
    chromium: Browser, files: dict[str, Path]
) -> None:
    context, page, _ = opened(chromium, viewport=DESKTOP, java_script_enabled=False)
    page.goto(files["en"].as_uri())
    table = page.get_by_role("group", name="Table: Articles per month")
    expect(table).to_be_hidden()
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    images = page.get_by_role("img")
    assert images.count() > 10
    described = page.get_by_role("img", name="Who copies whom").get_attribute("aria-describedby")
    expect(page.locator(f"#{described}")).to_contain_text("an arrow goes from the outlet that had")
    context.close()


def test_paper_has_the_tables_and_nothing_beside_its_edge(
    chromium: Browser, files: dict[str, Path]
) -> None:
    context, page, _ = opened(chromium, viewport={"width": 703, "height": 1000},
                              color_scheme="dark")  # fmt: skip
    page.goto(files["ar"].as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.locator("#volume details table").first.evaluate("one => one.offsetHeight") > 40
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    widest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('svg')].map(one => one.clientWidth))"
    )
    assert widest <= 703
    context.close()
