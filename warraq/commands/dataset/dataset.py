"""``warraq dataset``: a folder that a researcher can cite, prove and make again."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from storage.activity.copy_locations import copy_noted
from storage.archive import Archive
from storage.errors import InTheFuture
from warraq.commands.dataset.options import (
    Asked,
    BylinesOption,
    CreatorOption,
    FieldsOption,
    NameOption,
    ReleaseOption,
    SampleOption,
    SeedOption,
    SplitByOption,
    SplitOption,
    TextOption,
    TitleOption,
    UnmaskedOption,
    VersionsOption,
)
from warraq.commands.query.filter_options import Narrowing
from warraq.commands.query.minus_word_arguments import WordsCommand
from warraq.commands.query.search import ExactOption, OnePerStoryOption
from warraq.export_notices import exit_code, say_not_noted
from warraq.outlets_if_available import outlets_if_available
from warraq.terminal import (
    FOUND_NOTHING,
    WRONG_USAGE,
    ArchiveOption,
    AsOfOption,
    CapturedSinceOption,
    CapturedUntilOption,
    Invocation,
    KindOption,
    LanguageOption,
    OutletKindOption,
    OutletOption,
    SectionOption,
    SinceOption,
    UntilOption,
    counted,
    demand_values,
    err,
    invocation,
    out,
    plain,
    progress,
    time_of,
)

if TYPE_CHECKING:  # its library is large
    from storage.dataset.proving.reproduce import Reproduction
    from storage.dataset.tables.outlets import OutletFacts

_T = TypeVar("_T")
app = typer.Typer()


@app.command(cls=WordsCommand, context_settings={"ignore_unknown_options": True})
def dataset(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="The folder to make.")
    ] = None,
    words: Annotated[
        list[str] | None, typer.Argument(help="Only articles that `warraq search` finds by these.")
    ] = None,
    archive: ArchiveOption = Path("archive"),
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    language: LanguageOption = None,
    section: SectionOption = None,
    captured_since: CapturedSinceOption = None,
    captured_until: CapturedUntilOption = None,
    kind: KindOption = None,
    outlet_kind: OutletKindOption = None,
    exact: ExactOption = False,
    one_per_story: OnePerStoryOption = False,
    as_of: AsOfOption = None,
    text: TextOption = None,
    versions: VersionsOption = False,
    fields: FieldsOption = None,
    sample: SampleOption = None,
    seed: SeedOption = 0,
    split: SplitOption = "",
    split_by: SplitByOption = "story",
    bylines: BylinesOption = False,
    unmasked: UnmaskedOption = False,
    name: NameOption = "moroccan-press",
    title: TitleOption = None,
    release: ReleaseOption = "1.0.0",
    creator: CreatorOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of a data set that is there.")
    ] = False,
    verify: Annotated[
        Path | None, typer.Option("--verify", metavar="DIR", help="Prove a data set instead.")
    ] = None,
    reproduce: Annotated[
        Path | None,
        typer.Option("--reproduce", metavar="DIR", help="Make a data set again and compare."),
    ] = None,
) -> None:
    """Make a data set: articles in Parquet with their versions, copies, gaps and raw pages.

    The same arguments and archive give the same bytes. --verify hashes and counts all of a data
    set; --reproduce makes it again from its manifest. Exit code 1: no article is found and no
    folder made, or a data set is not what it says.

    Example: warraq dataset press-2026 --since 2026-01-01 --text full --split train=.9,test=.1
    """
    if sum(one is not None for one in (folder, verify, reproduce)) != 1:
        raise typer.BadParameter("name one folder: DIR to make, --verify DIR or --reproduce DIR")
    if verify is not None:
        return _verify(verify)
    here = invocation(archive)
    if reproduce is not None:
        return _reproduce(reproduce, here)
    assert folder is not None
    from storage.dataset.builder import NothingFound, build
    from storage.dataset.splits import WrongSplit
    from storage.dataset.tables.articles import field_names
    from storage.dataset.writing.atomic_folder import Occupied

    asked = Asked(text, split, split_by, sample, seed, fields, one_per_story, versions,
                  bylines, unmasked, exact, name, title, release, creator)  # fmt: skip
    narrowing = Narrowing(outlet, since, until, language, section, captured_since, captured_until,
                          kind, outlet_kind)  # fmt: skip
    then, folder = time_of("--as-of", as_of), folder.expanduser().absolute()
    _demand_place(folder, replace)
    with Archive(here.folder) as opened:
        chosen = narrowing.filters(opened, here)
        request = asked.request(words, chosen, field_names())
        try:
            built = with_progress(folder, lambda told: build(
                opened, request, folder, _facts(here), as_of=then, replace=replace,
                demand=lambda: demand_values(opened, chosen), told=told,
            ))  # fmt: skip
        except (WrongSplit, InTheFuture, Occupied) as error:
            err.print(plain(f"warraq: {error}"))
            raise typer.Exit(WRONG_USAGE) from error
        except NothingFound:
            err.print(plain(f"warraq: nothing found, and {folder} is not made"))
            raise typer.Exit(FOUND_NOTHING) from None
        noted = copy_noted(opened.db, folder, "export")
    out.print(
        plain(f"{counted(built.articles, 'article')} in {folder}, as of {built.manifest['as_of']}")
    )
    for reason, number in built.manifest["articles"]["left out"].items():
        out.print(plain(f"left out: {number}, {reason}"))
    if not noted:
        say_not_noted("folder")


def _demand_place(folder: Path, replace: bool) -> None:
    from storage.dataset.target_folder_check import demand_place
    from storage.dataset.writing.atomic_folder import Occupied

    try:
        demand_place(folder, replace=replace)
    except Occupied as error:
        err.print(plain(f"warraq: {error}"))
        raise typer.Exit(WRONG_USAGE) from error


def _facts(here: Invocation, folder: Path | None = None) -> "Mapping[str, OutletFacts]":
    """What the outlets' files say of them now; ``folder``: of the data set that is made again."""
    from storage.dataset.tables.outlets import OutletFacts, region_of

    instead = "left out" if folder is None else f"those that {folder} tells"
    return {
        name: OutletFacts(
            one.arabic_name,
            one.home,
            one.kind,
            one.city,
            region_of(one.city),
            one.languages,
            one.owner,
            one.owner_source,
            one.owner_stated,
        )
        for name, one in outlets_if_available(here, instead).items()
    }


