"""Pages in which a site speaks of itself: who makes it, its terms, its works, its search results.

They are told by a headline that is such a name and nothing else, on a page that states no article.
"""

import re
from collections.abc import Iterator
from itertools import islice

from crawler.arabic import folded_words, without_accents
from crawler.errors import ConsentWall, ListingPage, LoginPage, NotAnArticle, Unavailable
from crawler.markup.bounded_html_parsing import query
from crawler.markup.element_predicates import is_hidden
from crawler.markup.page_lines import lines
from crawler.markup.visible_text import visible_text
from crawler.reading.body.body_result import Body
from crawler.reading.body.extraction import MIN_BODY_WORDS
from crawler.reading.names.outlet_names import joined
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.refusals.page_kind import (
    TITLE_PARTS,
    is_authors_page,
    is_static_page,
    is_wordpress_policy,
    states_one_article,
)
from crawler.reading.refusals.unsigned_undated_pages import Told, is_anonymous
from crawler.reading.refusals.wording.notice_wording import speaks_to_readers
from crawler.reading.refusals.wording.wording_instead_of_article import CONFIRMED

MAX_NOTICE_WORDS = 200
"""Words of a notice; a longer text under such a headline is about something."""


def _lines(text: str) -> frozenset[str]:
    """Headlines, one between bars, as they are compared: folded, without accents."""
    return frozenset(_key(one) for one in text.split("|"))


def _key(text: str) -> str:
    return without_accents(" ".join(folded_words(text)))


