"""Whom a machine states and whom the page prints; roles, companies and buttons are nobody."""

import json

import pytest

from crawler.reading.extraction_hints import Hints
from tests.reading.unknown_layouts import HEADLINE, TEXT, article, paragraphs, read

P = paragraphs()
SOUAD, BOTH = ("سعاد بنعلي",), ("سعاد بنعلي", "عمر الفاسي")


def page(inside: str = "", meta: str = "", ld: str = "", title: str = "") -> str:
    head = f'<meta name="author" content="{meta}">' if meta else ""
    if ld:
        said = {"@type": "NewsArticle", "headline": "x", "author": {"@type": "Person", "name": ld}}
        head += f'<script type="application/ld+json">{json.dumps(said)}</script>'
    markup = article(inside + P).replace("<title>", f"{head}<title>", 1)
    return markup.replace(" - جريدة الميناء", f" - {title}") if title else markup


PRINTED = "<p class='writer'>بقلم: سعاد بنعلي</p>"


@pytest.mark.parametrize("account", ["عمر الفاسي", "رئيس التحرير", "WebStudio Nador – تصميم مواقع"])
@pytest.mark.parametrize("where", ["meta", "ld"])
def test_the_printed_author_goes_before_one_whom_only_a_machine_states(
    account: str, where: str
) -> None:
    assert read(page(PRINTED, **{where: account})).authors == SOUAD


def test_an_author_whom_json_ld_states_and_the_page_prints_stays_the_author() -> None:
    byline = "<span class='author'>عمر الفاسي</span>"
    assert read(page(byline + PRINTED, ld="عمر الفاسي")).authors == ("عمر الفاسي",)
    assert read(page(ld="عمر الفاسي")).authors == ("عمر الفاسي",)  # nobody else is named


@pytest.mark.parametrize("nobody", [
    "Turbo Design", "alhayah cms", "Squarespace Admin", "Agence Pixelis - création de sites web",
    "جسر ميديا غ.م.م", "خليج توداي", "خريبكة أون لاين", "رئيس التحرير", "admin في", "قبل أسبوعين",
])  # fmt: skip
def test_companies_roles_and_times_are_nobody(nobody: str) -> None:
    assert not read(page(meta=nobody)).authors
    assert not read(page(f"<div class='author'>{nobody}</div>")).authors


@pytest.mark.parametrize(("byline", "named"), [
    ("De notre correspondant à Safi, Karim Bennani", ("Karim Bennani",)),
    ("Karim Bennani, notre correspondant à Safi", ("Karim Bennani",)),
    ("Tribune, par Karim Bennani", ("Karim Bennani",)), ("رأي | بقلم سعاد بنعلي", SOUAD),
    ("من مراسلتنا بأزيلال: سعاد بنعلي", SOUAD), ("Our correspondent in Safi", ()),
])  # fmt: skip
def test_the_label_of_a_correspondent_or_of_a_piece_is_no_part_of_a_name(
    byline: str, named: tuple[str, ...]
) -> None:
    assert read(page(f"<div class='author'>{byline}</div>")).authors == named


def test_a_row_of_buttons_that_blogger_calls_a_byline_names_nobody() -> None:
    row = "<div class='byline post-share-buttons'><a href='#'>الحصول على الرابط</a></div>"
    assert not read(page(row)).authors
    assert read(page(row + PRINTED)).authors == SOUAD


@pytest.mark.parametrize("line", [
    "جريدة الميناء – مراسلة : سعاد بنعلي", "جريدة الميناء - زاكورة - سعاد بنعلي",
    "البصرة / سعاد بنعلي", "كتبت سعاد بنعلي", "د. سعاد بنعلي",
])  # fmt: skip
def test_outlet_place_and_person_in_one_line_sign_the_text(line: str) -> None:
    found = read(page(f"<p><strong>{line}</strong></p>"), Hints(body="div.k1"))
    assert (found.authors, found.body.splitlines()) == (SOUAD, list(TEXT))


def test_the_note_that_a_star_leads_to_leaves_with_the_signature() -> None:
    inside = f"<p>سعاد بنعلي *</p>{P}<p>* كاتبة وباحثة في علم الاجتماع</p>"
    found = read(article(inside), Hints(body="div.k1"))
    assert (found.authors, found.body.splitlines()) == (SOUAD, list(TEXT))


