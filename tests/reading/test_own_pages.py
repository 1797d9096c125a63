"""Pages in which a site speaks of itself are no articles, whatever their metadata say."""

import pytest

from crawler import errors
from tests.reading.unknown_layouts import OTHERS, TEXT, article, lines, paragraphs

OG = '<meta property="og:type" content="article">'
DATED = '<meta property="article:published_time" content="2026-11-20T10:00:00+01:00">'


def page(headline: str, inside: str, head: str = OG) -> str:
    markup = article(inside).replace("<title>", f"{head}<title>", 1)
    return markup.replace("سوق السمك الجديد يفتح أبوابه بميناء المدينة", headline)


NOTICE = (
    "<p>قراءنا الأعزاء، نخبركم أن موقعنا يخضع لعملية تحديث شاملة تهدف إلى تسريع التصفح وإضافة خدمات"
    " طلبتموها، من بينها البث المباشر وتطبيق الهاتف، وستستمر العملية ثماني وأربعين ساعة.</p>"
    "<p>ويمكنكم خلال هذه الفترة متابعة آخر الأخبار عبر صفحاتنا الرسمية على فيسبوك ويوتيوب.</p>"
)


@pytest.mark.parametrize("headline", [
    "الموقع قيد الصيانة", "نحن نقوم بأعمال الصيانة", "موقعنا تحت الصيانة", "Site en maintenance",
    "Under construction", "We’ll be back soon!", "Account Suspended", "نعود قريبا",
])  # fmt: skip
def test_a_notice_of_works_is_no_article_without_an_apology_too(headline: str) -> None:
    with pytest.raises(errors.Unavailable):
        lines(page(headline, NOTICE))


OFFERS = (
    "<p>Depuis vingt ans, la rédaction enquête sur le port et la ville, en toute indépendance.</p>"
    "<ul><li>Numérique : 39 DH / mois</li><li>Intégrale : 79 DH / mois</li></ul><h2>Questions</h2>"
    "<p>Puis-je résilier à tout moment ? Oui, en un clic, et sans frais, depuis votre compte.</p>"
    "<p>Quels moyens de paiement acceptez-vous ? La carte bancaire, le virement et les espèces.</p>"
)


@pytest.mark.parametrize("headline", [
    "Abonnez-vous à la Gazette du port", "S'abonner", "Nos offres d'abonnement", "اشترك في الجريدة",
    "الاشتراك في جريدة الميناء", "Subscribe to the Port Gazette",
])  # fmt: skip
def test_offers_of_subscriptions_are_no_article(headline: str) -> None:
    with pytest.raises(errors.LoginPage, match="subscription"):
        lines(page(headline, OFFERS))


SLOGAN = "Une presse libre a besoin de ses lecteurs"


@pytest.mark.parametrize("title", ["S’abonner", "Nos offres", "الاشتراك", "Become a member"])
def test_a_page_whose_title_sells_subscriptions_is_none_however_long(title: str) -> None:
    said = page(SLOGAN, paragraphs() * 6 + OFFERS, head="")
    said = said.replace(f"<title>{SLOGAN}", f"<title>{title} – الميناء")
    with pytest.raises(errors.LoginPage, match="sells subscriptions"):
        lines(said)


def test_an_article_with_prices_under_another_title_is_one() -> None:
    said = page(SLOGAN, paragraphs() + OFFERS, head="")
    assert lines(said.replace(f"<title>{SLOGAN}", f"<title>{SLOGAN} – الميناء"))[:4] == list(TEXT)


@pytest.mark.parametrize("headline", [
    "Abonnements de train : ce qui change", "اشتراكات القطار: هذه هي الأثمان الجديدة",
])  # fmt: skip
def test_an_article_on_subscriptions_is_one(headline: str) -> None:
    price = (
        "Le port vend 40 cartes à 39 DH / mois aux marins, et à 79 DH / mois à ceux qui y logent."
    )
    said = [*TEXT, price]
    assert lines(page(headline, paragraphs(said))) == said
    assert lines(page(headline, paragraphs(TEXT) + OFFERS, DATED))[:4] == list(TEXT)


