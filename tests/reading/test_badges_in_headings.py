"""What a theme hangs on a headline: badges, labels and counters are no words of it."""

import pytest

from crawler.reading.extraction_hints import Hints
from tests.reading.unknown_layouts import HEADLINE, TEXT, article, paragraphs, read

P = paragraphs()
BADGES = {
    "raised word": "<h1>{}<span><sup>مميز</sup></span></h1>",
    "raised French word": "<h1>{} <sup>Exclusif</sup></h1>",
    "badge": "<h1>{} <span class='badge badge-primary'>جديد</span></h1>",
    "label before": "<h1><span class='label label-danger'>عاجل</span> {}</h1>",
    "label around a link": "<h1><b class='post-label'><a href='/l'>مباشر</a></b><a>{}</a></h1>",
    "featured": "<h1><i class='item-featured'>À la une</i>{}</h1>",
    "ribbon": "<h1><span>{}</span><em class='ribbon'>Premium</em></h1>",
    "counter": "<h1>{} <span class='comments-count'>(12)</span></h1>",
    "behind a comment": "<h1><!-- title -->{}<!-- / --> <span class='badge'>جديد</span></h1>",
    "views": "<h1>{} <small class='views'>1.204 vues</small></h1>",
    "for screen readers": "<h1><span class='sr-only'>مقال:</span> {}</h1>",
    "second heading's tag": "<h2>{}<span class='itemBadge'>مميز</span></h2>",
}


def with_heading(heading: str) -> str:
    return article(P).replace(f"<h1>{HEADLINE}</h1>", heading.format(HEADLINE), 1)


@pytest.mark.parametrize("heading", BADGES.values(), ids=BADGES)
def test_a_badge_is_no_word_of_the_headline(heading: str) -> None:
    found = read(with_heading(heading))
    assert (found.headline, found.body.splitlines()) == (HEADLINE, list(TEXT))


@pytest.mark.parametrize("heading", [BADGES["raised word"], BADGES["counter"]])
def test_a_headline_with_a_badge_within_the_container_is_no_line(heading: str) -> None:
    inside = "<span class='date'>17/11/2026</span>" + P
    page = article(heading.format(HEADLINE) + inside).replace(f"<h1>{HEADLINE}</h1>", "", 1)
    found = read(page, Hints(body="div.k1"))
    assert (found.headline, found.body.splitlines()) == (HEADLINE, list(TEXT))
    assert found.published_at is not None


WORDS = {
    "a word set apart": "سوق <span class='highlight'>السمك</span> الجديد يفتح أبوابه بالميناء",
    "the last word": "سوق السمك الجديد يفتح أبوابه بميناء <span>المدينة</span>",
    "a label within": "سوق السمك <span class='label'>الجديد</span> يفتح أبوابه بميناء المدينة",
    "an ordinal": "Le 1<sup>er</sup> marché aux poissons ouvre au XXI<sup>ème</sup>",
    "a number first": "<span class='count'>10</span> raisons de visiter le port",
    "all of it": "<span class='label'>سوق السمك الجديد يفتح أبوابه بميناء المدينة</span>",
    "a unit": "Un marché couvert de 900 m<sup>2</sup>",
}


@pytest.mark.parametrize("heading", WORDS.values(), ids=WORDS)
def test_a_word_in_an_element_of_its_own_stays(heading: str) -> None:
    words = read(with_heading(f"<h1>{heading}</h1>").replace(f"<title>{HEADLINE}", "<title>x", 1))
    said = heading
    for tag in ("<span class='highlight'>", "<span class='label'>", "<span class='count'>",
                "<span>", "</span>", "<sup>", "</sup>"):  # fmt: skip
        said = said.replace(tag, " ")
    assert words.headline.split() == said.split()