@pytest.mark.parametrize("inside", [
    "<div><span>تحقيق</span> <a href='/author/1'>سعاد بنعلي</a> <span>و</span>"
    " <a href='/author/2'>عمر الفاسي</a></div>",
    "<ul class='post-meta'><li class='post-author'><a href='/author/desk'>كتب: سعاد بنعلي وعمر"
    " الفاسي من الدار البيضاء</a></li></ul>",
])  # fmt: skip
def test_two_authors_in_one_row(inside: str) -> None:
    names = read(page(inside)).authors
    assert names[0] == "سعاد بنعلي"
    assert len(names) == 2


def test_an_agency_beside_a_person_is_no_author_and_alone_it_is() -> None:
    assert read(page("<p>بقلم: سعاد بنعلي و رويترز</p>")).authors == SOUAD
    alone = "<p><a rel='author' href='/author/9'>رويترز</a></p>"
    assert read(page(alone)).authors == ("رويترز",)


@pytest.mark.parametrize(("line", "name"), [
    ("<p><em>María Ruiz Amrani, Larache</em></p>", "María Ruiz Amrani"),
    ("<p>كريم بنعلال (فاس)</p>", "كريم بنعلال"),
    ("<p><strong>Karim Bennani (Rabat)</strong></p>", "Karim Bennani"),
])  # fmt: skip
def test_a_name_with_its_city_in_brackets_or_behind_a_comma(line: str, name: str) -> None:
    found = read(article(line + P), Hints(body="div.k1"))
    assert (found.authors, found.body.splitlines()) == ((name,), list(TEXT))


def test_wix_names_its_author_by_a_hook() -> None:
    line = '<span class="user-name" data-hook="user-name">لحسن أيت بها</span>'
    assert read(page(line)).authors == ("لحسن أيت بها",)


def test_a_note_on_the_author_at_the_end_leaves() -> None:
    inside = f"<p class='author'>سعاد بنعلي</p>{P}<p>* أستاذة علم الاجتماع الحضري بالجامعة</p>"
    found = read(article(inside), Hints(body="div.k1"))
    assert (found.authors, found.body.splitlines()) == (SOUAD, list(TEXT))


@pytest.mark.parametrize("line", [
    "17 novembre, par سعاد بنعلي", "10:30 | بقلم سعاد بنعلي", "الثلاثاء 17 نونبر، بقلم سعاد بنعلي",
])  # fmt: skip
def test_a_name_behind_a_date_without_its_year(line: str) -> None:
    """Such a line dates nothing, and signs all the same."""
    found = read(page(f"<p class='x'>{line}</p>"))
    assert (found.authors, found.published_at) == (SOUAD, None)


def stated(head: str, inside: str, top: str = "", **fields: object) -> tuple[str, ...]:
    """The authors of a page with these fields in JSON-LD and no name of its site elsewhere."""
    said = json.dumps({"@type": "BlogPosting", "headline": HEADLINE, **fields})
    head += f'<script type="application/ld+json">{said}</script>'
    markup = article(inside + P).replace("<title>", f"{head}<title>", 1)
    return read(
        markup.replace(" - جريدة الميناء", "").replace("<header>", f"<header>{top}", 1)
    ).authors


ACCOUNT, OTHER = (
    {"@type": "Person", "name": "صدى الأطلس"},
    {"@type": "Person", "name": "عمر الفاسي"},
)
SITES = {
    "feed": ("<link rel='alternate' type='application/atom+xml' title='صدى الأطلس - Atom'>", ""),
    "comments' feed": ("<link rel='alternate' title='صدى الأطلس » التعليقات' href='/f'>", ""),
    "logo in words": ("", "<div><a href='/'>صدى الأطلس</a></div>"),
    "logo": ("", "<a href='https://x.ma/'><img src='/l.png' alt='صدى الأطلس'></a>"),
}


