"""``make pictures``: the pictures of the docs, of the page and a report on the sample newsroom.

They need Chromium and, to look as the page does for most readers, an Arabic font such as Noto's.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from tests.newsroom.weeks import fill
from tests.web.serving import serving

CHROMIUM = "/usr/bin/chromium"
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 150_000
SQL = """SELECT a.id AS article_id, a.outlet, a.published_at, a.headline
FROM articles_fts JOIN articles a ON a.id = articles_fts.rowid
WHERE articles_fts MATCH ar_query('سد أو ماء')
ORDER BY articles_fts.rank LIMIT 50"""


@dataclass(frozen=True, slots=True)
class Picture:
    """What one file shows: a page, or from ``scroll_to`` on."""

    name: str
    path: str
    size: tuple[int, int] = (1100, 860)
    scheme: Literal["light", "dark"] = "light"
    language: str = "ar"
    scroll_to: str = ""


def pictures(edited: int) -> list[Picture]:
    """Every picture that the docs show of the page."""
    water, words = f"/search?q={quote('الماء')}", f"q={quote('مدرسة')}&q={quote('الماء')}"
    return [
        Picture("search", water, (1100, 960)),
        Picture("phone", water, (390, 844), scroll_to=".count"),
        Picture("front", "/", (1100, 1000)),
        Picture("compare", f"/compare?{words}&bars=shares", (1100, 1060)),
        Picture("article", f"/article/{edited}", (1100, 850), scroll_to="main"),
        Picture("versions", f"/article/{edited}/versions", (1100, 750), scroll_to="main h1"),
        Picture("raw", f"/article/{edited}/raw?version=1", (1100, 900)),
        Picture("sql", f"/sql?q={quote(SQL)}", (1000, 860)),
        Picture("dark", f"/concordance?q={quote('الماء')}", (1200, 792), "dark", "fr"),
    ]


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Open it as a reader would, and write the file."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=picture.scheme,
        java_script_enabled=False,
    )  # fmt: skip
    page = context.new_page()
    mark = "&" if "?" in picture.path else "?"
    there = f"{picture.path}{mark}lang={picture.language}" if address else picture.path
    page.goto(address + there)
    if page.locator("iframe").count():  # it is painted later than its page
        page.frame_locator("iframe").locator("h1").first.wait_for()
    place = None
    if picture.scroll_to:
        box = page.locator(picture.scroll_to).bounding_box()
        assert box, f"{picture.path} has no {picture.scroll_to}"
        place = {"x": 0, "y": box["y"], "width": width, "height": height}
    file = FOLDER / f"{picture.name}.png"
    page.screenshot(path=file, clip=place, full_page=bool(place))  # type: ignore[arg-type]
    context.close()
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}  {size // 1000} KB", flush=True)
    assert size < MOST_BYTES, f"{file.name} has {size} bytes: show less of the page"


def main() -> None:
    """Make the archive, serve it on loopback, take every picture."""
    os.environ["PYTHONPATH"] = str(ROOT)  # the sample outlets are no part of the installation
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive, report = folder / "archive", folder / "report.html"
        edited = fill(archive)
        command = [sys.executable, "-m", "warraq", "report", str(report), "--archive", str(archive)]
        subprocess.run(command, check=True, cwd=folder)
        with (
            serving(archive, folder / "log", "--per-second", "10000") as address,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox"], timeout=60_000
            )
            for picture in pictures(edited):
                take(browser, address, picture)
            for file, section in (("report", "#coverage"), ("report-copying", "#copying")):
                shown = Picture(file, report.as_uri(), (1000, 860), scroll_to=section)
                take(browser, "", shown)
            browser.close()


if __name__ == "__main__":
    main()
