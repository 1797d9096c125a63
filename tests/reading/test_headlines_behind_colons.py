"""Headlines that a title prints behind the name of the site and a colon."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, TEXT, paragraphs, read


def blog(title: str, heading: str) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><div class='post hentry'>{heading}"
        f"<div class='post-body'>{paragraphs()}</div></div></body></html>"
    )


def test_a_headline_behind_the_name_of_the_blog() -> None:
    own = f"<h2 class='date-header'>الأحد، 29 مارس 2026</h2><h3 class='post-title'>{HEADLINE}</h3>"
    assert read(blog(f"مرآة الجنوب: {HEADLINE}", own)).headline == HEADLINE
    live = f"العرائش مباشر: {HEADLINE}"
    assert read(blog(live, own)).headline == HEADLINE
    # what the page prints with the words before the colon is the headline with them
    whole = f"مرآة الجنوب: {HEADLINE}"
    assert read(blog(whole, f"<h3 class='post-title'>{whole}</h3>")).headline == whole
    linked = f"<h3><a href='/8'>{HEADLINE}</a></h3>"
    assert read(blog(whole, linked)).headline == whole


@pytest.mark.parametrize("before", [
    "حوار", "عاجل", "العرائش", "سعاد بنعلي", "رئيس التعاونية", "الصيف المقبل",
])  # fmt: skip
def test_what_the_story_is_or_who_said_it_stays(before: str) -> None:
    whole = f"{before}: {HEADLINE}"
    assert read(blog(whole, f"<h3>{HEADLINE}</h3>")).headline == whole


def test_a_heading_amid_the_text_is_no_headline() -> None:
    whole = f"مرآة الجنوب: {HEADLINE}"
    amid = paragraphs(TEXT[:2]) + f"<h3>{HEADLINE}</h3>"
    assert read(blog(whole, amid)).headline == whole
