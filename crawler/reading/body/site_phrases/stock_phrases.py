"""Stock phrases that only a site would print, anywhere in a line: forms, cookies, paywalls."""

import re
from collections.abc import Iterator, Sequence

from crawler.reading.body.site_phrases.consent_words import is_of_consent_words
from crawler.reading.body.site_phrases.notice_patterns import ITEMS, in_one_line

# most words, words one of which must be there, the pattern
_STOCK_PHRASES = [
    ("comment form", 45,
     "بريدك الحقول والحقول احفظ الرد تعليقك تعليقكم مسجل مسجلا اكيسميت akismet المزعجه مغلقه "
     "المتبقيه سجل save enregistrer published annuler cancel required publie publiee champs "
     "attente",
     r"""(?:نشر|اظهار|عنوان) (?:\w+ ){0,2}بريدك|الحقول (?:الالزاميه|المطلوبه|الضروريه)|
        احفظ اسمي|الغاء الرد|تعليقكم? (?:قيد|سيظهر|سينشر)|
        مسجل\w* (?:ال)?دخول\w* (?:\w+ ){0,3}تعليق|akismet|التعليقات المزعجه|اكيسميت|
        التعليقات مغلقه|الاحرف المتبقيه|save my name|enregistrer mon nom|
        (?:email|mail|address) will not be published|annuler la reponse|cancel reply|
        required fields are|(?:mail|messagerie|adresse) ne sera pas publie|
        champs (?:obligatoires|requis) (?:sont )?(?:indiques|marques)|commentaire en attente|
        سجل (?:دخولك$|(?:دخولك|الدخول) (?:\w+ ){0,2}(?:ل?اضافه|لتضيف|ل?كتابه) تعليق)"""),
    ("cookies", 80,
     "cookie cookies الارتباط كوكيز الكوكيز javascript باستمرارك باستخدامك فانك poursuivant "
     "continuing",
     r"""(?:نستخدم|نستعمل|(?:^|هذا )الموقع يست(?:خدم|عمل)|يست(?:خدم|عمل) (?:هذا الموقع|
        موقعنا)) (?:\w+ ){0,8}(?:ملفات (?:تعريف )?الارتباط|(?:ال)?كوكيز|cookies)|
        (?:nous utilisons|notre site|we use|our (?:web ?)?site|ce site|this (?:web ?)?
        site) (?:\w+ ){0,10}cookies|
        (?:en poursuivant|by continuing) (?:\w+ ){0,4}(?:navigation|site|browse)|
        باستمرارك (?:في|ب)|باستخدامك (?:ل?هذا|ل?موقعنا)|فانك توافق علي|
        (?:enable|activer|requires|تفعيل) (?:the )?javascript|javascript (?:is|est) d[ie]s"""),
    ("consent", 80,
     "partenaires partners socios شركاونا وشركاونا شركاينا وشركاينا وشركايه",
     r"""(?:nous|avec votre (?:accord|consentement) nous|we|nosotros|con (?:tu|su) (?:acuerdo|
        consentimiento)) (?:et|and|y)? ?(?:nos|our|nuestros)(?: \d+)?
         (?:partenaires|partners|socios)(?: \d+)? (?:\w+ ){0,3}(?:stock|utilis|trait|accede|depos|
        store|us(?:e|ing)\b|process|access|almacen|usa|utiliza|trata|guarda)\w*(?: \w+){0,14}
         (?:cookies?|traceurs?|identifiants|terminal|appareil|donnees personnelles|device|
        personal data|identifiers|dispositivo|datos personales|identificadores)\b|
        (?:نحن و|نقوم نحن و|مع )شركا(?:ونا|ينا)(?: ال\d+| \d+)? (?:\w+ ){0,2}(?:نخزن|بتخزين|نستخدم|
        باستخدام|نستعمل|باستعمال|نعالج|بمعالجه|نصل)(?: \w+){0,14} (?:جهازك\w*|الارتباط|(?:ال)?كوكيز|
        cookies|بيانات\w*|البيانات|المعرفات)\b"""),
    ("consent", 60,
     "consentement choix preferences opposition consent choices legitimate preferencias "
     "consentimiento legitimo موافقتك موافقتكم خياراتك اختياراتك تفضيلاتك المشروعه",
     r"""(?:vous pouvez|you (?:can|may)|puedes?|يمكنك\w*) (?:\w+ ){0,3}(?:accepter|refuser|retirer|
        donner|accept|refuse|reject|withdraw|give|aceptar|rechazar|retirar|قبول|رفض|سحب)
         (?:\w+ ){0,4}(?:(?:vos|votre) (?:choix|consentement|preferences)|
        your (?:choices|consent|preferences)|
        (?:tus?|sus?) (?:preferencias|consentimiento|opciones)|خياراتك|اختياراتك|تفضيلاتك|موافقت\w+)
        (?! (?:de|d|of)\b)|
        (?:vos|your|sus|tus) (?:choix|choices|preferences|preferencias) (?:\w+ ){0,12}(?:cookies|
        interet legitime|legitimate interest|interes legitimo)\b|
        votre (?:droit d )?(?:opposition|consentement) (?:\w+ ){0,4}interet legitime|
        (?:lorsque|quand|where|when|cuando|حيث|عندما) (?:l |the |a |el |se )?(?:\w+ )?(?:interet
         legitime|legitimate interest|interes legitimo|المصلحه المشروعه) (?:\w+ )?(?:invoque|
        utilise|used|invoked|invoca|utiliza|تستخدم|تستعمل)"""),
    ("paywall", 40,
     "مشترك للمشتركين للمشترك لمشتركي لمشتركينا بالمشتركين بمشتركي abonne abonnes abonnees acceder",
     rf"""^(?:عذرا )?(?:هذ[اه] )?(?:ال)?{ITEMS} (?:\w+ ){{0,2}}
        (?:مخصص|خاص|حصري|متاح|محجوز|مفتوح)\w* (?:فقط )?(?:ل|ب)\w*مشترك|للمشتركين فقط$|
        auquel vous tentez d acceder|
        (?:article|contenu|acces|lecture|page) (?:\w+ ){{0,2}}reserve\w* (?:a|
        aux) (?:\w+ ){{0,2}}abonn"""),
    ("copyright", 22, "محفوظه reserved reserves interdite يمنع يجوز",
     r"""حقوق (?:و?(?:ال)?(?:نشر|طبع|ملكيه) ){1,3}محفوظه|الحقوق محفوظه (?:\w+ ){0,4}\d{4}$|
        all rights reserved|tous (?:les )?droits (?:\w+ ){0,5}reserves|
        reproduction (?!d)(?:\w+ ){0,3}interdite|
        (?:يمنع|لا يجوز) (?:نسخ|اعاده نشر|اقتباس) (?:\w+ ){0,6}(?:محتوي\w*|مواد|المواد|المحتوي|
        المقالات|الموقع)"""),
    ("newsletter", 30, "ليصلك لتصلك ليصلكم لتصلكم للتوصل",
     r"""(?:ل[تي]صلكم?|للتوصل) (?:دايما |يوميا )?ب?(?:ال)?(?:اخر|جديد\w*|اخبار\w*|
        احدث|مستجدات\w*|اهم|كل)\b"""),
    ("share", 25,
     "قناتنا بقناتنا لقناتنا مجموعتنا صفحتنا صفحاتنا حسابنا حساباتنا تطبيق تطبيقنا rejoignez "
     "abonnez suivez aime",
     r"""^(?:انضم|اشترك|سجل)\w{0,2} (?:(?!ان\b)\w+ ){0,3}(?:[بل]?قناتنا|مجموعتنا|صفحتنا|صفحاتنا|
        حسابنا|حساباتنا)\b|^تابع\w{0,3} (?:(?!ان\b)\w+ ){0,3}(?:قناتنا|مجموعتنا|صفحتنا|
        صفحاتنا|حسابنا|حساباتنا) (?:علي|عبر|في)\b|
        ^(?:قم )?(?:حمل|نزل|بتحميل)\w{0,2} تطبيق\w* (?:\w+ ){0,5}(?:هاتفكم?|هواتفكم|مجانا|متجر|بلاي|
        ستور|من هنا|الان)\b|^(?:\w+ ){1,4}est (?:aussi )?sur (?:whatsapp|telegram|google \w+)
         (?:rejoignez|abonnez|suivez)|^vous avez aime (?:cet|l) article"""),
    ("newsletter", 25, "recevez",
     r"""^recevez (?:\w+ ){1,10}(?:newsletter|par e?mail|par e mail|boite (?:mail|de reception|
        e mail|electronique))\b"""),
    ("advertisement", 14,
     "publicite pub annonce advertisement ad الاعلان اعلان الاشهار اشهار",
     r"""^(?:(?:lire |voir )?(?:la )?suite (?:de (?:l article|votre lecture|cet article) )?|
        (?:l |votre |cet )?(?:article|lecture|texte) (?:continue|se poursuit|reprend) |
        (?:continuez|poursuivez) (?:votre|la) lecture |(?:lisez|lire) la suite )
        (?:juste )?(?:apres|sous|en dessous de) (?:cette|la|l) (?:page de )?
        (?:publicite|pub|annonce)$|
        ^(?:the )?(?:article|story|text|content|reading)? ?(?:continues|continue reading|scroll
         to continue|keep reading) (?:below|after|with|following) (?:this |the )?(?:advertisement|
        ad|content)s?$|
        ^(?:(?:يتبع|تابع\w*|[يت]ستمر|[يت]تواصل|[يت]كمل|اكمل\w*|تتمه|بقيه|باقي|المقال|المقاله|الخبر|
        الموضوع|القراءه|قراءه|قراءتك\w*) ){1,4}(?:بعد|اسفل|تحت) (?:هذا |فاصل )?(?:ال)?(?:اعلان|
        اشهار)\w*$"""),
    ("tools of the page", 10, "ecoutez ecouter disponible available متوفر متاح",
     r"""^ecoute[rz] (?:l|cet|cette) (?:article|information)(?: \d+ ?\w*)?$|
        ^(?:cet|ce|this|هذا) (?:article|contenu|content|المقال|الخبر|المحتوي) (?:est |is )?
        (?:egalement |aussi |also )?(?:disponible|available|متوفر|متاح) (?:ايضا |egalement |aussi )?
        (?:en|in|ب(?=ال)\w+|بلغ\w+)(?: \w+)?$"""),
    ("share", 30,
     "اضغط انقر النقر click cliquez cliquer نافذه window fenetre suivez rejoignez retrouvez",
     r"""(?:اضغط|انقر|النقر|click|clique[rz]) (?:\w+ ){0,2}(?:للمشاركه|لمشاركه|للطباعه|لطباعه|
        لارسال|to (?:share|print|email)|pour (?:partager|imprimer|envoyer))|
        [يف]فتح في نافذه جديده|opens in (?:a )?new window|dans une nouvelle fenetre|
        (?:suivez|rejoignez|retrouvez) (?:nous|la (?:chaine|page)|notre) (?:\w+ ){0,6}
        (?:whatsapp|facebook|google|telegram|youtube|instagram)"""),
]  # fmt: skip

_HINTED: dict[str, list[tuple[str, int, re.Pattern[str]]]] = {}
for _kind, _max_words, _hints, _rule in _STOCK_PHRASES:
    _pattern = re.compile(rf"\b(?:{in_one_line(_rule)})")
    for _hint in _hints.split():
        _HINTED.setdefault(_hint, []).append((_kind, _max_words, _pattern))
_HINTS = frozenset(_HINTED)


def kind_by_stock_phrase(line: str, tokens: Sequence[str]) -> str | None:
    """The kind of the stock phrase in a line, or ``None``; words are folded, without accents."""
    return next(_kinds_in(line, tokens), None)


def _kinds_in(line: str, tokens: Sequence[str]) -> Iterator[str]:
    """The kind of each stock phrase in the line; a pattern is tried where a word of it is there."""
    for hint in _HINTS.intersection(tokens):
        for kind, max_words, pattern in _HINTED[hint]:
            if len(tokens) > max_words or not pattern.search(line):
                continue
            # a law, a doctor, a partner of a project speak of consent as well
            if kind != "consent" or is_of_consent_words(tokens):
                yield kind
