"""A story in lines for people: who had it first, then each other one, its text aligned below it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from crawler.urls import readable
from storage import times
from storage.query.stories.alignment import Alignment, Part
from storage.query.stories.story import Story, StoryMember
from warraq.outlets_if_available import outlets_if_available
from warraq.terminal import Invocation, counted, err, out, plain

_MARKS = {
    "same": ("", "", ""), "added": ("{+", "+}", "green"), "removed": ("[-", "-]", "red strike"),
    "moved_here": ("{>", ">}", "cyan"), "moved_away": ("[<", "<]", "dim strike"),
}  # fmt: skip
"""The opening and closing mark of each kind of part where there is no colour, and the colour."""
_LEGEND = (
    "{+added+}, [-left out-], {>from elsewhere in the original>}, [<told elsewhere in the copy<]"
)


@dataclass(frozen=True, slots=True)
class ToldMember:
    """A member with its text beside the original's; ``None``: it is the original."""

    member: StoryMember
    beside: Alignment | None
    seconds_after: int | None


def outlet_names(here: Invocation) -> dict[str, str]:
    """Outlet -> its name for people."""
    every = outlets_if_available(here)
    return {name: f"{one.arabic_name} · {name}" for name, one in every.items() if one.arabic_name}


def print_story(
    found: Story, told: Sequence[ToldMember], aligned: bool, names: Mapping[str, str]
) -> None:
    """A few lines per member, in order; with the texts aligned below each."""
    first = found.original
    name = names.get(first.outlet, first.outlet)
    out.print(plain(first.headline), style="bold")
    out.print(plain(
        f"story {found.id}: {len(found.members)} articles of {counted(found.outlets, 'outlet')},"
        f" first {name}"
    ), style="dim")  # fmt: skip
    for one in told:
        member = one.member
        out.print()
        head = Text(f"{_when(member)}  ", "dim") + Text(f"{_role(member):<11}", "bold")
        outlet = names.get(member.outlet, member.outlet)
        out.print(head + plain(f"{outlet}, article {member.article_id}: «{member.headline}»"))
        for line in _details(one):
            out.print(plain(f"    {line}"), style="dim")
        if aligned and one.beside:
            out.print(_coloured(one.beside.parts))
    if aligned and not _in_colour():
        err.print(plain(_LEGEND))


def _when(member: StoryMember) -> str:
    return times.there(member.at) if member.is_dated else f"{times.day(member.at):<16}"


def _role(member: StoryMember) -> str:
    return "follow-up?" if member.role == "follow-up" else member.role


def _details(one: ToldMember) -> Iterator[str]:
    """What is known of a member, a line each."""
    member, beside = one.member, one.beside
    yield readable(member.url)
    if not member.published_at:
        yield f"states no date; seen first at {times.there(member.first_seen)}"
    if beside and beside.share is not None and beside.share_of_original is not None:
        later = f", {_span(one.seconds_after)}" if one.seconds_after is not None else ""
        yield (f"{beside.share:.0%} of its {beside.copy_words} words stand in the original:"
               f" {beside.share_of_original:.0%} of that{later}")  # fmt: skip
    yield member.evidence
    if member.gone_at:
        yield f"gone since {times.there(member.gone_at)}"


def _span(seconds: int) -> str:
    """``2 h 05 min later``."""
    hours, minutes = divmod(abs(seconds) // 60, 60)
    days, hours = divmod(hours, 24)
    told = f"{days} days {hours} h" if days else f"{hours} h {minutes:02} min"
    return f"{told} {'later' if seconds >= 0 else 'earlier'}"


def _in_colour() -> bool:
    return out.is_terminal and not out.no_color


def _coloured(parts: Iterable[Part]) -> Text:
    """Colour on a terminal; marks where there is none, or NO_COLOR is set."""
    made = Text()
    for part in parts:
        opening, closing, style = _MARKS[part.kind]
        text = plain(part.copy or part.original).plain
        made.append(text, style) if _in_colour() else made.append(f"{opening}{text}{closing}")
    return made
