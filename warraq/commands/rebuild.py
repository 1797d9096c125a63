"""``warraq rebuild``: making anew what other code derived from the texts, changing large tables."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import TaskID

from storage.archive import Archive
from storage.derived.due import due
from storage.derived.rebuild import rebuild as make
from warraq.terminal import ArchiveOption, err, invocation, out, plain, progress

app = typer.Typer()


@app.command()
def rebuild(
    archive: ArchiveOption = Path("archive"),
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is up to date: a damaged search index.")
    ] = False,
) -> None:
    """Bring an archive up to date with the Warraq that runs: search index, fingerprints, tables.

    Needed where another command says so, as after an update; the daemon does it at its start. The
    texts and raw pages stay as they are. Broken off, the same command goes on. Exit code 3: others
    use the archive, or the disk has no room for it.

    Example: warraq rebuild
    """
    with Archive(invocation(archive).folder, needs="nothing") as opened:
        plan = due(opened.db)
        if not plan and not everything:
            out.print("nothing to rebuild: all was made by the Warraq that runs")
            return
        if plan:
            err.print(plain(plan.in_words()))
        with progress() as bar:
            tasks = dict[str, tuple[TaskID, int]]()
            for step in make(opened.db, opened.folder, everything=everything):
                if step.what not in tasks:  # what an earlier rebuild did tells nothing of our pace
                    task = bar.add_task(step.what, total=step.total - step.done)
                    tasks[step.what] = (task, step.done)
                task, begun = tasks[step.what]
                bar.update(task, completed=step.done - begun)
    out.print("rebuilt")