def _verify(folder: Path) -> None:
    from storage.dataset.manifest import NoDataSet
    from storage.dataset.proving.verify import verify

    try:
        wrong = with_progress(folder, lambda told: verify(folder, partial(told, "files")))
    except NoDataSet as error:
        err.print(plain(f"warraq: {error}"))
        raise typer.Exit(WRONG_USAGE) from error
    for line in wrong:
        out.print(plain(line))
    if wrong:
        raise typer.Exit(FOUND_NOTHING)
    out.print(plain(f"{folder} is what its manifest says"))


def _reproduce(folder: Path, here: Invocation) -> None:
    from storage.dataset.manifest import NoDataSet
    from storage.dataset.proving.reproduce import reproduce

    with Archive(here.folder) as opened:
        try:
            found = with_progress(
                folder, lambda told: reproduce(opened, folder, _facts(here, folder), told)
            )
        except NoDataSet as error:
            err.print(plain(f"warraq: {error}"))
            raise typer.Exit(WRONG_USAGE) from error
    _print(folder, found)
    if not found.proved:
        raise typer.Exit(FOUND_NOTHING)


def _print(folder: Path, found: "Reproduction") -> None:
    """What was proved, and all that is not the same."""
    for uid, at in found.withdrawn:
        out.print(plain(f"withdrawn since: {uid} ({at})"))
    for name, (then, now) in found.software.items():
        out.print(plain(f"version of {name}: {then} then, {now} now"))
    if found.outlets:
        out.print(plain(f"outlets' files say something else now: {', '.join(found.outlets)}"))
    for line in found.differing:
        out.print(plain(f"not the same: {line}"))
    if found.proved and found.papers:
        out.print(plain(f"papers that differ: {', '.join(found.papers)}"))
    out.print(plain(
        f"{folder} is reproduced: proved are its {found.proved}" if found.proved
        else f"{folder} is not reproduced"
    ))  # fmt: skip


def with_progress(folder: Path, work: Callable[[Callable[[str, int, int], None]], _T]) -> _T:
    """What a long work gives, with a bar of each of its stages; a full disk is told in words."""
    at_work: str | None = None
    try:
        with progress() as bar:
            task = bar.add_task("…", total=None)

            def told(what: str, done: int, total: int) -> None:
                nonlocal at_work
                if what != at_work:  # its time left has nothing to do with the last stage's
                    at_work = what
                    bar.reset(task, description=what, total=total, completed=done)
                else:
                    bar.update(task, completed=done, total=total)

            return work(told)
    except OSError as error:
        if error.errno is None:
            raise
        err.print(plain(f"warraq: cannot write {folder}: {error.strerror}"))
        raise typer.Exit(exit_code(error)) from error
