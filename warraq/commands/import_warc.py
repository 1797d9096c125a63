"""``warraq import``: articles of known outlets out of any WARC files."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from crawler.settings import MIN_FREE_BYTES
from storage.archive import Archive
from storage.importing.foreign_warc import BadWarc
from storage.importing.importing import Importing, Source
from storage.raw.lost_files import lost_files
from warraq import outlet_loader as known
from warraq import reader_factory
from warraq.terminal import (
    ARCHIVE_TROUBLE,
    ArchiveOption,
    ConfigOption,
    ProcessesOption,
    err,
    invocation,
    out,
    plain,
    progress,
    say_lost,
)

app = typer.Typer()


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.warc.gz…", help="WARC files.")],
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    processes: ProcessesOption = 2,
) -> None:
    """Take articles of known outlets out of any WARC files.

    Each record once, with its origin.
    Plain or gzip, WARC or ARC; where a file is damaged, what came before is kept and the next file
    is read (exit code 3). Broken off, the same command goes on. A page that hangs or kills its
    reader is named, and passed over until there is a newer reader.

    Example: warraq import pages.warc.gz
    """
    here = invocation(archive, config)
    overrides = here.config.overrides
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        raise typer.BadParameter(f"no such file: {', '.join(missing)}")
    owner = known.owner_of_addresses(overrides)
    with Archive(here.folder, create=True) as opened:
        min_free = int(overrides.get("MIN_FREE_BYTES", MIN_FREE_BYTES))
        make_reader = partial(reader_factory.make_new_reader, here.overrides)
        importing = Importing(
            opened, owner, make_reader, min_free, processes=processes,
            own_id_of=known.own_ids(overrides),
        )  # fmt: skip
        broken = False
        try:
            with progress() as bar:
                for file in files:
                    task = bar.add_task(plain(file.name).plain, total=file.stat().st_size)
                    try:
                        for position in importing.run(Source(file)):
                            bar.update(task, completed=position)
                    except BadWarc as error:  # the other files may be whole
                        broken = True
                        err.print(plain(f"warraq: {error}"))
        finally:
            importing.close()
        lost = lost_files(opened)
    said = ", ".join(f"{n} {kind}" for kind, n in importing.counts.most_common())
    out.print(plain(said or "no pages"))
    if importing.reconciled:
        one = importing.reconciled == 1
        are = "1 article is" if one else f"{importing.reconciled} articles are"
        out.print(f"{are} called otherwise there: both uids lead to {'it' if one else 'each'} now")
    if strangers := importing.strangers.most_common(5):
        hosts = ", ".join(f"{host} ({n})" for host, n in strangers)
        out.print(plain(f"most of the pages that are none of ours: {hosts}"))
    for page in importing.given_up:
        out.print(plain(f"given up: {page.reason}: {page.url} (record {page.record_id})"))
    say_lost([one.in_words() for one in lost])
    if broken:
        raise typer.Exit(ARCHIVE_TROUBLE)
