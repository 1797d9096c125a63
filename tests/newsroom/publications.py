"""A story as one outlet printed it: its address, its times, what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypedDict

from tests.newsroom.stories import Story

if TYPE_CHECKING:
    from tests.newsroom.outlets import Outlet


class Gold(TypedDict):
    """What is true of a publication, whatever its page looks like."""

    outlet: str
    url: str
    slug: str
    headline: str
    paragraphs: list[str]
    byline: str | None
    section: str
    tags: list[str]
    language: str
    published_at: str
    modified_at: str
    page_precision: str
    deleted: bool


@dataclass(slots=True, eq=False)
class Publication:
    """One story in one outlet. Times are aware and UTC; ``path`` is the address as served."""

    outlet: Outlet = field(repr=False)
    story: Story = field(repr=False)
    number: int
    published_at: datetime
    path: str = ""
    headline: str = ""
    paragraphs: tuple[str, ...] = field(default=(), repr=False)
    modified_at: datetime = datetime.min.replace(tzinfo=UTC)
    deleted_at: datetime | None = None
    former_paths: list[str] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        """Print the story as it is, unless told otherwise."""
        self.headline = self.headline or self.story.headline
        self.paragraphs = self.paragraphs or self.story.paragraphs
        self.modified_at = max(self.modified_at, self.published_at)

    @property
    def url(self) -> str:
        """The whole address."""
        return self.outlet.home.rstrip("/") + self.path

    @property
    def live(self) -> bool:
        """Whether the outlet still shows it."""
        return self.deleted_at is None

    @property
    def section_slug(self) -> str:
        """The section as it stands in addresses."""
        return self.outlet.section_slug(self.story.section)

    @property
    def language(self) -> str:
        """``ar`` or ``fr``, by the letters of the text."""
        letters = [letter for letter in " ".join(self.paragraphs) if letter.isalpha()]
        latin = sum(letter < "\u0300" for letter in letters)
        return "fr" if latin * 2 > len(letters) else "ar"

    def gold(self) -> Gold:
        """What a perfect reader would take from the page."""
        return Gold(
            outlet=self.outlet.name,
            url=self.url,
            slug=self.story.slug,
            headline=self.headline,
            paragraphs=list(self.paragraphs),
            byline=self.story.byline or None,
            section=self.story.section,
            tags=list(self.story.tags),
            language=self.language,
            published_at=self.published_at.astimezone(UTC).isoformat(),
            modified_at=self.modified_at.astimezone(UTC).isoformat(),
            page_precision=self.outlet.page_precision,
            deleted=not self.live,
        )
