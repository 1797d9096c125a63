"""The site's own name: beside the author's in a line of the text, and in place of the author's."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, TEXT, paragraphs, read

SITE = "صدى الميناء اليوم"


def page(first: str = "", by: str = "", site: str = SITE, head: str = "") -> str:
    """An article of a site that only the link home says the name of."""
    others = "".join(f"<li><a href='/{n}'>قسم {n}</a></li>" for n in range(5))
    return (
        f"<title>{HEADLINE}</title>{head}<body><header><a href='/'>{site}</a><ul>{others}</ul>"
        f"</header><main><h1>{HEADLINE}</h1>{by}<div class='k1'>{first}{paragraphs()}</div></main>"
    )


@pytest.mark.parametrize(
    ("line", "author"),
    [
        (f"{SITE} / سعاد بنعلي", "سعاد بنعلي"), (f"{SITE} - م. الزروالي", "م. الزروالي"),
        (f"{SITE}: ع. أيت حمو", "ع. أيت حمو"), (f"سعاد ب. – {SITE}", "سعاد ب."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["p", "b"])
def test_the_site_and_a_name_sign_the_text(tag: str, line: str, author: str) -> None:
    found = read(page(f"<{tag}>{line}</{tag}><br><br>"))
    assert found.authors == (author,)
    assert found.body.splitlines() == list(TEXT)


def test_latin_names_with_an_initial_sign_beside_the_site() -> None:
    head = "<meta property='og:site_name' content='Nador Plus'>"
    found = read(page("<p><strong>Nador Plus / S. El Idrissi</strong></p>", head=head))
    assert found.authors == ("S. El Idrissi",)


@pytest.mark.parametrize("line", [
    "الحسيمة العليا - م. الزروالي", f"{SITE} - قسم التحرير", f"{SITE} / أسعار السمك اليوم",
    "م. الزروالي - ع. الحياني", f"{SITE}: ع. الحياني يستقيل", "Nador Plus / m. le maire",
])  # fmt: skip
def test_other_lines_stay_in_the_text_and_name_nobody(line: str) -> None:
    head = "<meta property='og:site_name' content='Nador Plus'>"
    found = read(page(f"<p>{line}</p>", head=head))
    assert not found.authors
    assert found.body.splitlines() == [line, *TEXT]


BY = "<div><span class='vcard author'>بواسطة <a rel='author' href='{}'>{}</a></span></div>"


def test_the_account_called_as_the_site_is_no_author() -> None:
    assert not read(page(by=BY.format("/p/1", SITE))).authors
    signed = read(page(f"<p>{SITE} / سعاد بنعلي</p>", BY.format("/p/1", SITE)))
    assert signed.authors == ("سعاد بنعلي",)


@pytest.mark.parametrize(
    ("site", "address"),
    [("سعاد بنعلي", "/p/1"), (SITE, "#"), (SITE, "/?author=3"), (SITE, "/")],
)
def test_a_person_is_the_author_also_where_the_link_leads_home(site: str, address: str) -> None:
    name = site if site != SITE else "يطو نايت الحاج"
    assert read(page(by=BY.format(address, name), site=site)).authors == (name,)
