"""Day, author and tags where builders and static sites print them: below the text, between dots."""

from datetime import UTC, datetime

import pytest

from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, article, paragraphs, read

P = paragraphs()
LINK = "<a href='/author/salma/' rel='author'>Salma Tazi</a>"
BELOW = [
    f"<div class='inf'><div>Par <span>{LINK}</span><span>|</span><span>12 mars 2026</span>"
    "<span>|</span>Catégories: <a href='/category/x/' rel='category tag'>Terroir</a></div></div>",
    f"<p>{LINK} - 12 mars 2026</p>",
    f"<p>Par {LINK} | <span>Publié le</span> <b>12 mars 2026</b> | <span>Mis à jour le</span>"
    " <b>14 mars 2026</b></p>",
    f"<ul><li>By {LINK}</li><li>12 March 2026</li><li>3 comments</li></ul>",
]


@pytest.mark.parametrize("details", BELOW)
def test_the_day_beside_the_author_below_the_text_is_that_of_publication(details: str) -> None:
    found = read(article(f"{P}{details}"))
    assert found.published_at is not None
    assert f"{found.published_at:%F}" == "2026-03-12"
    assert found.body.splitlines() == list(TEXT)


@pytest.mark.parametrize("after", [
    f"<div class='bx'><h4><a href='/7'>{OTHERS[0]}</a></h4>{BELOW[1]}</div>",
    f"<div class='comments'><p>{LINK} - 12 mars 2026</p></div>",
    f"<p>{LINK}</p><div class='k8'><span>Mis à jour le 12 mars 2026</span></div>",
    f"<p>Par {LINK} | <span>Mis à jour :</span> <i>13 mars 2026</i></p>",
    f"<p>Par {LINK} | <b>Dernière modification</b> <i>13 mars 2026</i></p>",
    f"<p>Par {LINK} | <span>آخر تحديث:</span> <i>13 مارس 2026</i></p>",
    f"<p>Par {LINK} | <span>Prochain conseil :</span> <i>10 juin 2026</i></p>",
    f"<p>Par {LINK} | <span>En librairie le</span> <b>13 mai 2026</b></p>",
    f"<p>{LINK}, née le 12 mars 1976 à Fès, écrit sur la ville depuis 2014.</p>",
])  # fmt: skip
def test_other_days_beside_names_below_the_text_are_not(after: str) -> None:
    assert read(article(P, after)).published_at is None


@pytest.mark.parametrize("name", ["news-footer", "item-footer"])
def test_details_in_a_box_called_a_footer_above_the_text_are_the_articles(name: str) -> None:
    box = (
        f"<div class='{name}'><p><span><time datetime='2026-03-12'>12.03.2026</time></span>"
        " <span class='news-list-category'>Formation</span></p></div>"
    )
    page = (
        f"<title>{HEADLINE} - جريدة الميناء</title><main><div class='n'><div class='header'>"
        f"<h1>{HEADLINE}</h1></div>{box}<div class='txt'>{P}</div></div></main></body>"
    )
    found = read(page)
    assert found.published_at is not None
    assert f"{found.published_at:%F}" == "2026-03-12"
    assert found.section == "Formation"


def test_a_box_called_a_footer_below_the_text_is_not_the_articles() -> None:
    box = "<div class='news-footer'><p><time datetime='2026-03-12'>12.03.2026</time></p></div>"
    page = (
        f"<title>{HEADLINE} - جريدة الميناء</title><main><div class='n'><div class='header'>"
        f"<h1>{HEADLINE}</h1></div><div class='txt'>{P}</div></div></main>{box}</body>"
    )
    assert read(page).published_at is None


PRINTED = "<span class='field-created'>الثلاثاء 12/05/2026 - 10:30</span>"
RDF = "<span property='schema:dateCreated' content='{}' class='hidden'></span>"


@pytest.mark.parametrize(("stated", "wanted"), [
    ("2026-05-12T09:30:41+00:00", datetime(2026, 5, 12, 9, 30, 41, tzinfo=UTC)),
    ("2026-05-12T10:30:41+01:00", datetime(2026, 5, 12, 9, 30, 41, tzinfo=UTC)),
    ("2026-05-12T08:30:41+00:00", datetime(2026, 5, 12, 9, 30, tzinfo=UTC)),
])  # fmt: skip
def test_the_seconds_that_rdfa_states_are_kept_where_the_printed_minute_is_theirs(
    stated: str, wanted: datetime
) -> None:
    found = read(article(f"<div>{PRINTED}{RDF.format(stated)}</div>{P}"))
    assert found.published_at == wanted


@pytest.mark.parametrize("line", [
    "<span title='x'>October 29, 2026</span>&nbsp;·&nbsp;2 min ·&nbsp;411 words&nbsp;·&nbsp;Nadia"
    " El Khattabi&nbsp;|&nbsp;Translations:<ul><li><a href='/fr/1'>Fr</a></li></ul>",
    "<span>Nadia El Khattabi</span> | 29 octobre 2026 | <span>4 min de lecture</span>",
    "29 octobre 2026 • Nadia El Khattabi • Société",
])  # fmt: skip
def test_a_full_name_between_dots_beside_a_day_is_the_author(line: str) -> None:
    found = read(article(f"<div class='m'>{line}</div>{P}"))
    assert found.authors == ("Nadia El Khattabi",)
    assert found.body.splitlines() == list(TEXT)


@pytest.mark.parametrize("line", [
    "29 octobre 2026 • Karim Bennani • Salma Tazi face aux lecteurs de la ville",
    "Karim Bennani • Salma Tazi • 3 min • 411 mots • 29 octobre 2026",
])  # fmt: skip
def test_names_between_dots_in_doubt_are_nobody(line: str) -> None:
    assert not read(article(f"<div class='m'>{line}</div>{P}")).authors


@pytest.mark.parametrize("name", ["photo-footer", "video-footer", "image_footer", "hero-footer"])
def test_details_in_the_footer_of_a_picture_are_the_pictures(name: str) -> None:
    box = (
        f"<div class='{name}'><span class='author'>Karim Bennani</span>"
        " <time datetime='2020-03-12'>12.03.2020</time></div>"
    )
    page = (
        f"<title>{HEADLINE} - جريدة الميناء</title><main><div class='n'><h1>{HEADLINE}</h1>"
        f"{box}<div class='txt'>{P}</div></div></main></body>"
    )
    found = read(page)
    assert not found.authors
    assert found.published_at is None
