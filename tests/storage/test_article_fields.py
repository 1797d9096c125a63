"""A field of ``Article`` is everywhere it must be; who forgets one reads here which, and where."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from inspect import getmodule
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import pytest
from sqlite_utils import Database

from crawler.arabic import fold
from crawler.items import Article
from storage.archive import Archive
from storage.article_fields import EMPTY, FIELDS, READING, Field, fields_of, unpacked
from storage.database import DATABASE
from storage.export import columns
from storage.glossary import meanings
from storage.rereading.kept_pages import KeptPage
from storage.schema import migrate
from storage.takedown import orders
from storage.verify.reread_comparison import LEFT_OUT, disagreement
from tests.making import START, archive, article
from warraq.cli import main
from warraq.commands import read
from warraq.commands.query import show

pytestmark = pytest.mark.slow

NAMES = {one.name for one in FIELDS}
PAGE = """<html><head><title>جائزة القراءة هنا</title>
<link rel="canonical" href="https://x.ma/1.html"><link rel="next" href="/1.html?page=2">
<meta property="article:section" content="ثقافة">
<meta property="article:tag" content="كتب">
<meta property="og:image" content="/p/a.jpg">
<script type="application/ld+json">{"@type": "NewsArticle", "author": "سعاد بنعلي",
 "datePublished": "2026-11-20T09:00:00+01:00", "dateModified": "2026-11-21T09:00:00+01:00"%s}
</script></head><body><h1>جائزة القراءة هنا</h1><div class="text">
<p>الرباط – و.م.ع</p><p>أعلنت الجماعة الترابية عن فتح باب الترشيح لجائزة القراءة هذه السنة.</p>
<figure><img src="/p/a.jpg"><figcaption>السوق (أرشيف)</figcaption></figure>
<p>وستعلن النتائج نهاية الشهر المقبل.</p>%s</div></body></html>"""
MORE = """<p>وأضافت الجماعة أن آخر أجل لإيداع الطلبات هو نهاية الأسبوع، وأن اللجنة ستجتمع بعده.</p>
<p>وقال رئيسها إن الجائزة ستمنح كل سنة لثلاث مدارس من القرى البعيدة عن مركز المدينة.</p>"""


def value(field: Field, number: int) -> Any:
    """A value of a field that is told from its others, and from an empty one."""
    if field.name == "published_precision":
        return ("minute", "hour")[number]
    return {
        "text": f"{field.name} {number}", "list": (f"{field.name} {number}", "و"),
        "map": {"headline": f"h{number + 1}"}, "time": START + timedelta(days=number),
        "boolean": not number, "integer": number + 7, "number": number + 0.5,
    }[field.kind]  # fmt: skip


def full(number: int = 0) -> Article:
    """An article with a value in every field."""
    plain = article(number)
    own = {name: getattr(plain, name) for name in ("outlet", "url", "body")}
    return replace(plain, **{one.name: value(one, number) for one in FIELDS} | own)


def without_column(kept: Archive, table: str) -> set[str]:
    wanted = NAMES if table == "articles" else NAMES & {*READING}
    return wanted - {row[0] for row in kept.rows("SELECT name FROM pragma_table_info(?)", table)}


def not_in_the_ledger(kept: Archive, _: object = None) -> set[str]:
    """Fields whose change is not written down."""
    silent = set[str]()
    for name in NAMES:
        kept.db.execute("BEGIN")
        kept.db.execute(f"UPDATE articles SET {name} = {name} || '?' WHERE id = 1")
        last = kept.row("SELECT former FROM ledger ORDER BY id DESC LIMIT 1")
        if last is None or json.loads(last[0] or "{}").keys() != {name}:
            silent.add(name)
        kept.db.execute("ROLLBACK")
    return silent


def without_meaning(kept: Archive, _: object = None) -> set[str]:
    told = meanings()["articles"]
    return {one.name for one in FIELDS if one.means("NULL") not in told.get(one.name, "")}


def not_kept(kept: Archive, _: object = None) -> set[str]:
    row = kept.row("SELECT * FROM articles WHERE id = 1")
    assert row is not None
    return unequal(unpacked(dict(row)))


def unequal(told: dict[str, Any]) -> set[str]:
    """Fields whose value is not that of the full article; JSON knows no times and no tuples."""
    wanted = json.loads(json.dumps(asdict(full()), default=lambda at: f"{at:%Y-%m-%dT%H:%M:%SZ}"))
    return {name for name in NAMES if told.get(name) != wanted[name]}


def not_exported(kept: Archive, _: object = None) -> set[str]:
    path = kept.folder / "a.jsonl"
    assert main(["export", str(path), "--archive", str(kept.folder)]) == 0
    return unequal(json.loads(path.read_text("utf-8"))) - columns.NOT_EXPORTED


def not_compared(kept: Archive, _: object = None) -> set[str]:
    """Fields of which `verify` does not say that the page reads otherwise."""
    row = kept.row(f"SELECT {', '.join(KeptPage.__slots__)} FROM articles WHERE id = 1")
    assert row is not None
    other, silent = full(1), set[str]()
    for name in NAMES - LEFT_OUT:
        found = disagreement(
            kept, KeptPage(*row), replace(full(), **{name: getattr(other, name)}), set()
        )
        if found is None or f" says other {name}," not in found.detail:
            silent.add(name)
    return silent


def spared(kept: Archive, _: object = None) -> set[str]:
    """Columns that an order to erase leaves as they were."""
    before = kept.row("SELECT * FROM articles WHERE id = 1")
    orders.erase(kept, 1, "a judge")
    after = kept.row("SELECT * FROM articles WHERE id = 1")
    assert before is not None and after is not None
    stays = {
        "id", "outlet", "url", "uid", "first_seen", "last_seen", "fetched_at", "gone_at",
        "revision",
        "reader", "versions",
    }  # fmt: skip
    return {name for name in before.keys() if name not in stays and after[name] not in EMPTY}  # noqa: SIM118


def not_shown(kept: Archive, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Fields that `show --json` does not tell, or that `show` does not print."""
    here = ["--archive", str(kept.folder)]
    capsys.readouterr()
    assert main(["show", "1", "--json", *here]) == 0
    untold = unequal(json.loads(capsys.readouterr().out))
    assert main(["show", "1", *here]) == 0
    return untold | NAMES - printed(capsys.readouterr().out) - show.NOT_PRINTED


