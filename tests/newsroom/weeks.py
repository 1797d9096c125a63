"""An archive of the sample newsroom as some months of crawls would have made it, without waiting.

Every page is kept, and read, some minutes after its outlet printed it: what pages state, when
they were first seen, and the crawls agree.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from crawler.items import Lead
from storage import times
from storage.archive import Archive
from storage.raw import Fetched, SegmentWriter, load_page
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.publications import Publication
from tests.newsroom.stories import Story, load_stories
from tests.newsroom.wire import Asked, reply
from tests.web.making import run_row
from warraq.reader_factory import make_new_reader

DAYS = 112
"""How many days are told of; the last one is yesterday."""
GAP = range(52, 61)
"""The days of them on which no crawl begins, and of which nothing is kept."""
CRAWLS = (timedelta(hours=6, minutes=5), timedelta(hours=22, minutes=5))
"""When those of a day begin."""
SPIDERS = ["tests.newsroom.spiders"]
EDITED = "d-parliament-water"
"""The story of which its first outlet rewrites the headline and two lines the same day."""
CORRECTED = "d-wind-blades"
GONE = "d-boat-rescue"
COPIES = {
    EDITED: {"rif": 3, "jarida": 5}, "b-tangier-warehouse-fire": {"sahifa": 2, "rif": 3},
    CORRECTED: {"jarida": 4}, GONE: {"arc": 2, "akhbar": 4},
}  # fmt: skip
"""Slug -> who prints the same text, how many hours behind; two others do of each fourth story."""
LATE = {
    EDITED: "minbar", "b-tangier-warehouse-fire": "wataniya", CORRECTED: "sahifa",
    "c-cup-final": "rif", "d-solar-pumps": "jarida", "d-regional-rail": "arc",
    "b-figuig-library": "akhbar",
}  # fmt: skip
"""What is printed in the last two days, and by whom first: no outlet is silent."""


class Weeks:
    """A newsroom whose clock is moved, and the archive that watches it."""

    def __init__(self, kept: Archive, start: datetime) -> None:
        """Nothing is printed yet."""
        self.kept, self.clock = kept, start
        self.newsroom = Newsroom([], start=self.clock, now=lambda: self.clock)
        for outlet in self.newsroom.outlets.values():
            outlet.publications.clear()  # the reference report is not ours to show
        self.read = make_new_reader({"SPIDER_MODULES": SPIDERS, "HOMES": self.newsroom.homes()})
        self.raw = {name: SegmentWriter(kept, name) for name in self.newsroom.outlets}

    def keep(self, pub: Publication, at: datetime) -> int:
        """Fetch and read an article as it stands; its number."""
        self.clock = at
        outlet = self.newsroom.outlet(pub.outlet.name)
        answer = reply(outlet, outlet.answer(pub.path, {}), Asked())
        capture = self.raw[outlet.name].keep(
            Fetched(pub.url, at, answer.status, "OK", list(answer.headers.items()), answer.body)
        )
        page = load_page(self.kept, capture)
        lead = Lead(outlet.name, pub.url, outlet.home, published_hint=pub.published_at)
        return self.kept.keep(self.read(page, lead), capture)[1]

    def printed(self, story: Story, outlet: str, at: datetime) -> Publication:
        """Print a story and keep it soon after."""
        pub = self.newsroom.publish(outlet, story, at)
        self.keep(pub, pub.published_at + timedelta(minutes=8 + pub.number % 30))
        return pub

    def close(self) -> None:
        """Seal the raw pages."""
        for one in self.raw.values():
            one.close()


def fill(folder: Path) -> int:
    """Make the archive, its settings included; the number of the article that was edited."""
    now = times.now()
    start = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=DAYS)
    with Archive(folder, create=True) as kept:
        weeks = Weeks(kept, start)
        _settings(folder, weeks.newsroom)
        first: dict[str, Publication] = {}
        for at, outlet, story in sorted(_plan(start, list(weeks.raw)), key=lambda one: one[0]):
            pub = weeks.printed(story, outlet, at)
            first.setdefault(story.slug, pub)
        edited = _rewrite(weeks, first[EDITED], first[CORRECTED])
        _take_down(weeks, first[GONE], now - timedelta(minutes=30))
        begun = [start + timedelta(days=day) + hour for day in range(DAYS) if day not in GAP
                 for hour in CRAWLS]  # fmt: skip
        for at in (*begun, now - timedelta(minutes=40)):
            for name in weeks.raw:
                run_row(kept, name, at)
        weeks.close()
    return edited


def _plan(start: datetime, outlets: list[str]) -> Iterator[tuple[datetime, str, Story]]:
    """When who prints what, copies included."""
    every = {story.slug: story for story in load_stories()}
    cut = every[EDITED]
    every[EDITED] = replace(cut, paragraphs=tuple(cut.paragraphs[n] for n in (0, 1, 3, 5)))
    early = [story for slug, story in every.items() if slug not in LATE]
    days = [day for day in range(DAYS - 2) if day not in GAP]
    # by steps through the stories, which are sorted by subject
    plan = [(days[place * len(days) // len(early)], early[place * 29 % len(early)])
            for place in range(len(early))]  # fmt: skip
    plan += [(DAYS - 2 + place // 4, every[slug]) for place, slug in enumerate(LATE)]
    for place, (day, story) in enumerate(plan):
        at = start + timedelta(days=day, hours=7 + place * 5 % 8, minutes=place * 17 % 60)
        outlet = LATE.get(story.slug, outlets[place * 3 % len(outlets)])
        others = [name for name in outlets if name != outlet]
        copying = COPIES.get(story.slug, {})
        if place % 4 == 1 and story.slug not in LATE:
            copying = copying or {others[place % 6]: 1 + place % 3, others[place % 5]: 5}
        yield at, outlet, story
        for other, hours in copying.items():
            if other != outlet:
                yield at + timedelta(hours=hours), other, story


def _rewrite(weeks: Weeks, edited: Publication, corrected: Publication) -> int:
    """Change a headline and some words of one article, a headline of another; the first's number.

    Both as outlets do it: soon after, at the same address.
    """
    text = [one.replace("قدره 10%", "قدره 15%").replace("مطلع يونيو", "مطلع دجنبر")
            for one in edited.paragraphs]  # fmt: skip
    headline = "النواب منقسمون حول إلزام البنايات الجديدة بتجميع مياه الأمطار"
    at = edited.published_at + timedelta(hours=9)
    weeks.newsroom.edit(edited.url, headline, text, at)
    number = weeks.keep(edited, at + timedelta(minutes=35))
    at = corrected.published_at + timedelta(hours=6)
    weeks.newsroom.edit(corrected.url, f"{corrected.headline} (تصحيح)", at=at)
    weeks.keep(corrected, at + timedelta(minutes=20))
    return number


def _take_down(weeks: Weeks, gone: Publication, now: datetime) -> None:
    """One article is away three days after it was printed; all others are still there."""
    kept, deleted_at = weeks.kept, gone.published_at + timedelta(days=3)
    weeks.newsroom.delete(gone.url, deleted_at)
    row = kept.row("SELECT id FROM articles WHERE outlet = ? AND published_at = ?",
                   gone.outlet.name, times.stamp(gone.published_at))  # fmt: skip
    assert row
    kept.still_there(row["id"], deleted_at - timedelta(hours=5))
    kept.mark_gone(row["id"], deleted_at + timedelta(hours=4), "answers 404")
    for other in kept.rows("SELECT id FROM articles WHERE id != ?", row["id"]):
        kept.still_there(other["id"], now)


def _settings(folder: Path, newsroom: Newsroom) -> None:
    homes = ", ".join(f'{name} = "{home}"' for name, home in newsroom.homes().items())
    text = f"allow_private = true\nspider_modules = {SPIDERS}\nhomes = {{ {homes} }}\n"
    (folder / "warraq.toml").write_text(text.replace("'", '"'), "utf-8")
