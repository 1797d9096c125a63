"""Names that papers give their sections, in five languages, and badges that are none.

Where neither a link nor a class tells what a short text above a headline is, only such a name is
sure: the same place prints a city, the story's own label, a writer's name.
"""

import unicodedata

from crawler.arabic import folded_words

HOME = frozenset((
    "الرييسيه", "الصفحه الرييسيه", "accueil", "home", "inicio", "رييسيه", "البدايه",
    "page d accueil", "portada", "homepage", "ⴰⵙⵏⵓⴱⴳ", "asnubg",
))  # fmt: skip
SECTION_LABELS = frozenset((
    "rubrique", "rubriques", "catégorie", "catégories", "categorie", "categories", "category",
    "filed under", "posted in", "classé dans", "publié dans", "تصنيف", "التصنيف", "التصنيفات",
    "تصنيفات", "القسم", "الأقسام", "الاقسام", "في قسم", "الباب", "الركن", "نشر في قسم",
    "section", "sección", "categoría", "categorías", "archivado en", "classé sous",
    "taggayt", "ⵜⴰⴳⴳⴰⵢⵜ",
))  # fmt: skip


def without_accents(word: str) -> str:
    """A word without its accents, as capitals are often printed: ``Économie`` and ``ECONOMIE``."""
    if word.isascii():
        return word
    return "".join(
        one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one)
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(without_accents(word) for word in folded_words(text))


_SUBJECTS = _words("""
    سياسة سياسات اقتصاد مال أعمال مقاولات مجتمع رياضة رياضات ثقافة فن فنون أدب آداب حوادث جهات
    جهويات محليات رأي آراء حوار حوارات تحقيق تحقيقات روبورتاج روبورتاجات ريبورتاج ريبورتاجات
    ربورتاج ربورتاجات استطلاع استطلاعات تقارير تحليل تحليلات افتتاحية أعمدة عمود مقالات أقلام
    منبر بورتريه تربية تعليم صحة بيئة فلاحة صيد سياحة دين إسلاميات تكنولوجيا علوم مرأة أسرة
    شباب تاريخ تراث سينما مسرح موسيقى كتب قراءات ترجمات منوعات متفرقات جالية عدالة ميديا إعلام
    politique societe economie finance finances entreprises business bourse sport sports culture
    arts litterature livres cinema theatre musique medias monde international regions faits divers
    justice sante environnement ecologie climat agriculture peche mer industrie energie tourisme
    transport transports education enseignement science sciences technologie technologies
    numerique religion femmes famille jeunesse histoire patrimoine portrait portraits entretien
    entretiens interview interviews reportage reportages enquete enquetes analyse analyses
    decryptage tribune tribunes opinion opinions debats idees editorial editoriaux edito editos
    chronique chroniques lifestyle gastronomie voyages auto immobilier diaspora migrations
    politica sociedad economia deporte deportes cultura internacional opiniones entrevista
    entrevistas reportaje reportajes cronica cronicas columnas sucesos tribunales justicia salud
    medioambiente educacion ciencia tecnologia turismo agricultura pesca industria energia libros
    cine musica teatro arte artes literatura gastronomia historia patrimonio migraciones empresas
    finanzas analisis investigacion tribuna viajes
    politics society economy markets books film music media world columns features investigations
    crime courts health environment climate fisheries industry energy tourism technology heritage
    food travel essays letters editorials reportage
    ⵜⴰⵙⵔⵜⵉⵜ ⴰⵎⵓⵏ ⵜⴰⴷⵍⵙⴰ ⵉⴷⵍⵙ ⵜⴰⴷⴰⵎⵙⴰ ⴰⴷⴷⴰⵍ ⵜⵓⵏⵏⵓⵏⵜ ⵜⴰⴼⵍⵍⴰⵃⵜ ⵜⴰⴷⵓⵙⵉ ⴰⵙⴳⵎⵉ
    tasertit amun tadlsa tadelsa idles tadamsa addal tafellaht tadusi asegmi
""")
"""What a section is called; of genres those under which papers print a page of their own."""
_GENRES = _words("""
    حوار تحقيق روبورتاج ريبورتاج ربورتاج استطلاع تحليل بورتريه portrait entretien interview
    reportage enquete analyse decryptage entrevista reportaje analisis
""")
"""Of the subjects those that say, of one piece, what it is."""
_KINDS = _words("""
    وطني وطنية دولي دولية جهوي جهوية محلي محلية سياسي سياسية اقتصادي اقتصادية اجتماعي اجتماعية
    رياضي رياضية ثقافي ثقافية فني فنية عالمية
    national nationale internationale regional regionale regionales locale locales
    nacional local politiques culturelles economiques sportives
""")
"""Adjectives that name a section alone, or behind ``أخبار`` and its like."""
_HEADS = _words("""
    أخبار شؤون قضايا كتاب مقالات أقلام أعمدة ملفات ركن صفحة
    actualite actualites actu infos news noticias courrier
""")
"""What may stand before such a name without a word between: ``كتاب الرأي``, ``أخبار وطنية``."""
_PAIRS = frozenset(without_accents(" ".join(folded_words(pair))) for pair in (
    "faits divers", "high tech", "medio ambiente", "libre opinion", "صيد بحري", "الصيد البحري",
    "رأي حر", "الرأي الحر", "وجهة نظر", "وجهات نظر", "ضيف العدد",
))  # fmt: skip
_JOINING = frozenset(("et", "y", "e", "and", "و"))
_ARTICLES = frozenset(("l", "la", "le", "les", "el", "los", "las", "the"))
MAX_SECTION_WORDS = 4