@pytest.mark.parametrize("headline", [
    "سياسة الخصوصية", "من نحن؟", "اتصل بنا", "هيئة التحرير", "Mentions légales",
    "Qui sommes-nous ?", "Privacy Policy", "Conditions d’utilisation",
])  # fmt: skip
def test_a_page_of_the_site_about_itself_is_no_article(headline: str) -> None:
    with pytest.raises(errors.NotAnArticle, match="about itself"):
        lines(page(headline, paragraphs()))


@pytest.mark.parametrize("headline", [
    "Abonnez-vous pour lire cet article", "اشترك لقراءة المقال", "Subscribe to continue reading",
])  # fmt: skip
def test_plans_to_subscribe_to_are_no_article(headline: str) -> None:
    plans = "<h2>سنوي</h2><p>450 درهما في السنة، أي شهران مجانا، مع نشرة خاصة كل يوم اثنين.</p>"
    with pytest.raises(errors.LoginPage, match="subscription wall"):
        lines(page(headline, plans * 3))


@pytest.mark.parametrize("headline", [
    "Abonnez-vous, disait l’affiche du théâtre municipal", "اشترك لقراءة الكتب: حملة بمدارس الجهة",
    "موقع وزارة التعليم قيد الصيانة", "من نحن ومن هم: أسئلة الهوية في الرواية",
    "هيئة التحرير تعتذر لقرائها", "Qui sommes-nous, nous les enfants du port",
    "Le site de la mairie en maintenance",
])  # fmt: skip
def test_an_article_that_speaks_of_such_things_is_one(headline: str) -> None:
    assert lines(page(headline, paragraphs())) == list(TEXT)


def test_an_essay_that_is_dated_may_be_called_so() -> None:
    assert lines(page("من نحن؟", paragraphs(), head=DATED)) == list(TEXT)


WORDPRESS = "page-template-default page page-id-12"
NODE = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "من نحن؟"}</script>'


def of_software(headline: str, classes: str, head: str = DATED) -> str:
    return page(headline, paragraphs(), head).replace("<body>", f"<body class='{classes}'>", 1)


@pytest.mark.parametrize("classes", [WORDPRESS, "page-template", "page-node-type-page"])
@pytest.mark.parametrize("headline", ["سياسة الخصوصية", "Mentions légales", "Contact us"])
def test_a_plugin_dates_the_sites_pages_in_vain(headline: str, classes: str) -> None:
    with pytest.raises(errors.NotAnArticle, match="about itself"):
        lines(of_software(headline, classes))


def test_wordpress_names_its_policy_whatever_the_headline() -> None:
    with pytest.raises(errors.NotAnArticle, match="privacy policy"):
        lines(of_software("كيف نحمي معطياتكم", f"privacy-policy {WORDPRESS}"))


@pytest.mark.parametrize(("headline", "classes", "head"), [
    ("من نحن؟", WORDPRESS, DATED + NODE), ("من نحن؟", "single single-post postid-12", DATED),
    ("ميناء المدينة يستقبل أولى البواخر", WORDPRESS, DATED),
    ("كيف نحمي معطياتكم", "privacy-policy single single-post", DATED),
])  # fmt: skip
def test_an_article_that_is_published_as_a_page_is_one(
    headline: str, classes: str, head: str
) -> None:
    assert lines(of_software(headline, classes, head)) == list(TEXT)


def results(count: int = 10) -> str:
    return "".join(
        f"<div class='card'><h5><a href='/{n}'>{OTHERS[n % 3]} رقم {n}</a></h5></div>"
        for n in range(count)
    )


@pytest.mark.parametrize("count", [
    "تم العثور على 214 نتيجة، الصفحة 1 من 22", "عدد النتائج: 214",
    "يوجد 35 مقالا في هذا الوسم من جميع أقسام الموقع",
    "Affichage de 1 à 10 sur 214 résultats pour votre recherche",
    "Showing 1–10 of 214 results for harbour",
    "لا توجد نتائج مطابقة لبحثك، المرجو تغيير كلمات البحث والمحاولة من جديد",
])  # fmt: skip
@pytest.mark.parametrize("headline", ["السدود", "نتائج البحث عن: السدود", "Search: harbour"])
def test_a_line_that_counts_results_makes_no_brief(headline: str, count: str) -> None:
    with pytest.raises(errors.NotAnArticle):
        lines(page(headline, f"<p>{count}</p>{results()}", head=""))


