"""``warraq export`` and ``warraq reread``: taking data away, and reading raw pages again."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from crawler.article import Article, Page
from crawler.reading import read_article
from crawler.urls import readable
from storage.archive import Archive
from storage.export import UnknownFormat, records
from storage.export import export as write
from storage.learned import to_leave_out
from storage.reread import reread as read_again
from warraq import outlets as known
from warraq.terminal import (
    FOUND_NOTHING,
    WRONG_USAGE,
    ArchiveOption,
    ConfigOption,
    JsonOption,
    LanguageOption,
    OutletOption,
    SectionOption,
    SinceOption,
    UntilOption,
    err,
    filters,
    out,
    place,
    plain,
    print_json,
)  # fmt: skip

app = typer.Typer()


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="FILE.jsonl, FILE.csv or FILE.parquet")],
    archive: ArchiveOption = Path("archive"),
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    language: LanguageOption = None,
    section: SectionOption = None,
) -> None:
    """Write articles to a file; its extension says how. The same archive gives the same file.

    Example: warraq export 2026.parquet --since 2026-01-01 --until 2026-12-31
    """
    with Archive(place(archive).folder) as opened:
        chosen = filters(outlet, since, until, language, section)
        try:
            written = write(records(opened, chosen), file)
        except (UnknownFormat, OSError) as error:
            err.print(plain(f"warraq: cannot write {file}: {error}"))
            raise typer.Exit(WRONG_USAGE) from error
    out.print(plain(f"{written} articles in {file}"))


@app.command()
def reread(
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read all raw pages again with today's reader; former readings stay. No network needed.

    Exit code 1: a raw page is missing or damaged. Example: warraq reread --dry-run
    """
    here = place(archive, config)
    outlets = known.all_outlets(here.config.overrides)
    spiders = {name: spider() for name, spider in outlets.items()}

    def read(page: Page) -> Article:
        spider = spiders.get(page.outlet)
        return read_article(page, spider.hints() if spider else None)

    with Archive(here.folder) as opened:
        for name, spider in spiders.items():
            spider.learned = to_leave_out(opened, name)
        results = []
        for one in read_again(
            opened, read, filters(outlet, since, until, None, None), dry_run=dry_run
        ):
            results.append(one)
            if one.result != "same" and not as_json:
                out.print(
                    plain(f"{one.result}: {one.article_id} {readable(one.url)}: {one.detail}")
                )
    counts = Counter(one.result for one in results)
    if as_json:
        print_json(counts)
    else:
        said = ", ".join(f"{n} {name}" for name, n in counts.items()) or "no raw pages"
        out.print(said + (" (nothing was written)" if dry_run else ""))
    if counts["raw page missing"]:
        raise typer.Exit(FOUND_NOTHING)