def not_read(kept: Archive, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Fields that a page gives and `read` does not print."""
    saved = kept.folder / "page.html"
    saved.write_text(PAGE % (', "isAccessibleForFree": false', MORE), "utf-8")
    capsys.readouterr()
    assert main(["read", str(saved), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert main(["read", str(saved)]) == 0
    given = {name for name in NAMES if values[name]}
    return given - printed(capsys.readouterr().out) - read.NOT_PRINTED


def printed(said: str) -> set[str]:
    """What stands before the first colon of a line."""
    return {line.partition(": ")[0] for line in said.splitlines()}


PLACES: dict[str, Callable[[Archive, pytest.CaptureFixture[str]], set[str]]] = {
    "a meaning in the glossary": without_meaning,
    "what Archive.keep writes": not_kept,
    "the columns of exports": not_exported,
    "what show tells": not_shown,
    "what read prints": not_read,
    "what verify compares": not_compared,
    "what the ledger notes": not_in_the_ledger,
    "what erase destroys": spared,
}


def missing(kept: Archive, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Every field that is not where it must be, with the place."""
    columns_missing = [
        f"{name}: a column of {table}"
        for table in ("articles", "revisions") for name in sorted(without_column(kept, table))
    ]  # fmt: skip
    if columns_missing:  # nothing can be kept
        return columns_missing
    kept.keep(full())
    found = ((name, place) for place, lacks in PLACES.items() for name in lacks(kept, capsys))
    return sorted(f"{name}: {place}" for name, place in found)


def test_every_field_of_an_article_is_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        assert missing(kept, capsys) == []


@pytest.mark.parametrize(
    ("place", "module", "name"),
    [
        ("a meaning in the glossary", getmodule(meanings), "FIELDS"),
        ("what Archive.keep writes", getmodule(Archive), "stored"),
        ("the columns of exports", columns, "COLUMNS"),
        ("what show tells", show, "FIELDS"),
        ("what read prints", read, "FIELDS"),
        ("what verify compares", getmodule(disagreement), "COMPARED"),
        ("what erase destroys", orders, "STAYS"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_field_that_one_place_forgets_is_named_with_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    place: str, module: ModuleType, name: str,
) -> None:  # fmt: skip
    whole = getattr(module, name)
    forgetful: Any
    if name == "stored":
        forgetful = lambda one: {k: v for k, v in whole(one).items() if k != "city"}  # noqa: E731
    elif name == "STAYS":
        forgetful = whole | {"articles": whole["articles"] | {"city"}}
    else:
        forgetful = tuple(one for one in whole if getattr(one, "name", one) != "city")
    with archive(tmp_path) as kept:
        monkeypatch.setattr(module, name, forgetful)
        assert f"city: {place}" in missing(kept, capsys)


def test_a_field_without_a_column_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        kept.db.execute("DROP TRIGGER ledger_articles_update")  # it names every column
        kept.db.execute("DROP TRIGGER ledger_revisions_update")
        for table in ("articles", "revisions"):
            kept.db.execute(f"ALTER TABLE {table} DROP COLUMN city")
        assert missing(kept, capsys) == [
            "city: a column of articles",
            "city: a column of revisions",
        ]


def test_a_field_that_the_ledger_does_not_note_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        row = kept.row("SELECT sql FROM sqlite_master WHERE name = 'ledger_articles_update'")
        assert row is not None
        kept.db.execute("DROP TRIGGER ledger_articles_update")
        kept.db.execute(row[0].replace("old.city IS NOT new.city", "0"))
        assert missing(kept, capsys) == ["city: what the ledger notes"]


def test_a_field_without_a_meaning_or_of_an_unknown_kind_is_refused() -> None:
    @dataclass(frozen=True)
    class Unsaid(Article):
        subtitle: str | None = None

    @dataclass(frozen=True)
    class Odd(Article):
        subtitle: Annotated[bytes | None, "as printed"] = None

    for declared, lacks in ((Unsaid, "meaning"), (Odd, "kind")):
        with pytest.raises(TypeError, match=f"subtitle of an article has no {lacks}"):
            fields_of(declared)


def test_a_column_that_anybody_adds_is_erased_by_default(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(full())
        for sql in (
            "ALTER TABLE articles ADD COLUMN subtitle TEXT",
            "ALTER TABLE articles ADD COLUMN notes TEXT NOT NULL DEFAULT '[]'",
            "ALTER TABLE articles ADD COLUMN shouted TEXT AS (upper(headline)) VIRTUAL",
            "UPDATE articles SET subtitle = 'secret', notes = '[\"secret\"]'",
            "ALTER TABLE aliases ADD COLUMN text_there TEXT NOT NULL DEFAULT ''",
            "INSERT INTO aliases (outlet, url, article_id, first_seen, text_there)"
            " VALUES ('one', 'https://one.ma/x', 1, '2026-01-01T00:00:00Z', 'secret')",
            "CREATE TABLE comments (about INTEGER REFERENCES articles(id), said TEXT)",
            "INSERT INTO comments VALUES (1, 'secret'), (NULL, 'of nobody')",
        ):
            kept.db.execute(sql)
        orders.erase(kept, 1, "a judge")
        row = kept.row("SELECT subtitle, notes, shouted FROM articles")
        assert row is not None and tuple(row) == (None, "[]", "")
        assert [tuple(r) for r in kept.rows("SELECT url, text_there FROM aliases")] == [
            ("https://one.ma/x", "")
        ]
        assert [row[0] for row in kept.rows("SELECT said FROM comments")] == ["of nobody"]
        assert b"secret" not in (kept.folder / DATABASE).read_bytes()


@pytest.mark.parametrize(
    ("said", "text", "silent"),
    [(', "isAccessibleForFree": false', MORE, {"brief"}), ("", "", {"paywall"})],
    ids=["long", "brief"],
)
def test_every_value_that_is_read_says_where_it_stood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str, text: str, silent: set[str]
) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(PAGE % (said, text), "utf-8")
    assert main(["read", str(saved), "--url", "https://x.ma/1.html", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    values = {name for name in NAMES if found[name]} - {"outlet"}
    assert values == NAMES - silent - {"outlet"}
    of_the_look = {"url", "fetched_at"}
    are_sources = {
        "sources", "published_source", "encoding_evidence", "body_source", "read_with",
    }  # fmt: skip
    assert found["sources"].keys() == values - of_the_look - are_sources
    assert all(found["sources"].values())


def test_a_former_version_keeps_where_its_values_stood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(full())
        later = replace(full(), headline="عنوان آخر", sources={"headline": "meta"})
        kept.keep(replace(later, fetched_at=START + timedelta(hours=2)))
    assert main(["show", "1", "--json", "--archive", str(tmp_path / "archive")]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["sources"] == {"headline": "meta"}
    assert [one["sources"] for one in shown["former"]] == [{"headline": "h1"}]


@pytest.mark.parametrize(
    ("city", "sources", "kind"),
    [
        (None, {}, "stale"),  # read before there was such a field
        (None, {"city": "dateline"}, "reading"),  # lost since
        ("فاس", {}, "reading"),
    ],
)
def test_a_field_that_came_after_a_reading_is_no_damage(
    tmp_path: Path, city: str | None, sources: dict[str, str], kind: str
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(replace(full(), city=city, sources=sources))
        row = kept.row(f"SELECT {', '.join(KeptPage.__slots__)} FROM articles WHERE id = 1")
        assert row is not None
        finding = disagreement(kept, KeptPage(*row), full(), set())
        assert finding is not None
        assert (finding.kind, finding.damage) == (kind, kind == "reading")
        assert "city" in finding.detail


def test_the_former_name_of_a_column_still_answers(tmp_path: Path) -> None:
    """In an archive that had it, and in plain SQLite."""
    former = Database(memory=True)
    former.conn.create_function("ar_fold", 1, fold, deterministic=True)
    migrate.apply(former, stop_before="lead_paragraphs")
    former.conn.execute(
        "INSERT INTO articles (outlet, url, headline, body, words, first_seen, last_seen,"
        " fetched_at, fingerprint, text_hash, reader, lead)"
        " VALUES ('one', 'x', 'h', 'b', 1, '', '', '', '', '', 1, 'the first paragraph')"
    )
    migrate.apply(former)
    (row,) = former.query("SELECT lead, lead_paragraph, sources FROM gone UNION ALL"
                          " SELECT lead, lead_paragraph, sources FROM articles")  # fmt: skip
    assert row["lead"] == row["lead_paragraph"] == "the first paragraph"
    assert row["sources"] == "{}"
    former.close()