_ABOUT = _lines("""
    من نحن | حولنا | عن الموقع | عن الجريدة | تعريف بالموقع | اتصل بنا | للاتصال بنا | تواصل معنا
    | الاتصال بنا | أعلن معنا | للإعلان معنا | للإشهار | الإشهار | للنشر معنا | فريق العمل
    | فريق التحرير | هيئة التحرير | طاقم التحرير | سياسة الخصوصية | سياسة الاستخدام
    | سياسة ملفات تعريف الارتباط | سياسة الكوكيز | شروط الاستخدام | شروط الاستعمال | شروط النشر
    | الشروط والأحكام | شروط الخدمة | اتفاقية الاستخدام | إخلاء المسؤولية | حقوق النشر
    | ميثاق التحرير | الخط التحريري | خريطة الموقع | الأرشيف | البيانات القانونية
    | الإشعارات القانونية | qui sommes nous | à propos | à propos de nous | contact | contactez nous
    | nous contacter | mentions légales | politique de confidentialité | conditions d'utilisation
    | conditions générales d'utilisation | conditions générales | cgu | politique de cookies
    | politique des cookies | charte éditoriale | charte d'utilisation | publicité | annonceurs
    | notre équipe | l'équipe | plan du site | about | about us | contact us | privacy policy
    | privacy | terms of use | terms of service | terms and conditions | terms & conditions
    | cookie policy | cookies policy | advertise with us | advertise | our team | disclaimer
    | sitemap | editorial policy | acerca de | quiénes somos | política de privacidad
    | sobre nosotros | contacto | contáctenos | contáctanos | aviso legal | política de cookies
    | términos y condiciones | términos de uso | publicidad | anúnciese con nosotros
    | anúnciate con nosotros | mapa del sitio | nuestro equipo | equipo de redacción
""")
_ALSO_WORDS = _lines("""
    contact | contacto | publicité | publicidad | privacy | about | الإشهار | الأرشيف | من نحن
""")
"""Of these, words that may head an article, of a film, of a trade."""
_ADVERTISING = _lines("""
    الإشهار | للإشهار | إشهار | الإعلان | للإعلان | الإعلانات | أعلن معنا | للإعلان معنا
    | الإشهار معنا | تعرفة الإشهار | تعريفة الإعلانات | أسعار الإعلانات | أسعار الإشهار
    | عروض الإشهار | publicité | nos tarifs | tarifs | tarifs publicitaires | annonceurs
    | espace annonceurs | offres publicitaires | tarifs publicité | kit média | régie
    | régie publicitaire | communiquer avec nous | devenir annonceur | publicidad | tarifas
    | tarifas de publicidad | tarifas publicitarias | anunciantes | anúnciese | anúnciate
    | advertise | advertising | advertise with us | advertising rates | rates | rate card
    | media kit
""")
"""Titles of pages that sell space for advertisements, under whatever heading."""
_FORMATS = re.compile(
    r"(?<!\d)(?:\d{2,4}\s?(?:px\s?)?[x×*]\s?\d{3,4}|\d{3,4}\s?(?:px\s?)?[x×*]\s?\d{2})(?!\d)"
)
"""The size of a banner: ``970 x 250``; that of a poster has two digits."""
MIN_FORMATS = 2
_AWAY = _lines("""
    الموقع قيد الصيانة | الموقع تحت الصيانة | موقعنا قيد الصيانة | موقعنا تحت الصيانة
    | الموقع في حالة صيانة | الموقع في طور الصيانة | الموقع قيد التحديث | الموقع قيد التطوير
    | الموقع قيد الإنشاء | الموقع تحت الإنشاء | الموقع مغلق مؤقتا | الموقع مغلق للصيانة
    | الموقع متوقف مؤقتا | الموقع غير متاح حاليا | قيد الصيانة | تحت الصيانة | صيانة | في صيانة
    | أعمال صيانة | أشغال الصيانة | نقوم بأعمال الصيانة | نحن نقوم بأعمال الصيانة
    | نقوم بأعمال صيانة | نحن نقوم بأعمال صيانة | سنعود قريبا | نعود قريبا | سنعود بعد قليل
    | عائدون قريبا | انتظرونا قريبا | الخدمة غير متوفرة | site en maintenance | maintenance
    | en maintenance | maintenance en cours | site en cours de maintenance | site en construction
    | en construction | site en travaux | site indisponible | site temporairement indisponible
    | nous revenons bientôt | nous revenons très vite | de retour bientôt | bientôt de retour
    | service indisponible | under maintenance | site under maintenance | down for maintenance
    | website under maintenance | under construction | site under construction | we'll be back soon
    | we will be back soon | be right back | service unavailable | temporarily unavailable
    | account suspended | this account has been suspended | website suspended | site suspended
    | compte suspendu | site suspendu | الحساب موقوف | تم تعليق الحساب | تم إيقاف الموقع
""")
_WALLS = _lines("""
    تم اكتشاف مانع الإعلانات | تم اكتشاف مانع إعلانات | مانع الإعلانات | أنت تستخدم مانع إعلانات
    | الرجاء تعطيل مانع الإعلانات | المرجو تعطيل مانع الإعلانات | adblock détecté
    | bloqueur de publicité détecté | bloqueur de publicités détecté | adblock detected
    | ad blocker detected | adblocker detected
""")
_SUBSCRIPTIONS = _lines("""
    اشترك لقراءة المقال | اشترك لقراءة هذا المقال | اشتركوا لقراءة المقال | اشترك لمتابعة القراءة
    | اشتركوا لمتابعة القراءة | للاستمرار في القراءة اشترك | هذا المقال مخصص للمشتركين
    | هذا المحتوى مخصص للمشتركين | abonnez-vous pour lire cet article
    | abonnez-vous pour lire la suite | abonnez-vous pour continuer | abonnez-vous
    | pour lire cet article abonnez-vous | cet article est réservé aux abonnés
    | article réservé aux abonnés | contenu réservé aux abonnés | nos abonnements
    | nos offres d'abonnement | choisissez votre abonnement | subscribe to read this article
    | subscribe to continue reading | subscribe to read more
    | this article is for subscribers only | subscribers only
""")
_OFFERS = re.compile(
    r"(?:abonnez[- ]vous|s['’ ]?abonner|(?:nos |les )?(?:offres|formules)(?: d['’ ]abonnements?)?\b"
    r"|abonnements?\b|اشترك(?:وا|ي)?\b|(?:ال)?اشتراك(?:ات)?\b|(?:عروض|باقات|صيغ) الاشتراك"
    r"|subscribe\b|subscriptions?\b|suscr[íi]bete|suscripci)",
    re.IGNORECASE,
)
"""How the headline of a page that sells subscriptions begins."""
_OFFER_TITLES = _lines("""
    اشترك | اشتركوا | اشتراك | الاشتراك | الاشتراكات | باقات الاشتراك | صيغ الاشتراك | ادعمنا
    | العضوية | s'abonner | abonnement | abonnements | abonnez-vous | je m'abonne | nos abonnements
    | nos offres | nos formules | offres d'abonnement | nos offres d'abonnement | soutenez-nous
    | formules d'abonnement | nous soutenir | devenir membre | subscribe | subscriptions | pricing
    | subscription plans | membership | become a member | support us | suscríbete | suscripciones
""")
"""Titles of pages that sell them, under whatever heading."""
_PRICE = re.compile(
    r"\d[\d .,]*\s?(?:dh|dhs|mad|dirhams?|درهما?|€|euros?|\$)"
    r"\s?(?:/|par|لكل|في|كل|per|al?)\s?(?:an\b|ann[ée]e|mois|شهر|الشهر|سنة|السنة|year|month|mes|año)",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"\d[\d .,]*\s?(?:dh|dhs|mad|dirhams?|درهما?|دراهم|€|euros?|\$)(?!\w)|(?:€|\$)\s?\d",
    re.IGNORECASE,
)
_BESIDE_SITE = re.compile(r"\s+[-–—|•»:/·]+\s+")
MIN_PRICES = 2
"""Prices by the month or the year that a page of offers lists, at least."""
_SIGN_UPS = _lines("""
    النشرة البريدية | نشرتنا البريدية | النشرات البريدية | نشراتنا البريدية | النشرة الإخبارية
    | اشترك في النشرة البريدية | الاشتراك في النشرة البريدية | اشترك في نشرتنا البريدية
    | اشتركوا في النشرة البريدية | التسجيل في النشرة البريدية | newsletter | newsletters
    | notre newsletter | nos newsletters | la newsletter | inscription newsletter
    | inscription à la newsletter | inscrivez-vous à la newsletter
    | inscrivez-vous à notre newsletter | abonnez-vous à la newsletter
    | abonnez-vous à notre newsletter | s'abonner à la newsletter | sign up for our newsletter
    | subscribe to our newsletter | subscribe to the newsletter | our newsletters
""")
_POLL = re.compile(
    r"(?:استطلاع|سطلاع|تصويت|sondages?|vote|polls?|encuesta)"
    r"(?:\s+(?:ال|ل)?ر[أا]ي|\s+(?:du jour|de la semaine|of the (?:day|week)))?"
    r"\s*(?:[:：|!–—-]|$)",
    re.IGNORECASE,
)
"""How the title of a poll begins; the question follows."""
_CHOICES = query("//form//input[@type='radio']")
_ADDRESS_FIELDS = query("//form//input[@type='email']")
MIN_CHOICES = 2
"""Answers to choose from; one is a box to tick."""
_RESULTS = re.compile(
    r"(?:نتائج (?:ال)?بحث|(?:ال)?بحث عن\s*:|لقد بحثت عن|بحثت عن"
    r"|r[ée]sultats? (?:de|pour) (?:la |votre |une )?recherche|r[ée]sultats? pour|recherche\s*:"
    r"|vous avez (?:re)?cherch[ée]|search(?:\s*:| results?)|results? for|you searched for)",
    re.IGNORECASE,
)
"""How the headline of a page of search results begins."""
_WE_AND_YOU = re.compile(
    r"\b(?:nous|notre|nos|vous|votre|vos|we|our|us|you|your|usted|nuestr[oa]s?|te|tu|su)\b"
    r"|\b\w{2,}(?:نا|كم)\b|\b\w*(?:بريد|رسالت|اشتراك|دعم|تواصل|يصل|علي|طلب)ك\b",
    re.IGNORECASE,
)
MAX_PRICE_LINE = 80
"""Characters of a line with a price in a list of offers; a longer one is a sentence."""
MIN_ADDRESSES = 2
MAX_HEADINGS = 2
"""Headings of a page that are asked whether they thank for a form."""
_BEHIND_FORM = re.compile(
    r"\b(?:recevrez|r[ée]pondrons|courriels?|courriers? ind[ée]sirables?|e-?mails?|mail|spams?"
    r"|re[çc]u|lien|page d['’]accueil|votre adresse|inbox|link|receipt|reply|get back to|home ?page"
    r"|newsletter|address|correo|enlace|bolet[ií]n|recibo|recibir\w*|bandeja|responderemos"
    r"|(?:su|tu) direcci[óo]n|en contacto con)\b"
    r"|بريد(?:ك|كم)|(?:ال)?رابط\b|إيصال|سيرد|سنرد|سنجيب|نشرتنا|الصفحة الرئيسية|س[يت]صلك",
    re.IGNORECASE,
)
"""What a page speaks of that confirms a form."""
_NAMES_WHAT = re.compile(r"[:«»\"“”'‘’]")
"""What stands around the words that were searched for."""


