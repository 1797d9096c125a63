"""A directory's page, a list of places with words around it, is no article."""

import json

import pytest

from crawler.errors import ListingPage
from tests.reading.unknown_layouts import TEXT, article, paragraphs, read

NAMES = ("صيدلية الوردة", "صيدلية الساحة", "صيدلية النهر", "صيدلية القلعة", "صيدلية الجسر")


def page(count: int = 5, kind: str = "", text: str = "") -> str:
    items = [
        {"@type": "ListItem", "position": n,
         "item": {"@type": "Pharmacy", "name": name, "telephone": f"0535 00 00 0{n}"}}
        for n, name in enumerate(NAMES[:count])
    ]  # fmt: skip
    said: list[dict[str, object]] = [{"@type": "ItemList", "itemListElement": items}]
    if kind:
        said.append({"@type": kind, "headline": "x"})
    cards = "".join(
        f"<article><h2>{name}</h2><p>شارع الجيش {n}</p><p>0535 00 00 0{n}</p></article>"
        for n, name in enumerate(NAMES)
    )
    ld = f"<script type='application/ld+json'>{json.dumps(said)}</script>"
    return article(
        f"{ld}<section class='g'>{cards}</section><section>{text or paragraphs()}</section>"
    )


def test_places_in_cards_with_words_around_them_are_a_listing() -> None:
    with pytest.raises(ListingPage, match="directory"):
        read(page())


ASIDE = page().replace("<section class='g'>", "<aside>").replace("</section>", "</aside>", 1)
LONG = [f"{one} ويقول سكان الحي رقم {n} إنهم انتظروا ذلك طويلا." for n in range(4) for one in TEXT]


@pytest.mark.parametrize("markup", [
    ASIDE, page(text=paragraphs(LONG)), page(count=2), page(kind="NewsArticle"),
    page(text=paragraphs([f"{one} {name}." for one, name in zip(TEXT, NAMES, strict=False)])),
])  # fmt: skip
def test_an_article_that_speaks_of_places_stays_one(markup: str) -> None:
    assert TEXT[0] in read(markup).body