@pytest.mark.parametrize(("head", "top"), SITES.values(), ids=SITES)
def test_the_sites_name_stated_as_author_gives_way_to_a_printed_person(head: str, top: str) -> None:
    byline = "<p class='m'>كتب: <span class='fn'>سعاد بنعلي</span></p>"
    top += "<i>صدى الأطلس: كل الأخبار</i>"
    assert stated(head, byline, top, author=ACCOUNT) == SOUAD
    # nobody is printed: it stays, as it may be a person's own site
    assert stated(head, "", top, author=ACCOUNT) == ("صدى الأطلس",)


def test_a_stated_author_whom_a_link_elsewhere_prints_stays() -> None:
    box = "<span class='author'><a href='/author/omar'>عمر الفاسي</a></span>"
    assert stated("", box + PRINTED, author=OTHER) == ("عمر الفاسي",)


CONTRIBUTORS = {
    "links in one element": "<h4 class='writer-name'><a href='/author/s'>سعاد بنعلي</a>, "
    "<a href='/author/o'>عمر الفاسي</a></h4>",
    "a labelled line": "<p>بقلم: سعاد بنعلي وعمر الفاسي</p>",
    "two elements": "<div><span class='author'>سعاد بنعلي</span></div><p>نص: <b>تجربة</b></p>"
    "<div class='second'><span class='byline'>عمر الفاسي</span></div>",
}


@pytest.mark.parametrize("inside", CONTRIBUTORS.values(), ids=CONTRIBUTORS)
@pytest.mark.parametrize("shape", [OTHER, [OTHER], ["عمر الفاسي"]])
def test_a_contributor_who_is_printed_beside_the_author_is_one(inside: str, shape: object) -> None:
    author = {"@type": "Person", "name": "سعاد بنعلي"}
    assert stated("", inside, author=author, contributor=shape) == BOTH


@pytest.mark.parametrize("inside", [
    "<p class='author'>سعاد بنعلي</p>",
    "<p class='author'>سعاد بنعلي</p><p class='author'>تصوير: عمر الفاسي</p>",
    "<p class='author'>سعاد بنعلي</p><figure><img src='x.jpg'><figcaption>عدسة عمر الفاسي"
    "</figcaption></figure>",
])  # fmt: skip
def test_a_contributor_who_is_not_printed_as_author_is_none(inside: str) -> None:
    author = {"@type": "Person", "name": "سعاد بنعلي"}
    assert stated("", inside, author=author, contributor=[OTHER]) == SOUAD


OF_SITE = '<meta property="og:site_name" content="{}">'


@pytest.mark.parametrize(("site", "printed", "authors"), [
    ("سعاد بنعلي", "<p class='x'>كتبته: سعاد بنعلي</p>", SOUAD),
    ("سعاد بنعلي", "<span class='author'>سعاد بنعلي</span>", SOUAD),
    ("Karim Bennani", "<p>Par Karim Bennani</p>", ("Karim Bennani",)),
    ("Karim Bennani", "<a rel='author' href='/author/karim/'>Karim Bennani</a>",
     ("Karim Bennani",)),
    # another one's text on such a site
    ("سعاد بنعلي", "<span class='author'>سعاد بنعلي</span><p>بقلم: عمر الفاسي</p>",
     ("عمر الفاسي",)),
    # nothing prints it as a byline, or it is no person's
    ("سعاد بنعلي", "", ()),
    ("أطلس سعاد", "<span class='author'>أطلس سعاد</span>", ()),
    ("Karim Press", "<span class='author'>Karim Press</span>", ()),
])  # fmt: skip
def test_a_site_that_is_called_as_its_writer_prints_the_author(
    site: str, printed: str, authors: tuple[str, ...]
) -> None:
    home = f"<body><a href='/'>{site}</a>"
    for named, title, top in ((OF_SITE.format(site), "", "<body>"), ("", site, home)):
        markup = page(printed, meta=site, title=title).replace("<title>", f"{named}<title>", 1)
        assert read(markup.replace("<body>", top, 1)).authors == authors


def test_who_stands_at_the_end_of_a_title_alone_may_be_the_subject() -> None:
    for said in ("<span class='author'>سعاد بنعلي</span>", "<p class='author'>سعاد بنعلي</p>"):
        assert read(page(said, title="سعاد بنعلي")).authors == ()
