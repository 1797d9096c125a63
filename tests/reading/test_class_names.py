"""Class names: states, builders' wrappers and taxonomy are no widgets; real widgets leave."""

import pytest
from lxml import html

from crawler.markup.widget_class_names import names_widget
from crawler.reading.extraction_hints import Hints
from crawler.reading.trace import Trace
from tests.reading.unknown_layouts import OTHERS, TEXT, article, lines, paragraphs

BY_HINT = Hints(body="div.k1")


@pytest.mark.parametrize("name", [
    "no-share", "has-ads", "comments-open", "no-sidebar", "without-comments", "share-enabled",
    "sharing-disabled", "newsletter-hidden", "is-social", "post-has-comments", "ads-free",
    "elementor-widget-text-editor", "elementor-widget elementor-widget-theme-post-content",
    "wpb_text_column wpb_content_element", "et_pb_module et_pb_text", "so-panel widget widget_sow",
    "wp-block-group", "brz-rich-text", "category-social", "tag-newsletter", "type-post",
    "sans-commentaires", "hors-publicite", "related-off", "sppb-addon-text-block social-off",
    "shareholders", "commentator", "advertorial-law", "readable", "content",
])  # fmt: skip
def test_a_name_that_is_no_widget_takes_nothing(name: str) -> None:
    assert not names_widget(html.fromstring(f'<div class="{name}">x</div>'))
    inside = f'<p>{TEXT[0]}</p><div class="{name}"><p>{TEXT[1]}</p></div><p>{TEXT[2]}</p>'
    assert lines(article(inside), BY_HINT) == list(TEXT[:3])
    assert lines(article(inside)) == list(TEXT[:3])
    # around the whole text, too
    whole = f'<div class="{name}">{paragraphs()}</div>'
    assert lines(article(whole), BY_HINT) == list(TEXT)
    assert lines(article(whole)) == list(TEXT)


@pytest.mark.parametrize("name", [
    "share", "social-share", "post-share-buttons", "jp-relatedposts", "related-posts", "sharedaddy",
    "hespress-related", "td-post-sharing", "elementor-widget-share-buttons", "newsletter-box",
    "author-box", "entry-tags-links post-tags", "widget", "sidebar", "relatedPosts", "ads",
])  # fmt: skip
def test_a_widget_between_paragraphs_leaves_and_is_explained(name: str) -> None:
    assert names_widget(html.fromstring(f'<div class="{name}">x</div>'))
    card = f'<div class="{name}"><span>جديد الموقع اليوم</span> <a href="/2">{OTHERS[0]}</a></div>'
    page = article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{card}<p>{TEXT[2]}</p>")
    trace = Trace()
    assert lines(page, BY_HINT, trace) == list(TEXT[:3])
    assert any(step == "left out" and OTHERS[0] in said for step, said in trace.notes)
    assert lines(page) == list(TEXT[:3])


@pytest.mark.parametrize("name", ["share", "related-posts", "comments", "author-box", "sidebar"])
def test_no_class_alone_takes_a_long_paragraph(name: str) -> None:
    """A theme may call anything anything: a paragraph without links between others is text."""
    page = article(f'<p>{TEXT[0]}</p><div class="{name}"><p>{TEXT[1]}</p></div><p>{TEXT[2]}</p>'
                   f"<p>{TEXT[3]}</p>")  # fmt: skip
    assert lines(page, BY_HINT) == list(TEXT)


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
def test_links_are_weighed_on_what_stays(hints: Hints) -> None:
    """Many related links inside of the container make no listing of the article."""
    related = "".join(
        f'<div class="related-posts"><h4><a href="/{n}">{one} وتفاصيل أخرى كثيرة عنه</a></h4></div>'
        for n, one in enumerate(OTHERS * 4)
    )
    assert lines(article(paragraphs(TEXT[:2]) + related), hints) == list(TEXT[:2])


def test_excerpts_of_related_articles_do_not_replace_a_brief() -> None:
    brief = [
        "لقيت سيدة مصرعها مساء أمس في حادث سير قرب المحطة.",
        "وفتح الدرك تحقيقا في الحادث.",
    ]
    teasers = "".join(
        f'<li><h4><a href="/{n}">{one}</a></h4><p>{TEXT[n]}</p></li>'
        for n, one in enumerate(OTHERS)
    )
    for name in ("related-posts", "k7"):
        page = article(paragraphs(brief), f'<div class="{name}"><ul>{teasers}</ul></div>')
        assert lines(page) == brief