def refuse_own_page(page: ParsedPage, headline: str, body: Body, told: Told | None = None) -> None:
    """Raise the error of a page in which the site speaks of itself.

    ``NotAnArticle``, ``Unavailable``, ``ConsentWall``, ``LoginPage`` or ``ListingPage``.
    """
    key = _key(headline)
    static = is_static_page(page)
    if static and is_wordpress_policy(page):
        raise NotAnArticle("WordPress calls it the site's privacy policy")
    # plugins date what the software calls a page beside its articles
    nobodys = static and told is not None and is_anonymous(page, told, headline, body, static=True)
    if not key or (states_one_article(page) and not (nobodys and key in _ABOUT)):
        return
    if is_authors_page(page, headline):
        raise ListingPage(f"an author's page ({headline[:60]!r})")
    if key in _ABOUT and not (key in _ALSO_WORDS and _is_told_by(told, body)):
        raise NotAnArticle(f"a page of the site about itself ({headline[:60]!r})")
    title = TITLE_PARTS.split(page.title)[0]
    if _key(title) in _OFFER_TITLES and _lists_prices(page):  # however much it says beside them
        raise LoginPage(f"a page that sells subscriptions ({title[:60]!r})")
    if _sells_advertising(page, headline, title) and speaks_to_readers(body):
        raise NotAnArticle(f"a page that sells advertising ({title[:60]!r})")
    if body.words >= MAX_NOTICE_WORDS:
        return
    if {key, _key(title)} & _SIGN_UPS and _ADDRESS_FIELDS(page.tree):
        raise NotAnArticle("a form to sign up for the newsletter")
    for text in (headline, *_shown_headings(page)):
        if _confirms(_key(text)) and _tells_what_follows(body):
            raise NotAnArticle(f"it confirms what a form sent ({text[:60]!r})")
    if key in _SUBSCRIPTIONS:
        raise LoginPage(f"a subscription wall came instead of the article ({headline[:60]!r})")
    if _OFFERS.match(headline) and _lists_prices(page):
        raise LoginPage(f"offers of subscriptions came instead of the article ({headline[:60]!r})")
    if len(_CHOICES(page.tree)) >= MIN_CHOICES and any(map(_POLL.match, (headline, title))):
        raise NotAnArticle(f"a poll ({headline[:60]!r})")
    if key in _AWAY and speaks_for_itself(body):
        raise Unavailable(f"the site says that it is not available ({headline[:60]!r})")
    if key in _WALLS:
        raise ConsentWall(f"a wall came instead of the article ({headline[:60]!r})")
    if body.words < MIN_BODY_WORDS and _heads_results(headline):
        raise ListingPage(f"a list of search results ({headline[:60]!r})")


