"""Lines that speak to the reader about the site: told by their words, not by known phrases.

Three structures: a short line of nothing but interface words; a call to action that names a
channel and the reader; a notice (cookies, copyright, a form) that names the site or the form.
A sentence that merely uses such words has others beside them, or lacks the second half.
"""

import re
from collections.abc import Iterable

from crawler.arabic import words

MAX_INTERFACE = 10
"""Words of a line of interface words; none of the outlets' samples has more than nine."""
MAX_CALL = 25
MAX_NOTICE = 45

_CORE = frozenset(
    words(
        # read on
        "اقرأ اقرؤوا قراءة المزيد مزيد تتمة تابع تابعي تابعوا تابعنا تابعونا متابعة أكمل إكمال"
        " إتمام"
        " شاهد شاهدوا مشاهدة مشاهدات طالع"
        # other articles
        " مقالات مواضيع أخبار ذات صلة مشابهة مماثلة مرتبطة يعجبك يهمك يعجبكم يهمكم الأكثر"
        # share, comment, subscribe
        " شارك شاركوا شاركها شاركنا مشاركة انشر أرسل إرسال تعليق تعليقا تعليقات تعليقك تعليقاتكم"
        " اترك اتركوا أضف أضيفوا رد ردا كزائر إلغاء اشترك اشتركوا نشرتنا طباعة نسخ حفظ إغلاق تحميل"
        # parts of a page
        " الرئيسية التالي السابق القائمة تصنيف تصنيفات أقسام وسوم الوسوم ملصقات كلمات دلالية"
        " مفتاحية"
        " إعلان إعلانات إشهار كاريكاتير الطقس مواقيت استطلاع ألبوم فيديوهات بودكاست"
        " read also more related share follow subscribe comment comments reply leave print copy"
        " tags"
        " categories newsletter previous next top menu home search latest popular trending connect"
        " lire suite aussi partager partagez imprimer commentaire commentaires commenter répondre"
        " abonnez inscrivez suivez rejoignez newsletter articles similaires catégories accueil"
        " précédent suivant publicité"
    )
)
_GLUE = frozenset(
    words(
        "في على عن من إلى مع هذا هذه هنا أيضا كل كافة قد آخر أهم أبرز أحدث جديد هو ما التي لك لكم"
        " الآن مقال المقالة الخبر خبر الموضوع موضوع الصفحة صفحة موالية الموالية كامل كاملا بالكامل"
        " المصدر بالمصدر الرابط رابط حالة حديث الصورة صورة صور فيديو اليوم ساعة يوم أسبوع الأسبوع"
        " مشاهدة قراءة تداولا شعبية تعليقا عبر البريد بريد إلكتروني الخط حجم نفس القسم"
        " قناة صفحتنا قناتنا موقع فيسبوك فايسبوك تويتر واتساب تيليغرام تلغرام يوتيوب انستغرام"
        " الصلاة الفرعي فرعي رئيسي الزوار القراء صوت صوتا"
        " the a an on in to us our with this article story news posts post page back up email by"
        " le la les l de des du d sur cet cette ce nous vous même sujet votre un une plus à y"
        " facebook twitter whatsapp telegram linkedin youtube instagram tiktok x e mail"
    )
)
_CALL = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:[اإأ]شترك(?:وا|ي)?|انضم(?:وا|ي)?|تابعو?نا|تابعوا"
    r"|للاشتراك|للتوصل|لمتابعة|subscribe|follow|join|download|sign up"
    r"|abonnez[- ]vous|inscrivez[- ]vous|suivez|rejoignez|téléchargez|recevez)\b",
    re.IGNORECASE,
)
_CHANNEL = re.compile(
    r"نشر(?:تنا|ة البريدية|تها البريدية)|النشرة|القائمة البريدية|قنا(?:تنا|ة)|صفحتنا|تطبيقنا|تطبيق|"
    r"وات ?س ?[اآ]ب|تيلي?غرام|فا?يس ?بوك|يوتيوب|[اإأ]نستغ?رام|أخبار غوغل|"
    r"whats ?app|telegram|facebook|newsletter|google news|youtube|instagram",
    re.IGNORECASE,
)
_READER = re.compile(
    r"شترك(?:وا|ي)? الآن|[لو][يت]صلكم?\b|معنا\b|بريدكم?\b|هاتفكم?\b|تابعو?نا\b"
    r"|(?:نشر|قنا|صفح)تنا\b|تطبيقنا|\b(?:nous|notre|votre|our|your)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:(?:يستخدم|يستعمل|نستخدم|نستعمل)\b.{0,40}(?:ملفات تعريف الارتباط|كوكيز|cookies))"
    r"|(?:(?:ce site|nous) utilis\w+ .{0,30}cookies)"
    r"|(?:(?:this (?:web)?site|we) uses? .{0,30}cookies)"
    r"|(?:بريدك الإلكتروني.{0,20}(?:لن|الحقول|الإلزامية)|(?:لن|يتم) نشر .{0,12}بريدك)"
    r"|your email address will not be published|votre adresse e-?mail ne sera pas publiée"
    r"|^\W*(?:©|copyright\b).{0,160}|(?:reproduction interdite|tous droits réservés)\W*$"
    r"|all rights reserved\W*$|(?:جميع|كل|كافة) الحقوق محفوظة .{0,40}(?:©|\d{4})",
    re.IGNORECASE,
)  # fmt: skip
_PREFIXES = ("وال", "بال", "لل", "ال", "و", "ب", "ل")


def why_chrome(text: str, key: str, names: Iterable[str] = ()) -> str | None:
    """Why a line is the site's own talk; ``key`` is its folded words, ``names`` the outlet's."""
    count = key.count(" ") + 1
    if key and count <= MAX_INTERFACE and _only_interface(key, names):
        return "nothing but interface words"
    if count <= MAX_CALL and _CALL.match(text) and _CHANNEL.search(text) and _READER.search(text):
        return "a call to follow or subscribe"
    if count <= MAX_NOTICE and _NOTICE.search(text):
        return "a notice of the site"
    return None


def _only_interface(key: str, names: Iterable[str]) -> bool:
    """Whether every word is the interface's or the outlet's name, and one says what to do."""
    for name in names:
        key = f" {key} ".replace(f" {name} ", " ").strip() if name else key
    found = [_bare(word) for word in key.split() if not word.isdecimal()]
    return all(found) and "core" in found


def _bare(word: str) -> str:
    """``core``, ``glue`` or nothing for a word, with or without article and conjunction."""
    for form in (word, *(word[len(p) :] for p in _PREFIXES if word.startswith(p))):
        if form in _CORE:
            return "core"
        if form in _GLUE:
            return "glue"
    return ""
