"""What commands that ask are narrowed by beside words, what of it is unknown, how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import typer

from storage.archive import Archive
from storage.query.counting.brief_wire_paywalled_kinds import KINDS, outlets_of_kind
from storage.query.filters import Filters
from warraq import outlet_loader as known
from warraq.terminal import Invocation, days


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The options beside the words, as they were given."""

    outlets: Sequence[str] | None
    since: str | None
    until: str | None
    language: str | None
    section: str | None
    captured_since: str | None
    captured_until: str | None
    kinds: Sequence[str] | None
    outlet_kinds: Sequence[str] | None

    def filters(self, archive: Archive, here: Invocation) -> Filters:
        """The filters that they mean.

        Raises ``typer.BadParameter`` and ``UnknownOutlet`` for what nobody knows.
        """
        for kind in self.kinds or ():
            if kind not in KINDS:
                raise typer.BadParameter(f"--kind {kind}: one of {', '.join(KINDS)}")
        known.demand_known(self.outlets, archive, here.overrides)
        chosen = Filters(
            tuple(self.outlets or ()),
            *days("", self.since, self.until), self.language, self.section,
            *days("captured-", self.captured_since, self.captured_until),
            tuple(self.kinds or ()),
        )  # fmt: skip
        return self._of_kind(chosen, here) if self.outlet_kinds else chosen

    def told(self, chosen: Filters) -> dict[str, Any]:
        """The options in force by their names, as they were asked; ``chosen``: what they mean."""
        # kinds of outlets were made outlets: as these they would read as if they had been named
        named = told_filters(replace(chosen, outlets=tuple(self.outlets or ())))
        return named | ({"outlet_kind": [*self.outlet_kinds]} if self.outlet_kinds else {})

    def _of_kind(self, chosen: Filters, here: Invocation) -> Filters:
        """The filters with the outlets of the asked kinds alone."""
        every = known.all_outlets(here.overrides)
        kinds = {name: spider.kind for name, spider in every.items() if spider.kind}
        for kind in self.outlet_kinds or ():
            if not outlets_of_kind(kinds, [kind]):
                there = ", ".join(sorted({*kinds.values()})) or "none"
                raise typer.BadParameter(f"--outlet-kind {kind}: no outlet is; kinds are {there}")
        named = outlets_of_kind(kinds, self.outlet_kinds or ())
        both = tuple(one for one in named if not chosen.outlets or one in chosen.outlets)
        if not both:
            asked = ", ".join(self.outlet_kinds or ())
            raise typer.BadParameter(f"--outlet-kind {asked}: none of --outlet is of this kind")
        return replace(chosen, outlets=both)


def told_filters(chosen: Filters) -> dict[str, Any]:
    """The filters in force, by the names of their options."""
    told = {name: getattr(chosen, name) for name in chosen.__dataclass_fields__}
    named = {"outlet": [*told.pop("outlets")], "kind": [*told.pop("kinds")], **told}
    return {name: value for name, value in named.items() if value}
