"""Words of bylines: labels before a name, names of other work, words of desks and of contact."""

import re

from crawler.arabic import folded_words

_COLON = r"(?:\s*[:：/]\s*|\s+)"
KIND_OF_PIECE = (
    r"(?:(?:تحقيق|تقرير|ربورتاج|روبورتاج|ريبورتاج|استطلاع|ملف|تغطية|مقابلة|بورتريه|حوار|مقال)\s+"
    r"(?=من\s+[إا]عداد|[إا]عداد|من\s+[إا]نجاز|[إا]نجاز|بقلم|أنجز|من\s+طرف)"
    r"|(?i:enquête|reportage|dossier|entretien|portrait|récit)\s+(?=(?i:écrit|rédigé|réalisé)e?s?\s))?"
)
"""What may stand before the label: تحقيق من إعداد, Enquête réalisée par."""
OF_WORK_DONE = (
    r"(?:(?:حاور|أعد[ّ]?|كتب|حرر|أنجز|أجر[ىت])(?:ت|ه|ها|ته|تها|هم|تهم)?"
    r"(?:\s+(?:هذا\s+|هذه\s+)?ال(?:حوار|مقابلة|تقرير|ملف|تحقيق|ر[يوب]+رتاج|استطلاع|خبر|مقال|مادة|نص))?"
    r"(?:\s+(?:ال)?(?:صحا?في|زميل|كاتب|أستاذ)[ةه]?)?"
    r"|[يت]كتب(?:ها|ه)?|محررة?\s+ال(?:خبر|مقال|مادة|تقرير))"
)
"""A verb with its object, or the work, before a colon and the name: ``أعدت الملف: …``."""
WRITTEN_IN_LATIN = r"(?i:(?:lo\s+)?escrib(?:e|ió)|entrevistó|redacción|texto|signée?|rédaction)"
"""The same; a street and a law stand behind such words, too, so capitals tell no name."""
AMAZIGH_LABEL = (
    r"(?:ⵙ\s?ⵖⵓⵔ|ⵙ\s+ⵓⴼⵓⵙ\s+ⵏ|[ⵢⵜ]ⵓⵔⴰ\s?ⵜ|ⵓⵔⴰⵏ\s?ⵜ|s\s+ufus\s+n|s[ɣγ]ur"
    r"|ⵜ?ⴰⵎⴰⵔ(?:ⴰⵢ|ⵓ)ⵜ?(?=\s*:)|ⵜ?ⴰⵏⵖⵎⴰⵙⵜ?(?=\s*:)"
    r"|[ⵢⵜ]ⴰⵔⴰ\s?ⵜⵜ?(?=\s*:)|[YyTt][au]ra\s?-?\s?tt?(?=\s*:))"
)
"""By, by the hand of, he or she wrote it, writer, journalist; in Latin letters the first three."""
BYLINE_LABEL = re.compile(
    r"^[\s*–|-]{0,4}"
    rf"{KIND_OF_PIECE}"
    r"(?:بقلم|عن\s+(?:الكاتبة?|المؤلفة?|الصحا?في[ةه]?)|من\s+[إا]عداد|[إا]عداد\s+و\s?تقديم|[إا]عداد|(?:من\s+)?[إا]نجاز|أنجز(?:ه|ها|ته|تها)|كتبتها|كتبته|كتبها|كتبه|كتبت|حررتها|حررته|حررها|حرره|ك[\u064f]?تب\s+بواسطة"
    r"|كتب|(?:نشر(?:ها|ه|ت)?|(?:[أا]ضيف|[أا]رسل|[أا]درج)ت?|الكتابة)\s+بواسطة|بواسطة|من\s+طرف|تحرير|حوار(?!\s+مع)|حاورته|حاورتها"
    r"|حاورهم|حاورها|حاوره|أجر[ىت]\s+(?:الحوار|المقابلة)|أعد[ّ]?(?:ه|ها|ته|تها)"
    r"|(?:ال)?(?:مراسلة?|متابعة|خبرنگار|نویسنده)(?=\s*[:：/])"
    r"|المؤلف|الكاتبة?|(?:شعر|قصيدة|(?:ال)?نص)(?=\s*[:：])|الصحا?في[ةه]?|(?:(?:propos|entretien|interview)\s+)?(?:recueilli|réalisé|mené|conduit)(?:e?s)?\s+par"
    r"|(?:écrite?|rédigée?|publiée?|postée?|réalisée?|envoyée?|soumise?|proposée?)\s+(?:par|de)|(?:article|un\s+article|enquête|reportage|dossier)\s+(?:par|de)|(?:auteure?s?|autrice|journaliste)(?=\s*:)|par"
    r"|(?:written|posted|published|submitted|reported|reporting|compiled|story|words|interview(?:ed)?)\s+by|authors?(?=\s*:)|by"
    r"|textes?(?=\s*:)|(?:textes?|texto|photos|fotos)(?:\s+(?:et|y)\s+(?:photos|fotos))?\s+(?:de|par|por)"
    r"|(?:escrito\s+)?por|(?-i:Von|VON)"
    rf"|{AMAZIGH_LABEL}|{OF_WORK_DONE}(?=\s*[:：]))"
    rf"{_COLON}",
    re.IGNORECASE,
)
"""What may stand before a name: ``بقلم``, ``Propos recueillis par``, ``By``."""
PIECE_BEFORE_LABEL = re.compile(
    r"^\W*(?:l['’])?(?:éditorial|édito|editorial|chronique|tribune|analyse|billet|opinion|reportage"
    r"|enquête|entretien|portrait|récit|point de vue|analysis|column|comment|análisis|crónica"
    r"|(?:ال)?افتتاحية|رأي|(?:مقال|مقالة)(?: رأي)?|عمود|تحليل|كلمة العدد|تقرير|تحقيق|حوار|بورتريه)"
    r"\s*[,،:|–—-]\s*(?=(?:par|by|por|بقلم)\s)",
    re.IGNORECASE,
)
"""What kind of piece it is, before the label of its byline: ``Éditorial, par …``."""
BOX_LABEL = re.compile(
    r"^(?:à propos (?:de |du |d['’])|about\s|(?:more|latest) (?:from|by)\s"
    r"|(?:(?:les )?derniers |autres |(?:voir )?tous les )?articles (?:de |du |d['’]|par )"
    r"|plus (?:de |d['’]articles )|(?:(?:all|more) )?(?:articles|posts) by\s"
    r"|(?:نبذة\s+)?عن\s|(?:ال)?مزيد\s+من\s|[اأ]لأحدث\s+من\s|(?:جميع|كل|[آأا]خر|أحدث)\s+مقالات\s)\s*",
    re.IGNORECASE,
)
"""What heads a box about the author, or the list of what else they wrote; behind it the name."""
OTHER_WORK = re.compile(
    r"(?:^|[\s(،,;|/–—-])(?:ترجم(?:ة|ه|ها|ته|تها)|تعريب|نقله|نقلها|تصوير|عدسة|بعدسة|كاميرا|صور[ةه]?(?=\s*:)"
    r"|رسم|رسوم|كاريكاتير|مونتاج|[إا]خراج|مراجعة|تدقيق|photos?|fotos?|fotografías?|traducción|photographies?|photographe|crédits?"
    r"|photography|dessins?|infographies?|relecture|édit(?:ée?\s+par|ion(?=\s*[:：]))"
    r"|traduit|traduction|translat(?:ed|ion)|illustrations?|images?(?=\s*:)|vidéo(?=\s*:)|camera"
    r"|edited|(?:المصدر|مصدر|source)(?=\s*[:：]))(?![\w])",
    re.IGNORECASE,
)
"""Words that name the work of someone who is not the author: translator, photographer."""
COUNTER = re.compile(
    r"\s(?:عدد\s+)?(?:ال)?(?:قراءات|مشاهدات|زيارات|تعليقات)(?!\w)"
    r"|\s(?:vues|views|lectures)\s*:",
    re.IGNORECASE,
)
"""What stands behind a name in one row with it: how often the page was read."""
JOINING_FIRST_NAMES = frozenset(
    folded_words("""
وليد وفاء وداد وسيم وسام وائل وردة وجدان وجدي وصال ولاء وهيبة وهيب وهبي وحيد واصف ونيس وثيق وديع
وئام وسيلة ورد واثق وهاب ولد وسيمة وداع وفيق وفائي وعد وسن وجيه وصفي والي
""")
)
"""Names that begin with a letter which also says "and"."""
DESK = frozenset(
    folded_words("""
admin administrator administrateur webmaster webmestre root user users superuser super utilisateur
usuario ادمن الادمن أدمن الأدمن editor editors
editorial edito editeur publisher redaction rédaction redactie redaktion la le les l de du des
the our notre team staff writer writers desk web news newsroom equipe équipe service digital
online reporter reporters correspondent correspondents correspondant correspondants agence
agences agencies wire guest anonymous anonyme contributor contributors contributeur author
authors auteur unknown test journaliste journal board department site special avec with et and
from by bureau invité nobody none null undefined default moderator moderateur modérateur archive
archives fr ar en المشرف مشرف مدير الموقع موقع هيئة هيأة هياة التحرير تحرير الادارة إدارة ادارة
فريق طاقم قسم المحرر محرر المحررة محررة محررو المحررون محررين المحررين غرفة الأخبار اخبار
سكرتارية سكرتيرية أسرة اسرة مراسل مراسلنا مراسلتنا المراسل مراسلون مراسلة جريدة صحيفة الجريدة
الصحيفة مجلة المجلة مكتب المكتب وكالات متابعة خاص عن من زائر ضيف مجهول معروف غير كاتب الكاتب
الكاتبة الناشر ناشر بوابة منصة القناة قناة صحافي صحفي ترجمة المصدر مصدر الرئيسية
مدونة المدونة منتدى المنتدى blog blogger forum
""")
)
"""Words of desks and roles: a byline of nothing else names nobody."""
LABELS_ALONE = frozenset(
    folded_words("""
author authors auteur auteurs auteure auteures autrice journaliste journalistes par by بقلم الكاتب
الكاتبة المؤلف المؤلفة الصحفي الصحفية الصحافي الصحافية بواسطة من طرف قبل نشر نشرت نشره تم النشر أضيف
أضيفت مرسلة مرسل أرسلت أرسله كتب كتبه كتبها كتبت حرره حررها أعده أعدها إعداد تحرير المحرر المحررة
مشاركة الرابط posted written published reported story words publié écrit rédigé posté ajouté
proposé réalisé
article de ⵙⵖⵓⵔ
""")
)
"""Words that alone in an element are the label of the name beside it: a field of Drupal's."""
ROLES = frozenset(
    folded_words("""
صحافي صحفي صحافية صحفية كاتب كاتبة أستاذ أستاذة باحث باحثة إعلامي إعلامية مراسل مراسلة طالب طالبة
محام محامي محامية رئيس رئيسة مدير مديرة ناشط ناشطة فاعل فاعلة خبير خبيرة مختص مختصة شاعر شاعرة روائي
روائية journaliste écrivain écrivaine chercheur chercheuse professeur professeure avocat avocate
étudiant étudiante enseignant enseignante directeur directrice expert experte économiste
politologue sociologue correspondant correspondante corresponsal journalist writer researcher
professor lawyer student director economist correspondent freelance envoyé envoyée envoyés envoyées
موفد موفدة موفدا موفدو مراسلنا مراسلتنا موفدنا موفدتنا correspondants correspondantes correspondents
enviado enviada
""")
)
"""Words that begin what somebody is, where it stands behind a name: ``صحافية مستقلة``."""
MEDIA_WORDS = frozenset(folded_words("""
press presse news tv média médias media info infos today online اونلاين برس بريس نيوز تيفي ميديا
توداي أونلاين اونلاين الإلكترونية الالكترونية
"""))  # fmt: skip
"""Last words of an outlet's name: its account signs what its people write."""
COMPANY_WORDS = frozenset(
    folded_words("""
agency agence agences studio studios webstudio webdesign design designs cms hosting digital
solutions technologies technology technologie développement developpement developpeur
développeur developer
developers development communication informatique création creation creations sarl ltd llc inc gmbh
template theme themes plugin software برمجة تصميم استضافة تطوير للبرمجيات شركة
""")
)
"""Words of companies that make sites and leave their name in ``meta author``."""
COMPANY = re.compile(r"[غشذ]\s?\.\s?م\s?\.\s?م|[شذ]\s?\.\s?م\b|\bs\.?a\.?r\.?l\b", re.IGNORECASE)
"""Forms of companies in their names: ``غ.م.م``, ``SARL``."""
MEDIA_KINDS = frozenset(
    folded_words("جريدة صحيفة مجلة موقع بوابة قناة إذاعة منصة journal magazine site portail radio")
)
"""First words of what an outlet calls itself: ``جريدة إلكترونية مستقلة``."""
VENDORS = frozenset((
    "ezsystems", "ezpublish", "ibexa", "wordpress", "joomla", "drupal", "spip", "blogger", "wix",
    "wixcom", "typo3", "dotnetnuke", "dnn", "dnncorp", "dnncorporation", "microsoft", "sharepoint",
    "microsoftsharepoint", "ghost", "webflow", "squarespace", "jimdo", "weebly", "phpnuke", "xoops",
    "mambo", "opennemas", "quintype", "brightspot", "liferay", "sitecore", "umbraco", "kentico",
    "elementor", "tagdiv", "themeforest", "microsoftword", "microsoftfrontpage", "adobe",
))  # fmt: skip
"""Makers of software that templates leave in ``meta author``, joined."""
TITLES = re.compile(
    r"(?:(?:[دذ]ة?|م|أ)\s?\.\s*|(?:ال)?(?:دكتورة?)\s+|ال(?:أستاذة?|استاذة?|مهندسة?)\s+"
    r"|(?:Dr|DR|Pr|PR|Prof|Me|Mme|Mlle|Mr|Mrs|Ms)(?:\s?\.\s*|\s+))+"
)
"""Titles before a name: ``د.``, ``الدكتورة``, ``Pr.``"""
CONTACT = frozenset(
    folded_words("""
راسل تواصل اتصل تابع متابعة follow suivre contact contacter email mail e-mail ايميل البريد
twitter facebook instagram linkedin whatsapp telegram bio biographie المزيد more voir posts
articles مقالات website site web
""")
)
"""Words that invite to write to somebody, or to read more."""
BEHIND_A_NAME = frozenset(
    folded_words(
        "le on at à a في بتاريخ يوم منذ قبل il y du the تاريخ التاريخ نشر النشر date publié"
        " published updated posted mis modifié"
    )
)
"""Words that stand between a name and a date."""
