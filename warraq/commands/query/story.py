"""``warraq story``: who had a text first, who copied how much of it and when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from storage.archive import Archive
from storage.query.stories.story import Story, StoryMember, alignment_with, story_of
from warraq.commands.query.common_options import (
    AllOrLimitOption,
    ArticleArgument,
    CsvOption,
    OffsetOption,
    asked,
    demand_article,
    demand_order,
    only_one,
    page,
)
from warraq.commands.query.csv_output import print_csv
from warraq.commands.query.story_lines import ToldMember, outlet_names, print_story
from warraq.terminal import FOUND_NOTHING, ArchiveOption, JsonOption, err, invocation, print_json

app = typer.Typer()
ORDERS = ("oldest", "newest", "share")
_COLUMNS = (
    "article_id", "outlet", "url", "headline", "role", "at", "is_dated", "published_at",
    "published_precision", "first_seen", "seconds_after", "words", "taken_words", "share",
    "share_of_original", "revision", "gone_at", "by_id", "score", "evidence",
)  # fmt: skip
_PARTS = (
    "article_id", "kind", "original", "copy", "original_begin", "original_end", "copy_begin",
    "copy_end",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Told(ToldMember):
    """A member as programs get it."""

    def as_row(self) -> dict[str, Any]:
        """Its values by name, the aligned texts left out."""
        beside = self.beside
        return asdict(self.member) | {
            "is_dated": self.member.is_dated, "seconds_after": self.seconds_after,
            "taken_words": beside.taken_words if beside else None,
            "share": beside.share if beside else None,
            "share_of_original": beside.share_of_original if beside else None,
        }  # fmt: skip


@app.command()
def story(
    article: ArticleArgument,
    archive: ArchiveOption = Path("archive"),
    aligned: Annotated[
        bool, typer.Option("--aligned", help="Each text beside the original's, word by word.")
    ] = False,
    order: Annotated[str, typer.Option(help=f"{', '.join(ORDERS)}.")] = "oldest",
    limit: AllOrLimitOption = None,
    offset: OffsetOption = 0,
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
) -> None:
    """Who had an article's text first, who copied how much of it, and when.

    A share is that of the words of a text, as it stands now, that the original has, too, in runs of
    three words and more; spelling is forgiven. Times are Casablanca's; in JSON and CSV they are
    UTC. Exit code 1: no such article, or nothing that is like it.

    Example: warraq story 12 --aligned
    """
    only_one(as_json, as_csv)
    demand_order(order, ORDERS)
    here = invocation(archive)
    with Archive(here.folder, needs="tables") as opened:
        id = demand_article(opened, article)
        answer = asked(article) | {"id": id}
        found = story_of(opened, id)
        told = _told(opened, found, order, limit, offset) if found else []
    if as_json:
        print_json(answer | _summary(found) | {
            "order": order, "offset": offset,
            "members": [one.as_row() | (_aligned(one) if aligned else {}) for one in told],
        })  # fmt: skip
    elif as_csv:
        rows = (row for one in told for row in _part_rows(one)) if aligned else _rows(told)
        print_csv(_PARTS if aligned else _COLUMNS, rows)
    elif found:
        print_story(found, told, aligned, outlet_names(here))
    if not found:
        err.print(f"article {id} is in no story: this archive shows no text that is like it")
        raise typer.Exit(FOUND_NOTHING)


def _told(
    archive: Archive, found: Story, order: str, limit: int | None, offset: int
) -> Sequence[_Told]:
    """A page of a story's members; texts are read for what is shown, or sorted by."""

    def told(member: StoryMember) -> _Told:
        first = found.original
        beside = None if member is first else alignment_with(
            archive, first.article_id, member.article_id
        )  # fmt: skip
        return _Told(member, beside, found.seconds_after(member))

    if order == "share":  # the original first: it has all of itself
        every = sorted(map(told, found.members), key=_by_share)
        return page(every, limit, offset)
    members = found.members if order == "oldest" else found.members[::-1]
    return [told(member) for member in page(members, limit, offset)]


def _by_share(one: _Told) -> tuple[bool, float]:
    return one.beside is not None, -((one.beside.share if one.beside else None) or 0)


def _summary(found: Story | None) -> dict[str, Any]:
    if found is None:
        return {"story_id": None, "original_id": None, "outlets": 0, "total": 0}
    return {
        "story_id": found.id, "original_id": found.original.article_id,
        "outlets": found.outlets, "total": len(found.members),
    }  # fmt: skip


def _rows(told: Iterable[_Told]) -> Iterator[Mapping[str, Any]]:
    return (one.as_row() for one in told)


def _aligned(one: _Told) -> dict[str, Any]:
    return {"aligned": [asdict(part) for part in one.beside.parts] if one.beside else None}


def _part_rows(one: _Told) -> Iterator[dict[str, Any]]:
    """A row for each part of a text beside the original's; none for the original."""
    for part in one.beside.parts if one.beside else ():
        ends = {
            f"{name}_{end}": span[at] if span else None
            for name, span in (("original", part.original_span), ("copy", part.copy_span))
            for at, end in enumerate(("begin", "end"))
        }  # fmt: skip
        yield {"article_id": one.member.article_id, "kind": part.kind,
               "original": part.original, "copy": part.copy, **ends}  # fmt: skip
