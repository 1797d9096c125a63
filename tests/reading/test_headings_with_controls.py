"""Headings with a button or an anchor in them: by it one copies the address of the section."""

import pytest

from crawler.reading.extraction_hints import Hints
from tests.reading.unknown_layouts import HEADLINE, TEXT, article, lines, read

SUB = "كيف بدأت الأشغال بالميناء"
CONTROLS = {
    "button": '<button aria-label="Link"></button>',
    "boxed button": '<div class="a1"><div></div><button><svg><path d="M0"/></svg></button></div>',
    "words": "<button>نسخ الرابط</button>",
    "drawing": '<a class="anchor" href="#s1"><svg><title>رابط دائم</title></svg></a>',
    "hash": '<a class="headerlink" href="#s1">#</a>',
    "pilcrow": '<a href="#s1" title="Permalink"> ¶</a>',
    "hidden field": '<input type="hidden" name="section" value="1">',
}


@pytest.mark.parametrize("hints", [Hints(), Hints(body="div.k1")], ids=["no hint", "container"])
@pytest.mark.parametrize("around", ["{}", '<div class="w"><div>{}</div></div>'])
@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
def test_a_heading_with_a_control_of_its_own_stays(control: str, around: str, hints: Hints) -> None:
    heading = around.format(f'<h2 id="s1">{SUB}{control}</h2>')
    inside = f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{heading}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>"
    assert lines(article(inside), hints) == [TEXT[0], TEXT[1], SUB, TEXT[2], TEXT[3]]


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
def test_the_headline_is_without_its_control(control: str) -> None:
    markup = article("".join(f"<p>{text}</p>" for text in TEXT))
    markup = markup.replace(f"<h1>{HEADLINE}</h1>", f"<h1>{HEADLINE} {control}</h1>")
    assert read(markup).headline == HEADLINE


def test_a_heading_over_a_sign_up_leaves_with_it() -> None:
    """The field stands beside the heading, not in it: the box asks for an address."""
    box = (
        "<div><h3>اشترك في نشرتنا البريدية</h3><form><input type='email' name='mail'>"
        "<button>اشترك</button></form></div>"
    )
    inside = f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{box}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>"
    assert lines(article(inside)) == list(TEXT)


@pytest.mark.parametrize("mark", ["[1]", "2", "أ"])
def test_a_reference_in_a_heading_is_part_of_it(mark: str) -> None:
    heading = f'<h2>{SUB} <a href="#n1">{mark}</a></h2>'
    inside = f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{heading}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>"
    assert f"{SUB} {mark}" in lines(article(inside))