def test_a_brief_on_a_search_is_one() -> None:
    """A headline that says what a search for people found names nothing between marks."""
    text = "أعلنت الوقاية المدنية عن نتائج البحث عن البحارة المفقودين منذ يومين بعرض ساحل المدينة."
    assert lines(page("نتائج البحث عن البحارة المفقودين بساحل المدينة", f"<p>{text}</p>")) == [text]


BIO = (
    "<p>سعاد بنعلي صحافية تكتب في الشؤون المحلية منذ سنوات، واشتغلت قبل ذلك في يوميتين ورقيتين.</p>"
)
PERSON = '{"@type": "Person", "name": "سعاد بنعلي"}'


@pytest.mark.parametrize("head", [
    '<meta property="og:type" content="profile"><script type="application/ld+json">'
    '{"@type": "ProfilePage", "name": "x"}</script>',
    '<meta property="og:type" content="profile"><script type="application/ld+json">'
    f"{PERSON}</script>",
    '<script type="application/ld+json">{"@type": "ProfilePage", "mainEntity": '
    f"{PERSON}}}</script>",
])  # fmt: skip
def test_two_signs_make_it_an_authors_page_without_a_list_of_articles(head: str) -> None:
    with pytest.raises(errors.ListingPage, match="author"):
        lines(page("سعاد بنعلي", BIO * 3, head=head))


def test_an_article_whose_only_sign_is_a_wrong_type_is_one() -> None:
    head = '<meta property="og:type" content="profile">'
    assert lines(page("سعاد بنعلي تفوز بالجائزة", paragraphs(), head=head))[0] == TEXT[0]


@pytest.mark.parametrize(("headline", "text"), [
    ("هذا المقال لم يعد متاحا", "تأكد من كتابة الرابط بشكل صحيح أو عد إلى الصفحة الأولى للجريدة"),
    ("المقال غير موجود", "تأكد من كتابة الرابط بشكل صحيح أو عد إلى الصفحة الأولى للجريدة"),
    ("Cet article n’existe plus", "Vérifiez l’adresse ou revenez à la première page du journal"),
    ("جريدة الميناء الرقمية", "عذرا، الصفحة التي تبحث عنها غير موجودة أو تم حذفها من طرفنا، عد"
     " إلى الصفحة الأولى."),
])  # fmt: skip
def test_a_page_that_says_that_the_article_is_away(headline: str, text: str) -> None:
    with pytest.raises(errors.SoftNotFound):
        lines(page(headline, f"<p>{text}</p>", head=""))


@pytest.mark.parametrize("headline", [
    "المقال الذي لم يعد موجودا في أرشيف الصحافة", "الخبر غير موجود في بلاغ الوزارة، يقول النقابي",
])  # fmt: skip
def test_an_article_on_what_is_missing_is_one(headline: str) -> None:
    assert lines(page(headline, paragraphs(), head="")) == list(TEXT)


MORE = ["إقرأ المزيد...", "Lire la suite", "المزيد »", "Read more"]


def excerpts(more: str, count: int = 5) -> str:
    return "".join(
        f"<table class='t{n}'><tr><td><b>{OTHERS[n % 3]} رقم {n}</b></td></tr><tr><td>{TEXT[n % 3]}"
        f"</td></tr><tr><td>أرسلت بواسطة <a href='/u'>admin</a> (31 قراءة) "
        f"(<a href='/a/{n}'><b>{more}</b></a> | 2140 حرفا)</td></tr></table>"
        for n in range(count)
    )


@pytest.mark.parametrize("more", MORE)
def test_a_row_of_excerpts_with_a_link_to_read_on_behind_each_is_a_list(more: str) -> None:
    front = f"<html><title>بوابة المدينة - أخبار</title><body>{excerpts(more)}</body></html>"
    with pytest.raises(errors.NotAnArticle):
        lines(front)


@pytest.mark.parametrize("more", MORE)
def test_an_article_above_such_a_row_is_one(more: str) -> None:
    markup = article(paragraphs()).replace("</body>", f"{excerpts(more)}</body>")
    assert lines(markup)[: len(TEXT)] == list(TEXT)


def test_an_article_with_links_to_read_more_between_its_paragraphs_is_one() -> None:
    text = "".join(
        f"<p>{one}</p><p><a href='/a/{n}'>اقرأ المزيد</a></p>" for n, one in enumerate(TEXT)
    )
    assert lines(article(text)) == list(TEXT)
