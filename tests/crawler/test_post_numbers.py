"""The number that a WordPress page states: a renamed post is one article, a guess is none."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.items import Page
from crawler.wordpress_post_id import stated_post
from storage.archive import Archive
from tests.crawling import crawl, make_due
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.newsroom.stories import load_stories

API = '<link rel="alternate" type="application/json" href="https://x.ma/wp-json/wp/v2/posts/45" />'
SHORT = "<link rel='shortlink' href='https://x.ma/?p=45' />"
BODY = '<body class="rtl single single-post postid-45 single-format-standard">'
HEADLINE = "ساكنة الجماعة تنتظر الجسر الجديد"


@pytest.mark.parametrize(
    ("markup", "number"),
    [
        (API + SHORT + BODY, "45"),
        (SHORT + BODY, "45"),
        ("<link href='https://x.ma/?p=45' rel=shortlink>" + API, "45"),
        ('<link rel="alternate" href="https://x.ma/index.php?rest_route=/wp/v2/posts/45">' + BODY,
         "45"),
        # one alone may be a theme's slip, and what contradicts itself says nothing
        (SHORT, None),
        (SHORT.replace("45", "46") + BODY, None),
        ("<body class='page page-id-45'>" + SHORT.replace("?p=", "?page_id="), None),
        (f"<body><a href='https://x.ma/?p=45'>shortlink</a><p>{API[6:]} postid-45", None),
        (SHORT.replace("45", "451") + BODY, None),
    ],
)  # fmt: skip
def test_the_number_that_a_page_states(markup: str, number: str | None) -> None:
    page = Page("x", "https://x.ma/a/", datetime(2026, 1, 1, tzinfo=UTC), 200, {}, markup.encode())
    assert stated_post(page) == number


def newsroom(api: bool) -> Newsroom:
    """Two posts, the address of one the beginning of the other's, among some others."""
    made = Newsroom(per_outlet=4)
    if not api:
        made.habits["minbar/wp-json/wp/v2/posts"] = "404"
    first, second, *_ = made.held["minbar"]
    made.publish("minbar", replace(first, headline=HEADLINE, slug="bridge"))
    made.publish("minbar", replace(second, headline=f"{HEADLINE} منذ سنتين", slug="bridge-again"))
    return made


def kept(folder: Path) -> dict[str, tuple[str, int]]:
    """Headline -> when it was published and in how many versions it is kept."""
    with Archive(folder) as archive:
        rows = archive.rows("SELECT headline, published_at, revision FROM articles")
        assert len(rows) == len({row["headline"] for row in rows})
        return {row["headline"]: (row["published_at"], row["revision"]) for row in rows}


@pytest.mark.slow
@pytest.mark.parametrize("api", [True, False])
def test_a_deleted_post_whose_address_leads_to_another_is_gone(tmp_path: Path, api: bool) -> None:
    made = newsroom(api)
    with running(made) as served:
        crawl(tmp_path, made, ["minbar"])
        before = kept(tmp_path)
        deleted = next(pub for pub in made.published("minbar") if pub.headline == HEADLINE)
        made.delete(deleted.url)
        for _ in range(2):
            make_due(tmp_path)
            crawl(tmp_path, made, ["minbar"])
        led_away = [line.status for line in served.requests("minbar", deleted.path)]
    assert led_away[0] == 200 and set(led_away[1:]) == {301}
    assert kept(tmp_path) == before
    with Archive(tmp_path) as archive:
        (gone,) = archive.rows("SELECT headline FROM articles WHERE id IN (SELECT id FROM gone)")
        reasons = archive.rows("SELECT reason FROM outcomes WHERE kind IN ('deferred', 'gone')")
    assert gone["headline"] == HEADLINE
    assert all("leads to another article: http" in row["reason"] for row in reasons)


@pytest.mark.slow
@pytest.mark.parametrize("api", [True, False])
def test_a_renamed_post_is_one_article_whatever_lists_it(tmp_path: Path, api: bool) -> None:
    made = newsroom(api)
    with running(made):
        crawl(tmp_path, made, ["minbar"])
        before = kept(tmp_path)
        pub = next(pub for pub in made.published("minbar") if pub.headline == HEADLINE)
        made.rename(pub.url, "الجسر الجديد يفتح", "the-bridge-is-open-at-last")
        crawl(tmp_path, made, ["minbar"])
        renamed = kept(tmp_path)
        make_due(tmp_path)
        crawl(tmp_path, made, ["minbar"])
    at, _ = before.pop(HEADLINE)
    assert renamed == before | {"الجسر الجديد يفتح": (at, 2)} == kept(tmp_path)
    with Archive(tmp_path) as archive:
        assert archive.rows("SELECT 1 FROM gone") == []


def test_two_texts_of_the_newsroom_have_addresses_alike() -> None:
    made = newsroom(api=True)
    paths = [pub.path for pub in made.published("minbar") if pub.headline.startswith(HEADLINE)]
    assert len(paths) == 2 and len(load_stories()) > 4
    assert any(one != two and two.startswith(one.rstrip("/")) for one in paths for two in paths)
