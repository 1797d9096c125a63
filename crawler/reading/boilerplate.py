"""Lines that outlets put around an article: what is never the journalist's text.

A rule must match the whole line, so that the same words inside a sentence survive.
Phrases are folded (see ``crawler.arabic``): one spelling covers its variants.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from crawler.arabic import words
from crawler.dates import read_date
from crawler.reading.chrome import why_chrome
from crawler.reading.tree import Line

_PHRASES = """
اقرأ أيضا | اقرأ المزيد | قراءة المزيد | مواضيع ذات صلة | مقالات ذات صلة
أخبار ذات صلة | شاهد أيضا | إقرأ أيضا | اقرأ ايضا | المزيد من الأخبار
قد يعجبك ايضا | قد يهمك أيضا | مواضيع مشابهة | مقالات مشابهة | الأكثر قراءة
الاكثر قراءة | الأكثر مشاهدة | آخر الأخبار | شارك | شارك المقال | شاركها
شارك الخبر | شارك هذا الموضوع | شارك هذا المقال | مشاركة | شاركها فيسبوك تويتر
شارك على فيسبوك | شارك على واتساب | فيسبوك | تويتر | واتساب | تيلقرام | تيليغرام
لينكدإن | بينتيريست | ماسنجر | طباعة | نسخ الرابط | إرسال | مشاركة عبر البريد
تكبير الخط | تصغير الخط | حجم الخط | التعليقات | تعليقات الزوار | أضف تعليق
أضف تعليقا | اترك رد | اترك تعليقا | اترك ردا | كتابة تعليق | إلغاء الرد
لا توجد تعليقات | جميع التعليقات | لن يتم نشر عنوان بريدك الإلكتروني
الحقول الإلزامية مشار إليها بـ | إعلان | إشهار | مساحة إعلانية | تابعنا | تابعونا
تابعونا على | اشترك | اشترك الآن | النشرة البريدية | زر الذهاب إلى الأعلى
جميع الحقوق محفوظة | حفظ | إغلاق | التالي | السابق | المقال التالي | المقال السابق
الرئيسية | كلمات دلالية | الوسوم | وسوم | المصدر وكالات | تحميل | استمع للمقال
أكمل القراءة | إتمام القراءة | إتمام القراءة بالمصدر | متابعة القراءة | تتمة المقال | المزيد
قيم هذا المقال | مواقيت الصلاة | مواقيت الصلاة وأحوال الطقس | كتاب وآراء | أرسل تعليقك
أرسل تعليقا | تعليقك كزائر | تعليق جديد | العودة إلى الأعلى | الرجوع إلى الأعلى | في نفس القسم
المرجو التحقق من صحة البريد الالكتروني | المصدر | المصادر | نشرت | نشر في | نشر بتاريخ | كتب بواسطة
الخط | حجم الخط | مواد ذات صلة | أخبار مشابهة | اخترنا لك | قد يهمك | المزيد من المواضيع
ملصقات | التعليق | حالة الطقس | كاريكاتير | حديث الصورة | تصنيف فرعي | تصنيفات | Categories | Top
Connect with us | Follow us | Suivez nous | Abonnez vous | Read more | Read also | Also read
Lire la suite | Voir aussi | Sur le même sujet | À lire également | Vidéo | Photos | Commentaires
Laisser un commentaire | Leave a comment | Related articles | Share | Share this | Print
فيديو | صور | بالفيديو | Lire aussi | A lire aussi | Partager | Partager sur
Imprimer | Articles similaires | Facebook | Twitter | WhatsApp | Telegram | LinkedIn
Copy URL | Pinterest | X
"""
_WHOLE_LINES = frozenset(
    " ".join(words(line)) for line in re.split(r"[|\n]", _PHRASES) if line.strip()
)
_STARTS = re.compile(
    r"^\W*(?:(?:[اإأ]قر[أا]|قر[اأ]|شاهد|ط[اا]لع)\s?(?:أيض[اً]+|ايض[اً]+|المزيد)\s?[:：.…|\-–»]"
    r"|(?:Lire aussi|A lire aussi|À lire aussi)\s?[:\-]"
    r"|تابعو?ا?نا? (?:على|عبر) (?:ال)?(?:فا?يس ?بوك|تويتر|[أا]خبار|غوغل|جوجل|Google|وات ?س ?اب|منص"
    r"|يوتيوب|[اأإ]نستغ?ا?رام|تيلي?غرام|قنا|صفح|تطبيق|شبكات|مواقع|وسائل)"
    r"|[اأإ]شترك(?:وا)? (?:الآن )?(?:في (?:ال)?(?:نشر[ةت]|قنا[ةت]|قائمة|خدمة)"
    r"|معنا|بقناتنا|بالنشرة|بالقائمة|بقائمتنا)"
    r"|(?:يمكنكم |للتوصل |انضم(?:وا)? إلى (?:قنا|مجموع)).{0,40}(?:وات ?س ?اب|تيلي?غرام)"
    r"|.{0,80}(?:Suivez|Rejoignez)[- ](?:nous|la chaîne|notre).{0,40}(?:WhatsApp|Facebook|Google)"
    r"|(?:الرئيسية|Accueil|Home)\s*[|»>/›]|A\s?[-+]\s*A\s?[-+]|(?:حجم )?الخط\s?[:+]"
    r"|(?:هذا )?الموقع يستعمل|هذا الموقع يستعمل|(?:زر )?(?:الذهاب|العودة|الرجوع) إلى الأعلى"
    r"|هذ[اه] ال(?:مقال|مقالة|محتوى|مادة) .{0,30}مشترك|Cet article est réservé aux abonnés"
    r"|(?:لقراءة|لمتابعة|لمواصلة|لإتمام) (?:ال)?(?:مقال|قراءة|بقية).{0,40}[اإ]?شتر"
    r"|تابعي? القراءة على|الاطلاع على جميع مقالات|التوصل بالنسخة الورقية"
    r"|للمزيد من الأخبار|لمتابعة (?:آخر|كل) (?:الأخبار|المستجدات)"
    r"|(?:يستخدم|يستعمل) هذا الموقع ملفات|نستخدم ملفات تعريف الارتباط"
    r"|لن يتم نشر (?:عنوان بريدك|أي تعليق)|الحقول الإلزامية"
    r"|(?:جميع|كل) الحقوق محفوظة|©|Copyright\b)",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"^\W*(?:Tags?|Mots[- ]clés|الوسوم|وسوم|كلمات (?:دلالية|مفتاحية)|المصدر|المصادر"
    r"|نشرت?(?: في| بتاريخ)?|التصنيف(?:ات)?|القسم|الأقسام|تاريخ النشر|التاريخ"
    r"|آخر تحديث|الكاتب|عدد (?:القراءات|المشاهدات))"
    r"\s?[:：]",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^\W*\d+\s+(?:تعليق(?:ات|ا)?|مشاهدة|مشاركات?|commentaires?|views?)\W*$")
_RELATED = re.compile(
    r"^\W*(?:[اإأ]قر[أاؤ]و?ا? أيضا|شاهد أيضا|(?:مواضيع|مقالات|أخبار|مواد) (?:ذات صلة|مشابهة)"
    r"|قد يعجبك|قد يهمك|في نفس القسم|اخترنا لك|المزيد من|Lire aussi|[AÀ] lire|Sur le même"
    r"|Articles (?:sim|liés)|Related|Read also|Also read)",
    re.IGNORECASE,
)
_SHARE_WORDS = frozenset(
    words(
        "طباعة إرسال شارك مشاركة شاركها نسخ الرابط حفظ على عبر البريد الإلكتروني فيسبوك فايسبوك"
        " تويتر"
        " واتساب واتس اب لينكدين لينكدإن بينتيريست تيليغرام تلغرام تيلقرام ماسنجر انستغرام يوتيوب"
        " تيك توك خط تكبير تصغير استمع email e mail facebook twitter x whatsapp whats app telegram"
        " linkedin pinterest pin interest messenger instagram youtube tiktok viber copy url link"
        " print share tweet partager imprimer envoyer copier le lien par a"
    )
)
_WIDGET = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|related|comments?|respond|newsletter|subscribe|sidebar|"
    r"breadcrumbs?|author-box|tagcloud|post-tags|tags-links|most-read|cookie|widget|advert|ads?|"
    r"post-bottom-meta|toolbar|font-size|copyright|jp-relatedposts|yarpp|inline-related-post)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)


_COMMENTS = re.compile(
    r"^\W*(?:\d+\W*)?(?:(?:ال)?تعليق(?:ات)?|commentaires?|comments?)\W*(?:\d+\W*)?$"
    r"|^\W*(?:تعليقات (?:الزوار|القراء)|جميع التعليقات|[اأ]ترك (?:تعليق|رد))"
    r"|^\W*Laisser un commentaire",
    re.IGNORECASE,
)
_ANY_DAY = datetime(2100, 1, 1, tzinfo=UTC)


def begins_comments(line: Line) -> bool:
    """Whether the readers' comments begin here: nothing after it is the article's."""
    return len(line.text) < 120 and bool(_COMMENTS.match(line.text))


def _only_a_date(text: str) -> bool:
    """Whether a line is a printed date and nothing else."""
    date = read_date(text, seen_at=_ANY_DAY) if len(text) < 60 else None
    return date is not None and len(date.printed) > 0.8 * len(text)


def why_boilerplate(line: Line, names: Iterable[str] = ()) -> str | None:
    """Why a line is no part of an article, or ``None`` if it may be; ``names``: the outlet's."""
    if line.caption:
        return "caption"
    if line.key in _WHOLE_LINES:
        return "known boilerplate line"
    if (short := line.key.count(" ")) < 14 and set(line.key.split()) <= _SHARE_WORDS and line.key:
        return "share buttons"
    if short < 10 and (_LABELS.match(line.text) or _COUNTED.match(line.text)):
        return "a label of the page"
    if len(line.text) < 400 and _STARTS.match(line.text):
        return "known boilerplate opening"
    if len(line.text) < 400 and (why := why_chrome(line.text, line.key, names)):
        return why
    if _WIDGET.search(line.where):
        return "inside a widget"
    if _only_a_date(line.text):
        return "a date by itself"
    if not line.key:
        return "no words"
    if (
        line.link_share > 0.8
        and len(line.text) < 200
        and line.tag in ("li", "div", "a", "h3", "h4")
    ):
        return "a link to elsewhere"
    return None


def is_related_heading(line: Line) -> bool:
    """Whether a line announces links to other articles."""
    return len(line.text) < 60 and bool(_RELATED.match(line.text))
