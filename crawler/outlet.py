"""``Outlet``: an outlet declared by attributes; its addresses, and when two are one article's."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar, Literal

from crawler.items import Article, Lead, Outcome
from crawler.listings import Listing
from crawler.markup.css_selectors import Selectors, check_selectors
from crawler.reading.extraction_hints import Hints
from crawler.urls import canonical, host_of, may_hold_text, same_site, shows_the_same

_SELECTORS = frozenset(("body", "headline", "byline", "published", "section", "tags", "drop"))


class Outlet:
    """An outlet: its name, its home, where it lists its articles, what their addresses look like.

    ``article_url`` is a pattern searched in the canonical address; without one every address of
    the outlet may be an article, but those of files, log-ins and searches, and the reader's gate
    decides. Where it has a group ``id``, two
    addresses with the same id are one article, whatever their slugs say, and outlet and id are
    what it is called for good (``own_id``): group only what the outlet never gives to another
    article. The CSS attributes are hints.
    """

    name: str
    home: ClassVar[str]
    listings: ClassVar[tuple[Listing, ...]] = ()
    article_url: ClassVar[str | None] = None

    post_url: ClassVar[str | None] = None
    """Addresses that give only an article's number in the outlet's database, as group ``id``."""

    by_month: ClassVar[str] = ""
    """The path of the archive of a month, as ``strftime`` writes it; for a backfill."""
    by_id: ClassVar[str] = ""
    """The path of an article that its id alone gives, ``{}.html``; a backfill's last resort."""

    arabic_name: ClassVar[str | None] = None
    city: ClassVar[str | None] = None
    kind: ClassVar[str | None] = None
    """What it is to its readers: national, regional, party paper, sport …"""
    owner: ClassVar[str | None] = None
    """Whose it is, as a source says that anybody can look up; ``None``: not known."""
    owner_source: ClassVar[str | None] = None
    """What says so: an address, or a register and its entry."""
    owner_stated: ClassVar[str | None] = None
    """The day of that source, ``2026-11-24``: owners change."""
    languages: ClassVar[tuple[str, ...]] = ("ar",)
    former_homes: ClassVar[tuple[str, ...]] = ()
    """Other addresses of the same outlet: former domains, ``http`` mirrors."""
    aliases: ClassVar[tuple[str, ...]] = ()
    """Hosts that serve the same pages under the same paths: ``m.``, ``amp.``, ``static.``."""
    evidence: ClassVar[Literal["verified", "probed", "used", "claimed", "doubtful"]] = "claimed"
    """How well the way in is known: a live check, a probe, code that used it, a list that names
    it, or reports against it."""
    javascript: ClassVar[str] = ""
    """What of it only JavaScript shows, and is therefore not read."""
    default: ClassVar[bool] = True
    """Whether `warraq run` crawls it unless the operator chooses."""

    body: ClassVar[Selectors] = ()
    headline: ClassVar[Selectors] = ()
    byline: ClassVar[Selectors] = ()
    published: ClassVar[Selectors] = ()
    section: ClassVar[Selectors] = ()
    tags: ClassVar[Selectors] = ()
    drop: ClassVar[Selectors] = ()

    def __init_subclass__(cls, **kwargs: object) -> None:
        """A selector that is none ends the import of its file, as any other slip there does."""
        super().__init_subclass__(**kwargs)
        for name in _SELECTORS & cls.__dict__.keys():
            try:
                check_selectors(getattr(cls, name))
            except SyntaxError as error:
                where = f"{cls.__module__}.{cls.__name__}"
                raise SyntaxError(f"{where}: {name}: {error}") from error

    def __init__(self) -> None:
        """Compile what every address is held against."""
        self.address = self.home
        self.learned: frozenset[str] = frozenset()
        self._article_url = re.compile(self.article_url) if self.article_url else None
        self._post_url = re.compile(self.post_url) if self.post_url else None

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that belong to the outlet."""
        return _hosts((self.address, *self.former_homes), self.aliases)

    def hints(self) -> Hints:
        """The outlet's selectors, names and learned lines, for the reader."""
        names = tuple(filter(None, (self.arabic_name, (type(self).__doc__ or "").strip("« »."))))
        return Hints(
            body=self.body,
            headline=self.headline,
            byline=self.byline,
            published=self.published,
            section=self.section,
            tags=self.tags,
            drop=self.drop,
            names=names,
            learned=self.learned,
        )

    def owns(self, url: str) -> bool:
        """Whether an address is the outlet's."""
        return host_of(url) in self.hosts

    def may_list(self, url: str) -> bool:
        """Whether a listing or robots.txt may be asked for at an address.

        On the outlet's hosts, those of its declared listings, and hosts above or below these:
        ``cdn.outlet.ma`` may hold a sitemap.
        """
        if self.owns(url):
            return True
        ways = (way.address(self.address) for listing in self.listings for way in listing.ways())
        return any(same_site(url, own) for own in (self.address, *self.former_homes, *ways))

    def is_article(self, url: str) -> bool:
        """Whether an address can be an article of the outlet."""
        try:
            address = self.canonical(url)
        except ValueError:  # no address at all
            return False
        if not self.owns(address) or address.rstrip("/") == self.canonical(self.address).rstrip(
            "/"
        ):
            return False
        if self._article_url is None:
            return may_hold_text(address)
        patterns = filter(None, (self._article_url, self._post_url))
        return any(one.search(address) for one in patterns)

    def refused(self, lead: Lead) -> Outcome | None:
        """The outcome of a lead that is not fetched, with what that rests on; else ``None``.

        What a listing offers that lists nothing but articles is taken whatever the pattern says:
        a pattern is inferred, from some of an outlet's addresses. An outlet whose home is a part of
        a site, ``/ar/``, takes so only what stands below that.
        """
        if self.is_article(lead.url):
            return None
        try:
            address = self.canonical(lead.url)
        except ValueError:  # listings are untrusted
            return Outcome(lead.outlet, lead.url, "refused", "no http(s) address")
        if not self.owns(address):
            why = "not this outlet's address"
            return Outcome(lead.outlet, lead.url, "refused", why, ground="host")
        home = self.canonical(self.address).rstrip("/")
        if address.rstrip("/") == home:
            return Outcome(lead.outlet, lead.url, "refused", "the home page")
        if lead.certain and address.startswith(f"{home}/"):
            return None
        why = "not an article's address of this outlet (article_url)"
        return Outcome(lead.outlet, lead.url, "refused", why, ground="pattern")

    def names_of(self, url: str, post_id: str | None = None) -> tuple[str, ...]:
        """The names of an article beside its address: ``id 515208``, ``post 515208``, or none.

        Two addresses with a name in common are one article.
        """
        address = self.canonical(url)
        own = self._at_home(address)
        place = "" if own else f"{host_of(address)} "
        # ids count within one host: a mirror or a former home has numbers of its own
        found = [f"id {place}{own_id}"] if (own_id := _id_in(self._article_url, address)) else []
        if own and (number := post_id or _id_in(self._post_url, address)):
            found.append(f"post {number}")
        return tuple(found)

    def own_id(self, url: str) -> str | None:
        """The id by which the outlet itself knows the article of an address, where that states it.

        The group ``id`` of ``article_url``; ``None`` for a former home, whose ids are others. With
        the outlet's name it is what the article is called in every archive, ``hespress:1234567``.
        """
        address = self.canonical(url)
        return _id_in(self._article_url, address) if self._at_home(address) else None

    def _at_home(self, address: str) -> bool:
        return host_of(address) == host_of(self.canonical(self.address))

    def canonical(self, url: str) -> str:
        """The one form of an address by which an article is known again.

        ``http`` and ``https`` of the outlet's host are one, and so are its aliases.
        """
        return _at_home(url, self.address, self.aliases)

    def article_address(self, article: Article) -> str:
        """The address an article is kept under: its own canonical one where that is sound.

        One that carries the id of another article is not: some sites state one address everywhere.
        Where the outlet's addresses have no known pattern, only a query is taken away by it.
        """
        stated, own = article.canonical_url, self.canonical(article.url)
        if not (stated and self.owns(stated) and self.is_article(stated)):
            return own
        address = self.canonical(stated)
        if self._article_url is None:  # nothing shows that the stated address is this article's
            return address if shows_the_same(own, address) else own
        ids = {_id_in(self._article_url, url) for url in (own, address)} - {None}
        return address if self._article_url.search(address) and len(ids) < 2 else own


# a page in hand is held against its outlet's hosts and addresses some thirty times


@lru_cache(maxsize=1_000)
def _hosts(addresses: Sequence[str], aliases: Sequence[str]) -> frozenset[str]:
    """The hosts of addresses and aliases, each in the form of ``host_of``."""
    return frozenset(map(host_of, (*addresses, *(f"http://{alias}" for alias in aliases))))


@lru_cache(maxsize=1_000)
def _at_home(url: str, home: str, aliases: Sequence[str]) -> str:
    """The canonical address, with the home's own scheme and host where it is on that or an alias.

    Raises ``ValueError`` on no http(s) address.
    """
    address = canonical(url)
    if host_of(address) not in _hosts((home,), aliases):
        return address
    rest = address.partition("://")[2].partition("/")[2]
    scheme, _, own = canonical(home).partition("://")
    return f"{scheme}://{own.partition('/')[0]}/{rest}"


def _id_in(pattern: re.Pattern[str] | None, address: str) -> str | None:
    """The group ``id`` of a pattern in an address; ``None`` where there is no such group."""
    if pattern is None or "id" not in pattern.groupindex:
        return None
    match = pattern.search(address)
    return match["id"] if match else None
