"""Outlets as data: what their files say of them, and how much of each is in the data set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from storage.dataset.tables.column import Table, TableColumn


@dataclass(frozen=True, slots=True)
class OutletFacts:
    """What is known of an outlet; ``None``: it is not."""

    name: str | None = None
    """In Arabic."""
    home: str | None = None
    kind: str | None = None
    city: str | None = None
    region: str | None = None
    languages: tuple[str, ...] = ()
    owner: str | None = None
    owner_source: str | None = None
    owner_stated: str | None = None
    """The day of that source: ``2026-11-24``."""


OUTLETS = Table(
    "outlets", "an outlet of which data/ has an article",
    (
        TableColumn("outlet", "text", "its name in every table"),
        TableColumn("name", "text", "its name in Arabic; null: not known"),
        TableColumn("home", "text", "address of its front page"),
        TableColumn("kind", "text", "national, regional, party paper …; null: not known"),
        TableColumn("city", "text", "where it is made; null: not known"),
        TableColumn("region", "text", "of Morocco, where its city lies; null: not known"),
        TableColumn("languages", "list", "in which it publishes; null: not known"),
        TableColumn("owner", "text", "whose it is; null: not known"),
        TableColumn("owner_source", "text", "what says so; null: nothing"),
        TableColumn("owner_stated", "day", "the day of that source; null: unknown"),
        TableColumn("articles", "integer", "its articles in data/"),
    ),
)  # fmt: skip
_REGIONS = {
    "Agadir": "Souss-Massa", "Al Hoceima": "Tanger-Tétouan-Al Hoceïma",
    "Casablanca": "Casablanca-Settat", "Chtouka Ait Baha": "Souss-Massa",
    "Dakhla": "Dakhla-Oued Ed-Dahab", "El Jadida": "Casablanca-Settat",
    "Es-Semara": "Laâyoune-Sakia El Hamra", "Fes": "Fès-Meknès",
    "Larache": "Tanger-Tétouan-Al Hoceïma", "Marrakech": "Marrakech-Safi", "Nador": "Oriental",
    "Oujda": "Oriental", "Rabat": "Rabat-Salé-Kénitra", "Safi": "Marrakech-Safi",
    "Tangier": "Tanger-Tétouan-Al Hoceïma", "Tetouan": "Tanger-Tétouan-Al Hoceïma",
    "Tiznit": "Souss-Massa", "Zagora": "Drâa-Tafilalet",
}  # fmt: skip
"""The regions since the decree of 2015 of the cities that outlets name."""


def region_of(city: str | None) -> str | None:
    """The region of a city; ``None``: not known."""
    return _REGIONS.get(city or "")


def outlet_rows(
    facts: Mapping[str, OutletFacts], articles: Mapping[str, int]
) -> Iterator[tuple[object, ...]]:
    """A row for each outlet that has articles, by name; of one whose file is gone little is known.

    Lists are JSON, as the database has them.
    """
    for outlet, number in sorted(articles.items()):
        one = facts.get(outlet, OutletFacts())
        known = "[" + ", ".join(f'"{name}"' for name in one.languages) + "]"
        languages = known if one.languages else None
        yield (
            outlet, one.name, one.home, one.kind, one.city, one.region, languages, one.owner,
            one.owner_source, one.owner_stated, number,
        )  # fmt: skip
