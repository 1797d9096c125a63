"""``warraq stats``: how much the archive holds, per outlet and day, month or year."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from storage.archive import Archive
from storage.query.search import Search
from storage.query.statistics import (
    GROUP_ORDERS,
    PERIODS,
    UNDATED,
    Figures,
    Statistics,
    is_period,
    ordered,
    statistics,
)
from storage.query.stories.representatives import once
from storage.read_transaction import heard
from warraq.commands.query.common_options import (
    AllOrLimitOption,
    CsvOption,
    OffsetOption,
    asked,
    demand_order,
    only_one,
    page,
)
from warraq.commands.query.coverage import print_coverage
from warraq.commands.query.csv_output import print_csv
from warraq.commands.query.filter_options import Narrowing
from warraq.commands.query.minus_word_arguments import WordsCommand
from warraq.commands.query.query_notes import noted, print_also, print_notes
from warraq.commands.query.search import ExactOption, OnePerStoryOption
from warraq.terminal import (
    FOUND_NOTHING,
    ArchiveOption,
    CapturedSinceOption,
    CapturedUntilOption,
    JsonOption,
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
    print_json,
    table,
)

app = typer.Typer()
_CSV = (
    "outlet", "period", "articles", "words", "words_q1", "words_median", "words_q3", "original",
    "copy", "partial", "follow_up", "revised", "changed", "versions", "read_better", "gone",
    "dated_time", "dated_day", "dated_coarser", "dated_unstated", "undated", "languages",
)  # fmt: skip


@app.command(cls=WordsCommand, context_settings={"ignore_unknown_options": True})
def stats(
    words: Annotated[
        list[str] | None, typer.Argument(help="Only articles that `warraq search` finds by these.")
    ] = None,
    archive: ArchiveOption = Path("archive"),
    by: Annotated[str, typer.Option(help="month, day or year of publication.")] = "month",
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
    order: Annotated[str, typer.Option(help=f"By {', '.join(GROUP_ORDERS)}.")] = "outlet",
    limit: AllOrLimitOption = None,
    offset: OffsetOption = 0,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="How much of what was published is held; the gaps.")
    ] = False,
    only_gaps: Annotated[
        bool, typer.Option("--gaps", help="Only the days on which nobody looked, or in vain.")
    ] = False,
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
) -> None:
    """Numbers of articles per outlet and month: words, copies, versions, deletions, dates.

    Days are Casablanca's. Articles without a date are a group of their own, `undated`.
    The sum is what `warraq export` writes with the same filters, with --one-per-story what `warraq
    dataset` does. Exit code 1: no article.

    Example: warraq stats --by day --outlet hespress --since 2026-11-01 --csv > november.csv
    """
    only_one(as_json, as_csv)
    demand_order(order, GROUP_ORDERS)
    if not is_period(by):
        raise typer.BadParameter(f"--by {by}: one of {', '.join(PERIODS)}")
    narrowing = Narrowing(outlet, since, until, language, section, captured_since, captured_until,
                          kind, outlet_kind)  # fmt: skip
    here = invocation(archive)
    with Archive(here.folder) as opened, heard(opened.db.conn):
        chosen = narrowing.filters(opened, here)
        if coverage or only_gaps:
            articles = words or exact or one_per_story or kind or captured_since or captured_until
            if articles or limit is not None or offset or order != "outlet":
                raise typer.BadParameter(
                    "--coverage and --gaps are of all articles and outlets: no words and --exact,"
                    " no --one-per-story, no --kind and --captured-since or -until, no --order,"
                    " --limit or --offset"
                )
            print_coverage(
                opened, chosen, narrowing.told(chosen), by,
                only_gaps=only_gaps, as_json=as_json, as_csv=as_csv,
            )  # fmt: skip
            return
        demand_values(opened, chosen)
        query = " ".join(words) if words else None
        question = Search(opened, query, chosen, exact=exact) if query is not None else None
        answer = asked(query) | {"also_searched": question.also if question else {}}
        among = question.every_id() if question else None
        if one_per_story:
            among = once(opened, chosen, among)
        found = statistics(opened, chosen, by, among)
        notes = noted(question, query or "", found.overall.articles) if question else []
    groups = page(ordered(found.groups, order), limit, offset)
    if as_json:
        print_json(
            answer | {"exact": exact, "filters": narrowing.told(chosen), "by": by, "order": order}
            | {"one_per_story": one_per_story}
            | {"total": found.overall.articles, "rows": len(found.groups), "offset": offset}
            | {"notes": [note.as_row() for note in notes]}
            | {"overall": _figures(found.overall, "outlet", "period")}
            | {"outlets": [_figures(one, "period") for one in found.outlets]}
            | {"groups": [one.as_row() for one in groups]}
        )  # fmt: skip
    elif as_csv:
        print_csv(_CSV, map(_csv_row, groups))
    else:
        _print(found, groups, by)
    if question and not as_json:
        print_also(question)
        print_notes(notes)
    if not found.overall.articles:
        err.print("no article")
        raise typer.Exit(FOUND_NOTHING)


def _figures(figures: Figures, *left_out: str) -> dict[str, Any]:
    return {name: value for name, value in figures.as_row().items() if name not in left_out}


def _csv_row(figures: Figures) -> Mapping[str, Any]:
    dates = {f"dated_{name}": n for name, n in figures.dates.items() if name != UNDATED}
    roles = {name.replace("-", "_"): n for name, n in figures.roles.items()}
    return figures.as_row() | roles | dates | {UNDATED: figures.dates[UNDATED]}


def _print(found: Statistics, groups: Sequence[Figures], by: str) -> None:
    """A table of the groups, and the numbers of all articles below it."""
    head = ("outlet", by, "articles", "words: quarter", "half", "three quarters",
            "copies", "partial", "changed", "gone")  # fmt: skip
    out.print(table(head, (
        (one.outlet, one.period, one.articles, *map(_rounded, _quartiles(one)),
         one.roles["copy"], one.roles["partial"], one.changed, one.gone)
        for one in groups
    )))  # fmt: skip
    every = found.overall
    if len(groups) < len(found.groups):
        err.print(f"{len(groups)} of {len(found.groups)} rows")
    if every.articles:
        for line in _in_words(every, len(found.outlets)):
            out.print(plain(line))


def _in_words(every: Figures, outlets: int) -> list[str]:
    languages = sorted(every.languages.items(), key=lambda one: (-one[1], one[0]))
    quarter, half, three = map(_rounded, _quartiles(every))
    dates, roles = every.dates, every.roles
    return [
        f"\n{counted(every.articles, 'article')} of {counted(outlets, 'outlet')}: "
        + ", ".join(f"{n} {name}" for name, n in languages),
        f"words: {every.words}; a quarter of the articles has up to {quarter}, half up to {half},"
        f" three quarters up to {three}",
        f"in stories: {', '.join(f'{n} {name}' for name, n in roles.items())}",
        f"{every.versions} versions, {every.read_better} of them replaced by a better reading of"
        f" ours; changed by the outlet: {every.changed} of the articles; gone: {every.gone}",
        f"dates: {dates['time']} with a time, {dates['day']} by the day,"
        f" {dates['coarser']} by month or year, {dates['unstated']} with no word of how exact,"
        f" {dates[UNDATED]} undated",
    ]  # fmt: skip


def _quartiles(figures: Figures) -> tuple[float | None, ...]:
    return figures.words_q1, figures.words_median, figures.words_q3


def _rounded(number: float | None) -> int | None:
    return None if number is None else round(number)
