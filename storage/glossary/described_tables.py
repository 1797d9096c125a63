"""Every table, view and column of an archive with its meaning, for docs, README and readers."""

from dataclasses import dataclass

from sqlite_utils import Database

from crawler.arabic import fold
from storage.article_fields import DEPRECATED, FIELDS, FORMER_NAMES, READING
from storage.glossary.column_meanings import EVERYWHERE, TABLES
from storage.schema import migrate


@dataclass(frozen=True, slots=True)
class Described:
    """A table or view: what it is, and its columns as (name, type, meaning)."""

    name: str
    kind: str
    meaning: str
    columns: tuple[tuple[str, str, str], ...]

    def markdown(self) -> str:
        """Its columns as a table."""
        rows = (f"| `{name}` | {type} | {said} |" for name, type, said in self.columns)
        return "\n".join(("| column | type | meaning |", "|---|---|---|", *rows))


def meanings() -> dict[str, dict[str, str]]:
    """Table -> column -> meaning; the table's own stands under an empty name."""
    found = dict[str, dict[str, str]]()
    for line in TABLES.strip().splitlines():
        name, _, meaning = line.partition(": ")
        if not line.startswith(" "):
            found[name] = {"": meaning}
            last = name
        else:
            found[last][name.strip()] = meaning
    found["articles"] |= _of_the_article()
    of_a_version = {name: found["articles"][name] for name in READING if name in found["articles"]}
    found["revisions"] = of_a_version | found["revisions"]
    found["revised"] |= {**found["articles"], "": found["revised"][""]}
    found["gone"] |= {**found["articles"], "": found["gone"][""]}
    return found


def _of_the_article() -> dict[str, str]:
    """The fields of an article, as their columns hold them."""
    held = {"list": "; a JSON array", "map": "; a JSON object"}
    found = {
        one.name: ("1: " if one.kind == "boolean" else "")
        + one.means("NULL")
        + held.get(one.kind, "")
        for one in FIELDS
    }
    former = {old: f"{DEPRECATED} {new}" for old, new in FORMER_NAMES.items()}
    return found | former


def described(db: Database) -> list[Described]:
    """Every table and view of an archive, in the glossary's order. Raises ``KeyError``."""
    said = meanings()
    kinds = {
        str(name): str(kind)
        for name, kind in db.conn.execute(
            "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"
            " AND name NOT LIKE 'articles_fts_%' AND name NOT LIKE 'revisions_fts_%'"
        )
    }
    if unknown := kinds.keys() - said.keys():
        raise KeyError(
            f"storage/glossary/column_meanings.py does not say what {', '.join(unknown)} means"
        )
    return [_described(db, name, kinds[name], said[name]) for name in said]


def of_a_new_archive() -> list[Described]:
    """Every table and view of an archive as this version of Warraq makes it."""
    db = Database(memory=True)
    db.conn.create_function("ar_fold", 1, fold, deterministic=True)
    migrate.apply(db)
    try:
        return described(db)
    finally:
        db.close()


def _described(db: Database, table: str, kind: str, said: dict[str, str]) -> Described:
    columns = list[tuple[str, str, str]]()
    for name, type in db.conn.execute(
        "SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden <> 1", [table]
    ):  # computed columns too
        meaning = said.get(name) or EVERYWHERE.get(name)
        if meaning is None:
            raise KeyError(
                f"storage/glossary/column_meanings.py does not say what {table}.{name} means"
            )
        columns.append((name, type, meaning))
    return Described(table, kind, said[""], tuple(columns))