def _is_told_by(told: Told | None, body: Body) -> bool:
    """Whether an article tells of something: by whom and when, or at least not to its readers."""
    if told is None or not (told.byline or told.dated_by):
        return False
    both = bool(told.byline and told.dated_by)
    return both or (body.words >= MIN_BODY_WORDS and not speaks_to_readers(body))


def _sells_advertising(page: ParsedPage, headline: str, title: str) -> bool:
    """Whether a page is called so, beside the site's name, and lists sizes or prices of banners."""
    own = page.own_names
    parts = [part for text in (headline, title) for part in _BESIDE_SITE.split(text)]
    if not any(_key(part) in _ADVERTISING for part in parts):
        return False
    others = [part for part in _BESIDE_SITE.split(headline) if joined(part) not in own]
    named = [_key(part) in _ADVERTISING for part in others]
    if len(others) > 1 and not all(named):  # it says more: "Publicité : la régie condamnée"
        return False
    # a title may begin with the section: "Publicité - Nador limite les panneaux"
    if not any(named) and joined(headline) in joined(page.title):
        return False
    short = [one.text for one in lines(page.tree) if len(one.text) < MAX_PRICE_LINE]
    sizes = {found for text in short for found in _FORMATS.findall(text)}
    priced = {text for text in short if _SUM.search(text)}
    return len(sizes) >= MIN_FORMATS and len(priced) >= MIN_PRICES


def _shown_headings(page: ParsedPage) -> Iterator[str]:
    """The first headings of a page; the one of a box that opens later is not shown."""
    for one in islice(page.tree.iter("h1"), MAX_HEADINGS):
        if not any(map(is_hidden, (one, *one.iterancestors()))):
            yield visible_text(one, 200)


def _confirms(key: str) -> bool:
    """Whether a whole heading thanks for a form; an open letter goes on: "…, Mr President"."""
    return CONFIRMED.fullmatch(key) is not None


def _tells_what_follows(body: Body) -> bool:
    """Whether a text speaks for itself, and of what happens behind a form: an answer, a link."""
    return speaks_for_itself(body) and any(map(_BEHIND_FORM.search, body.paragraphs))


def speaks_for_itself(body: Body) -> bool:
    """Whether a text says "we" and "you", as notices do and reports of them do not."""
    return sum(len(_WE_AND_YOU.findall(text)) for text in body.paragraphs) >= MIN_ADDRESSES


def _lists_prices(page: ParsedPage) -> bool:
    """Whether a page lists prices by the month or the year, each in a line of its own."""
    priced = (
        len(line.text) < MAX_PRICE_LINE and _PRICE.search(line.text) for line in lines(page.tree)
    )
    return sum(map(bool, priced)) >= MIN_PRICES


def _heads_results(headline: str) -> bool:
    """Whether a headline says that results of a search follow, and names what was searched for."""
    found = _RESULTS.match(headline)
    return found is not None and (
        _NAMES_WHAT.search(headline) is not None or headline.count(" ", found.end()) < 2
    )