_BADGES = _words("""
    عاجل حصري حصريا خاص مباشر المباشر فيديو فيديوهات بالفيديو صور بالصور صوت إعلان إعلانات إشهار
    ممول برعاية جديد مميز مثبت الأكثر شارك مشاركة تحديث محين
    exclusif exclusivite exclu urgent direct live video videos photo photos diaporama podcast
    sponsorise sponsored sponsor publicite publi publireportage pub annonce partenaire partenariat
    advertisement ad ads advertorial promoted breaking premium abonne abonnes subscribers
    nouveau new exclusive updated update partager share
    exclusiva ultima urgente directo vivo patrocinado publicidad anuncio suscriptores nuevo
    compartir
""")
"""Words of badges beside a headline, which say how a piece is shown or paid for."""
_BESIDE_BADGES = _words("en et de la le au y e and و a the قراءة مشاهدة تعليقا صورة")
"""Words of which a badge may have some beside its own."""
_OTHER_LISTS = _words("""
    auteur auteurs author authors autor autores كاتب كتاب الكاتب الكتاب tag tags etiqueta
    etiquetas وسم وسوم الوسوم search recherche busqueda بحث results resultats resultados نتائج
    columnists contributors chroniqueurs contributeurs blogueurs plumes columnistas firmas
    archives archive archivo hemeroteca أرشيف الأرشيف
""")
_WRITERS = _words("كتاب أقلام مدونات")
"""How a list of writers begins, and a section: ``كتاب المنبر``, ``كتاب وآراء``."""
_NO_STEPS = _words("""
    archives archive archivo hemeroteca أرشيف الأرشيف article articles مقال خبر page search
    recherche tag tags وسم auteur author post posts node content index story
    detail details detalle detalles تفاصيل read lecture lectura retour back volver عودة رجوع
    suivant precedent next previous siguiente anterior التالي السابق imprimer print imprimir طباعة
    المزيد version francais arabe english espanol العربية الفرنسية
""")
_NO_STEPS_WHOLE = frozenset(without_accents(" ".join(folded_words(text))) for text in (
    "à la une", "dernières nouvelles", "dernière minute", "dernière heure", "en continu",
    "آخر الأخبار", "أهم الأخبار", "آخر المستجدات", "الخبر التالي", "الخبر السابق", "المقال التالي",
    "المقال السابق", "fr", "ar", "en", "es", "عربي", "plus", "more", "latest",
    "latest news", "top stories", "última hora", "lo último",
    "últimas noticias", "english edition", "web", "rédaction", "la rédaction",
))  # fmt: skip
"""Names of lists of what is new, and of controls."""


def _is_subject(word: str) -> bool:
    return word in _SUBJECTS or word.removeprefix("ال") in _SUBJECTS


def names_a_section(text: str) -> bool:
    """Whether a text is what papers call a section: ``سياسة``, ``كتاب وآراء``, ``Faits divers``.

    Subjects side by side without a word between may be a story's label: ``سياسة التعليم``.
    """
    words = [without_accents(word) for word in folded_words(text)]
    words = [word for word in words if word not in _ARTICLES]
    if not 0 < len(words) <= MAX_SECTION_WORDS or any(mark in text for mark in '.?؟!:«»"“”'):
        return False
    if words[0] in _JOINING or words[-1] in _JOINING:
        return False
    key = " ".join(words)
    if key in _PAIRS:
        return True
    free = True
    for number, word in enumerate(words):
        if word in _JOINING:
            free = True
            continue
        if not _is_subject(word) and word[:1] == "و" and _is_subject(word[1:]):
            word, free = word[1:], True
        head = number == 0 and len(words) > 1 and (word in _HEADS)
        kind = word in _KINDS or word.removeprefix("ال") in _KINDS
        if not free or not (head or _is_subject(word) or (kind and number in (0, 1))):
            return False
        # the next one needs a word, or a mark, between
        free = head or _is_joined(text, word)
    return True


def _is_joined(text: str, word: str) -> bool:
    """Whether a mark stands behind a word: ``Culture & Médias``; commas divide a paper's slogan."""
    bare = without_accents(text.lower())
    _, found, behind = bare.partition(word)
    return bool(found) and behind.lstrip()[:1] in ("&", "/", "+", "-")


def names_a_genre(text: str) -> bool:
    """Whether a text says what one piece is: ``حوار``, ``Entretien``; the section may say more."""
    words = folded_words(text)
    return len(words) == 1 and without_accents(words[0]) in _GENRES


def is_badge(text: str) -> bool:
    """Whether one of a text's words is a badge's: ``عاجل``, ``Exclusif``, ``En direct``."""
    return any(
        word in _BADGES or word.removeprefix("ال") in _BADGES
        for word in map(without_accents, folded_words(text))
    )


def is_only_badge(text: str) -> bool:
    """Whether a text says nothing but a badge: ``En direct``; ``Live music`` is a section."""
    words = [without_accents(word) for word in folded_words(text)]
    left = [word for word in words if word not in _BESIDE_BADGES]
    return bool(left) and all(map(is_badge, left))


def lists_otherwise(text: str) -> bool:
    """Whether a step of a path heads writers, tags or results: what stands below is no section."""
    words = folded_words(text)
    if len(words) == 2 and words[0] in _WRITERS:
        return True
    return len(words) == 1 and without_accents(words[0]) in _OTHER_LISTS


def is_no_step(text: str) -> bool:
    """Whether a step of a path leads to no section: home, the archive, a list of results."""
    key = " ".join(folded_words(text))
    if not key or key in HOME or key in SECTION_LABELS:
        return True
    bare = without_accents(key)
    return bare in _NO_STEPS_WHOLE or bare.split()[0] in _NO_STEPS
