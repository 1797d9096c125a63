"""The newsroom: every sample outlet, what it published, edited and deleted, and the truth of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote, urlsplit

from tests.newsroom.families import OUTLETS
from tests.newsroom.pages import PagedOutlet
from tests.newsroom.publications import Gold, Publication
from tests.newsroom.stories import Story, load_stories, reference_report

DEFAULT_PORT = 8800
STEP = timedelta(minutes=17)
"""Between two publications of the whole newsroom."""
REPRINTS = {"sahifa": timedelta(hours=9), "akhbar": timedelta(hours=8.5), "arc": timedelta(hours=6)}
"""Who prints the reference report, and how long before the newest publication."""


def _clock() -> datetime:
    return datetime.now(UTC)


class Newsroom:
    """Deals the stories out to the outlets, newest publication at ``start``.

    ``per_outlet`` limits what an outlet publishes at once and ``hold_back`` keeps that many more
    for a later ``release``; what is not dealt is in ``held``. ``seed`` replaces every class, id and
    address by random words. ``habits`` maps a path (``/feed/``) or an outlet's path
    (``sahifa/feed/``) to a bad habit, see ``habits.py``. ``robots`` replaces an outlet's
    robots.txt, ``elsewhere`` is where the habit of that name leads.
    """

    def __init__(
        self,
        stories: Sequence[Story] | None = None,
        seed: int | None = None,
        start: datetime | None = None,
        per_outlet: int | None = None,
        hold_back: int = 0,
        charsets: Mapping[str, str] | None = None,
        crawl_delay: float | None = None,
        now: Callable[[], datetime] = _clock,
    ) -> None:
        """Deal and print the stories. ``charsets`` maps an outlet to its pages' charset."""
        if start is not None and start.tzinfo is None:
            raise ValueError("start has no time zone")
        self.seed = seed
        self.now = now
        self.start = to_minute(start or now())
        self.port = DEFAULT_PORT
        self.charsets = dict(charsets or {})
        self.crawl_delay = crawl_delay
        self.habits: dict[str, str] = {}
        self.retry_after = 120
        self.elsewhere = ""
        self.robots: dict[str, str] = {}
        self.slowness = 30.0
        self.lock = threading.RLock()
        self.outlets: dict[str, PagedOutlet] = {kind.name: kind(self) for kind in OUTLETS}
        self.held: dict[str, list[Story]] = {name: [] for name in self.outlets}
        self._deal(load_stories() if stories is None else stories, per_outlet, hold_back)

    def _deal(self, stories: Sequence[Story], per_outlet: int | None, hold_back: int) -> None:
        """Give every outlet its share and print it, oldest first."""
        planned: list[tuple[datetime, str, Story]] = []
        names = list(self.outlets)
        for place, name in enumerate(names):
            share = list(stories[place :: len(names)])
            most = len(share) if per_outlet is None else per_outlet
            first = max(0, min(most, len(share) - hold_back))
            self.held[name] = share[first:]
            for row, story in enumerate(share[:first]):
                planned.append((self.start - STEP * (row * len(names) + place), name, story))
        planned += [
            (self.start - before, name, reference_report()) for name, before in REPRINTS.items()
        ]
        for at, name, story in sorted(planned, key=lambda plan: plan[0]):
            self.outlets[name].print(story, to_minute(at))

    # -- asking

    def outlet(self, outlet: str | PagedOutlet) -> PagedOutlet:
        """An outlet by its name."""
        return outlet if isinstance(outlet, PagedOutlet) else self.outlets[outlet]

    def outlet_at(self, host: str) -> PagedOutlet | None:
        """The outlet that answers at a host."""
        return next((outlet for outlet in self.outlets.values() if outlet.host == host), None)

    def published(self, outlet: str | PagedOutlet | None = None) -> list[Publication]:
        """What an outlet, or every outlet, shows now, newest first."""
        chosen = self.outlets.values() if outlet is None else (self.outlet(outlet),)
        shown = [pub for one in chosen for pub in one.live()]
        return sorted(shown, key=lambda pub: pub.published_at, reverse=True)

    def find(self, url: str) -> Publication:
        """The publication at an address, deleted ones too; the port does not matter."""
        parts = urlsplit(url)
        outlet = self.outlet_at(parts.hostname or "")
        found = outlet.find(unquote(parts.path)) if outlet else None
        if found is None:
            raise KeyError(f"{url} was never published")
        return found

    def gold(self, url: str) -> Gold:
        """What is true of the article at an address."""
        return self.find(url).gold()

    def copies(self) -> dict[str, list[str]]:
        """Slug -> addresses of the stories that more than one outlet shows."""
        places: dict[str, list[str]] = {}
        for pub in reversed(self.published()):
            places.setdefault(pub.story.slug, []).append(pub.url)
        return {slug: urls for slug, urls in places.items() if len(urls) > 1}

    def homes(self) -> dict[str, str]:
        """Name -> home address of every outlet."""
        return {name: outlet.home for name, outlet in self.outlets.items()}

    # -- acting

    def publish(
        self, outlet: str | PagedOutlet, story: Story, at: datetime | None = None
    ) -> Publication:
        """Print a story, now or at another time; to the minute, as outlets print it."""
        with self.lock:
            chosen = self.outlet(outlet)
            pub = chosen.print(story, to_minute(at or self.now()))
            self._touch(chosen, pub.published_at)
            return pub

    def release(
        self, outlet: str | PagedOutlet | None = None, at: datetime | None = None
    ) -> list[Publication]:
        """Publish what is held back, by one outlet or by all."""
        with self.lock:
            names = list(self.outlets) if outlet is None else [self.outlet(outlet).name]
            done = []
            for name in names:
                stories, self.held[name] = self.held[name], []
                done += [self.publish(name, story, at) for story in stories]
            return done

    def edit(
        self,
        url: str,
        headline: str | None = None,
        paragraphs: Sequence[str] | None = None,
        at: datetime | None = None,
    ) -> Publication:
        """Change the headline or the text of an article; its address stays."""
        with self.lock:
            pub = self.find(url)
            pub.headline = headline or pub.headline
            pub.paragraphs = tuple(paragraphs or pub.paragraphs)
            self._modified(pub, at)
            return pub

    def rename(self, url: str, headline: str, slug: str, at: datetime | None = None) -> Publication:
        """Another headline and slug: WordPress leads the former address to the new one."""
        with self.lock:
            pub = self.find(url)
            head, slash, tail = pub.path.rstrip("/").rpartition("/")
            pub.former_paths.append(unquote(pub.path))
            pub.path = f"{head}{slash}{slug}{pub.path[len(head + slash + tail) :]}"
            pub.headline = headline
            self._modified(pub, at)
            return pub

    def delete(self, url: str, at: datetime | None = None) -> Publication:
        """Take an article down: its address answers 404 or 410, listings forget it."""
        with self.lock:
            pub = self.find(url)
            pub.deleted_at = (at or self.now()).astimezone(UTC)
            self._touch(self.outlet(pub.outlet.name), pub.deleted_at)
            return pub

    def restore(self, url: str, at: datetime | None = None) -> Publication:
        """Put a deleted article back."""
        with self.lock:
            pub = self.find(url)
            pub.deleted_at = None
            self._modified(pub, at)
            return pub

    def _modified(self, pub: Publication, at: datetime | None) -> None:
        """Note a change, at least a second after the one before: HTTP dates know no less."""
        moment = (at or self.now()).astimezone(UTC).replace(microsecond=0)
        pub.modified_at = max(moment, pub.modified_at + timedelta(seconds=1))
        self._touch(self.outlet(pub.outlet.name), pub.modified_at)

    def _touch(self, outlet: PagedOutlet, at: datetime) -> None:
        moment = at.replace(microsecond=0)
        outlet.changed_at = max(moment, outlet.changed_at + timedelta(seconds=1))


def to_minute(at: datetime) -> datetime:
    """The moment in UTC, without its seconds."""
    return at.astimezone(UTC).replace(second=0, microsecond=0)
