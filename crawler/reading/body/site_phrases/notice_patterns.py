"""Patterns over the folded words of a line: notices, forms, stamps and headings of lists.

Two kinds: what a line opens with (anything may follow), and what is the whole line. Line breaks
and indents inside a pattern vanish.
"""

import re

_TIME_UNITS = (
    r"(?:ثاني[هت]\w*|ثوان|ثواني|دق[اي]\w*|ساع(?:ه|ات|تين)|ايام|يوما?|يومين|اسبوع|اسبوعين|اسابيع|"
    r"شهر|شهرين|اشهر|سنه|سنوات|minutes?|mins?|heures?|hours?|jours?|days?|semaines?|weeks?|mois|"
    r"months?|ans|years?|secondes?)"
)
ITEMS = r"(?:مقالات|مواضيع|اخبار|فيديوهات|مواد|مقاله|مقال|خبر|موضوع|محتوي|ماده|تدوينه|منشور)"

# what opens a line, and how many words it may have
_OPENINGS = [
    ("related", 30, rf"""
        و?(?:اقرا ي|اقراي?|اقرو?وا|اقراوا|شاهدوا|شاهدي|طالعوا|شاهد|طالع|انظر|شوف) (?:ايضا|كذلك|
        تاني)|اقرا (?:في|حول|عن) (?:نفس|هذا)|اقرا المزيد|ننصح(?:كم?)? ب(?:قراءه|مشاهده)|
        ربما تود (?:ان )?(?:تقرا|قراءه)|يمكنكم? ايضا (?:قراءه|مشاهده)|(?:ال|لل)?قراءه ايضا|
        للمشاهده ايضا|(?:قد|ربما) [يت](?:هم|عجب)كم?|ذات صله|
        {ITEMS} (?:ذات|ذو) (?:ال)?(?:صله|علاقه)(?: ب\w+| بهذا \w+)?$|
        {ITEMS} (?:اخري )?قد ت(?:هم|عجب|نال|ثير)\w*|الاطلاع علي جميع مقالات|المزيد من الاخبار|
        تابعي? القراءه علي|du meme auteur|also read|(?:a )?(?:lire|voir) (?:aussi|egalement)
        (?! (?:bien|loin|vite|longtemps|souvent|que))|
        (?:read|see) also|articles? (?:similaires?|lies|associes|connexes)|
        vous (?:aimerez aussi|pourriez (?:aussi )?(?:aimer|apprecier))|
        (?:sur|dans) (?:le|la) meme (?:sujet|theme|rubrique|categorie)|
        related (?:articles?|posts?|news|stories|topics|content)"""),
    ("related", 8, r"""
        you (?:may|might) (?:also )?(?:like|be interested)|more (?:from|stories|news)|
        لمتابعه (?:اخر|كل|جميع) (?:الاخبار|المستجدات)"""),
    ("tags", 40, r"""
        (?:ال)?(?:وسوم|تاغات|كلمات (?:ال)?(?:دلاليه|مفتاحيه|بحث))|tags?|etiquettes?|mots? cles?|
        keywords|posted in|classe dans|filed under|tagged (?:with|in|as)"""),
    ("stamp", 12, r"""
        (?:اخر تحديث|تم (?:النشر|التحديث))(?:$| (?:في )?(?:\d|منذ|يوم|بتاريخ|اليوم|الساعه|
        الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|الاحد))|
        تاريخ (?:ال)?(?:نشر|تحديث)(?:$| (?:\w+ ){0,2}\d)|
        نشرت? (?:بتاريخ|بواسطه)|كتب بواسطه|تحرير من (?:طرف|قبل)|
        بواسطه (?:admin|\w*المحرر|هييه التحرير|فريق التحرير)|
        (?:derniere )?mis a jour (?:\w+ ){0,3}\d+(?: \w+){0,4}$|last (?:updated|modified)|
        (?:posted|submitted|published) (?:on|by) (?:\w+ ){0,3}\d+|
        (?:posted|submitted) by(?: \w+){1,3}$|lu \d+ fois|read \d+ times|
        publiee? (?:le|il y a) (?:\w+ ){0,2}\d+(?: [^\W\d]+)?(?: \d{4})?(?: a)?(?: \d+h?\d*)*$|
        derniere modification(?:$| (?:\w+ ){0,3}\d)|
        (?:redige|publie|soumis|ecrit|بواسطه|par|by) (?:par )?(?:[^\W\d]+ ){1,4}(?:le )?
        (?:[^\W\d]+ )?\d{1,2} \w+ \d{4}(?: a)?(?: \d+h?\d*)*$|(?:ال)?تاريخ \d+ \d+ \d{4}|
        (?:قرا|قريت|شوهد|تمت قراءته|تمت المشاهده) \d+ مر\w+"""),
    ("share", 20, r"""
        (?:view|عرض) (?:this|هذا) (?:post|المنشور)|voir cette publication|a post shared by|
        une publication partagee|تمت مشاركه منشور|منشور تمت مشاركته|تم نسخ (?:ال)?رابط|
        link copied|lien copie|(?:follow|suivez|rejoignez) (?:us|nous)
        (?:$| (?:aussi |egalement |also |vite |des maintenant )*(?:sur|on|via|at|in|pour|to|for|et|
        and|en|facebook|twitter|instagram|whatsapp|telegram|youtube|tiktok|linkedin|x|notre|our))|
        [ول]?تابعونا (?:علي|عبر|في|ف)|(?:كن|كونوا|ابق|ابقوا) علي (?:تواصل|اتصال|اطلاع)|
        لا يفوتكم?(?: ايضا)?$|get it on google|cet article vous a|
        و?فعلو?ا? (?:ال)?(?:جرس|زر|اشعارات|تنبيهات)|download on the|
        (?:متوفر|disponible|available) (?:علي|sur|on) (?:app store|google play)|
        ne (?:ratez|manquez) (?:rien|aucune)|لا تفوت\w* (?:اي خبر|جديدنا)"""),
    ("player", 20, r"""
        (?:podcast )?play in new window|podcast (?:play|download|telecharger)"""),
    ("advertising", 14, r"""
        ل(?:ل)?(?:اشهار|اعلان)\w* (?:\w+ ){0,4}(?:يرجي|المرجو|الرجاء|اتصلوا?|الاتصال|
        تواصلوا?|التواصل)|
        pour (?:votre|toute) publicite (?:\w+ ){0,4}(?:contact|appel|tel)\w*|
        اعلانكم? هنا|هنا (?:يوضع |مكان )?اعلانكم?|(?:مساحه|فضاء) (?:اعلانيه|اشهاريه|اعلاني|اشهاري)|
        (?:votre (?:pub|publicite|annonce)|your ad\w*) (?:ici|here)|espace publicitaire"""),
    ("results", 18, r"""
        (?:لقد )?(?:تم العثور علي|عثرنا علي|وجدنا|يوجد|توجد|هناك|عرض|اظهار) (?:\w+ ){0,4}\d+
         (?:\w+ ){0,2}(?:نتيجه|نتايج)|(?:عدد )?(?:ال)?نتايج (?:ال)?(?:بحث )?\d+|
        \d+ (?:نتيجه|نتايج)(?:$| (?:بحث|ل\w+|عن|مطابقه))|(?:\w+ )?\d+
         (?:مقال|خبر|موضوع|ماده|تدوين|منشور)\w* (?:\w+ )?(?:في|ضمن|تحت|ب) ?
        (?:هذا |هذه )?(?:ال)?(?:وسم|قسم|تصنيف|ركن|صفحه|تاغ|خانه)|
        لا (?:توجد|يوجد) (?:\w+ )?(?:نتايج|مقالات|مواضيع|اخبار)
        (?:$| (?:مطابق\w*|تطابق|في هذا|في هذه|حاليا|لبحث\w*))|
        لم (?:يتم العثور علي|نجد|نعثر علي) (?:\w+ )?نتايج|
        \d+ (?:resultats?|results?)(?:$| (?:pour|trouve|de|sur|for|found|correspond))|
        (?:aucun|pas de) resultats?|no (?:results?|posts?) (?:found|for|match|were)|
        (?:showing|affichage de|displaying) (?:\w+ ){0,4}\d+(?: \w+){0,5} (?:results?|resultats?)|
        (?:\w+ )?\d+ (?:articles?|posts?) (?:dans|in|under|avec|tagged) (?:cette?|ce|this|the)
         (?:rubrique|categorie|tag|mot cle|section|category)"""),
    ("footer", 7, r"""
        powered by|(?:fierement )?propulse par|designed by|
        (?:تصميم|برمجه) (?:و\w+ )?(?:شركه|موقع|وكاله)|تطوير (?:و\w+ )?(?:شركه|وكاله)"""),
    ("comment form", 45, rf"""
        (?:اترك|اضف|اكتب|ادرج|ضع) (?:لنا )?(?:تعليق\w*|ردا?)|laisse[rz] un commentaire|
        add a comment|leave a (?:reply|comment)|vous devez (?:etre connecte|vous connecter)|
        please enter your|you must be logged in|
        (?:اعلمني|ابلغني|اخطرني) ب(?:متابعه|المواضيع|المقالات|التعليقات|الردود|تعليقات|اي)|
        notify me|prevenez moi|هل اعجبك\w* (?:هذا )?(?:ال)?{ITEMS}|
        هل كان هذا \w+ مفيدا|
        be the first to comment|(?:كن|كونوا) اول من ي\w+|soyez (?:le )?premiers? a|
        commentaires? (?:(?:sont|est) )?(?:fermes?|clos)|(?:les )?commentaires sont fermes|
        comments (?:are closed|off)|التعليقات علي .* مغلقه|
        (?:مرحبا بكم في )?(?:فضاء|مساحه) التعليق|(?:\w+ dans l )?espace commentaires?|
        nous souhaitons un espace|نريد مساحه للنقاش|هل ترغب (?:بال|في ال)تعليق|required fields|
        (?:تنبيه )?التعليقات المسييه (?:لن|لا)|عبر\w* عن (?:رايك|رايكم|ارايكم|اراءكم)|
        سجل دخولك|سجل الدخول(?:$| (?:للتعليق|لتعليق|لاضافه|لكتابه|لحسابك|الي حسابك|الي الموقع))|
        هل (?:لدي|عند)كم? (?:خبر|صوره|معلومه|فيديو|شكايه|موضوع|مقال)\w*
         (?:\w+ ){{0,4}}(?:ارسل|راسل|شارك|ابعث|اتصل)\w*|
        (?:vous avez |avez vous )?une (?:info|information|photo|video)(?: \w+){{0,4}}
         (?:envoyez|contactez|ecrivez|partagez|alertez) (?:la|nous)|
        شكرا (?:ل|علي )تعليقكم?|(?:المرجو|يرجي|الرجاء) (?:التحقق|التاكد) من (?:صحه )?\w*(?:بريد|
        حساب|رقم هاتف)|لن يتم نشر (?:عنوان بريد|اي تعليق)"""),
    ("cookies", 12, r"""
        (?:قبول|سياسه|اعدادات|politique|policy|gerer|parametr\w+|accept\w*|
        cookies?) (?:\w+ ){0,3}(?:ملفات (?:تعريف )?الارتباط|(?:ال)?كوكيز|cookies?|policy|
        settings)|اوافق علي (?:سياسه|شروط|الشروط)|continuer sans accepter|
        gerer (?:\w+ ){0,2}parametres"""),
    ("cookies", 80, r"""(?:نحن )?نهتم بخصوصيتك|
        (?:votre navigateur|your browser|متصفحك) (?:\w+ )?(?:ne|does|doesn|لا)"""),
    ("paywall", 40, r"""
        هل انت مشترك|لديك (?:حساب|اشتراك) (?:بالفعل|مسبقا)|deja abonne|
        already a (?:subscriber|member)|(?:pour|to) (?:lire|read) la suite|
        (?:il vous reste|vous avez lu) (?:\w+ ){0,5}articles?|
        accedez a (?:tous|l integralite|l edition)|لقد استنفدت (?:عدد|الحد|المقالات)|
        للاستمرار في القراءه|اختر اشتراك\w*|استفد(?:وا)? من عرض|
        (?:abonnez|connectez|identifiez) vous (?:a|pour|des|sans)|
        (?:log|sign) in to continue|(?:this )?\w+ (?:is )?for subscribers only|
        ل(?:قراءه|متابعه|مواصله|اتمام) (?:ال)?(?:مقال|قراءه|بقيه) (?:\w+ ){0,5}ا?شتر(?:ك|اك)\w*|
        (?:ال)?(?:توصل|اطلاع|ولوج|وصول|تصفح|قراءه|تحميل) (?:\w+ ){0,4}(?:ال|بال|لل)?
        (?:نسخه (?:\w+ )?(?:الورقيه|الرقميه|pdf)|(?:مقالات|اعداد|
        ملاحق) (?:\w+ ){0,4}(?:\w*(?:ورقيه|رقميه|الكترونيه|انترنت|موقع)|pdf))"""),
    ("copyright", 45, r"""
        copyright(?: (?:\w+ ){0,3}\d{4}|$)|(?:جميع|كافه) (?:ال)?حقوق
        (?: و?(?:ال)?(?:نشر|طبع|ملكيه)){0,3} محفوظه|(?:كل )?(?:ال)?حقوق محفوظه(?:$| \w+$)"""),
    ("newsletter", 30, r"""
        توصلو?ا? ب(?:اخر|اهم|جديد|احدث) (?:\w+ )?(?:الاخبار|المستجدات|المقالات)|
        شكرا (?:ل|علي )\w*اشتراككم?|هل تريد تلقي|لتلقي (?:\w+ ){0,2}(?:ال)?(?:اشعارات|اخبار)|
        للمزيد من الاخبار"""),
]  # fmt: skip

# what is a whole line of at most nine words: a sentence that merely holds the words is none
_WHOLE = [
    ("comment form", r"""
        (?:ال)?(?:كتابه|اضافه|ادراج|عرض|اخفاء|ارسال|اظهار) (?:جميع |كل )?(?:ال)?تعليق(?:ات)?
        (?: جديد)?"""),
    ("report", "(?:ابلغ|بلغ|تبليغ|الابلاغ) عن (?:خطا|اساءه|تعليق)(?: (?:في|علي) \\w+)?"),
    ("time ago", rf"""
        (?:(?:نشرت?|اضيف|publiee?|updated|posted|اخر تحديث) )?(?:(?:منذ|il y a) \d+ {_TIME_UNITS}|
        منذ (?:ساعه|ساعتين|دقيقه|دقيقتين|يوم|يومين|اسبوع|اسبوعين|شهر)(?: واحده?)?)|
        (?:نشرت? )?قبل \d+ (?:ساع\w+|دق\w+|ثاني\w+|ثوان)|
        (?:updated |posted )?\d+ {_TIME_UNITS} (?:ago|مضت)"""),
    ("reading time", r"""
        \d+ (?:دق\w+|min|mins|minutes?) (?:لل)?(?:قراءه|read)|\d+ min\w* de lecture|
        (?:قراءه|للقراءه|القراءه) \d+ دق\w+|وقت القراءه المقدر|
        (?:(?:وقت|مده|زمن) القراءه|temps de lecture|reading time|lecture) (?:\d+ )?(?:دق\w+|
        min\w*)"""),
    ("topic", r"""
        [1-9] (?:دق\w+|min|mins|minutes?)|(?:مواقيت|اوقات|مواعيد) الصلاه(?: \w+){0,3}|
        (?:(?:حاله|احوال) )?الطقس(?: بالمغرب| في المغرب)?|
        (?:سعر|اسعار) (?:العملات|الصرف)(?: اليوم)?"""),
    ("list heading", rf"""
        (?:(?:ال)?{ITEMS} )?الاكثر (?:قراءه|مشاهده|زياره|تعليقا|مشاركه|تداولا|شعبيه|رواجا|شيوعا|
        تفاعلا|اهتماما|تصفحا|اثاره)(?: (?:للجدل|و\w+|اليوم|هذا|الاسبوع|الشهر|خلال|في|علي|الموقع|
        24|ساعه))*|(?:ال)?اكثر (?:المواضيع|الاخبار|المقالات|الفيديوهات) (?:قراءه|مشاهده|تعليقا|
        تداولا|زياره)|اكثر (?:مشاهده|قراءه)|(?:\w+ ){1,2}ذات (?:ال)?(?:صله|علاقه)|les lus|
        (?:les? |articles les )?plus (?:lu|vu|commente|partage|populaire|consulte)e?s?|
        most (?:read|viewed|popular|commented|shared|recent)(?: \w+)?"""),
    ("pager", r"""
        (?:ال)?(?:مقال|مقاله|خبر|موضوع|تدوينه|صفحه|ماده|منشور|مقالات|مواضيع|اخبار|مشاركات) (?:ال)?
        (?:(?:سابق|تالي|موالي|قادم|لاحق)ه?|اقدم|احدث)|
        (?:article|page|news) (?:precedente?|suivante?)|
        (?:previous|next|prev|older|newer) (?:article|post|page|story|news)s?|
        (?:page|صفحه|الصفحه) \d+ (?:sur|of|من|de) \d+|\d+ (?:of|sur) \d+"""),
    ("legal", r"""
        (?:سياسه|شروط|بنود|اتفاقيه|ميثاق|قواعد|احكام)(?: و\w+)? (?:ال)?(?:خصوصيه|استخدام|استعمال|
        نشر|خدمه|تحرير|تعليقات|تعليق|ملفات \w+ \w+|كوكيز)(?: و\w+){0,2}|
        (?:مساحه|فضاء|ماده|اعلان) (?:اعلانيه|اشهاريه|الاعلان|ممول)|
        (?:لل|ال)?(?:اعلان|اشهار)(?:ات)? (?:معنا|علي الموقع|مدفوع)"""),
    ("back", r"""
        (?:زر )?(?:ال|لل)?(?:عوده|رجوع|ذهاب|صعود|انتقال|عد|اذهب|ارجع|انتقل) (?:الي )?(?:(?:ال|ل|
        لل)?(?:اعلي|رييسيه|محتوي|صفحه الرييسيه|صفحه السابقه)|لاعلي|الاعلي|للاعلي|اعلي الصفحه|فوق)|
        retour (?:a|au|en|vers) (?:\w+ ){0,2}(?:accueil|haut|site)"""),
    ("form field", r"""
        votre (?:nom|prenom|e ?mail|adresse|message|avis|commentaire)(?: \w+){0,3}|
        enter your e ?mail|your (?:name|email|comment|website|message)(?: \w+){0,2}|
        (?:اكتب|ادخل) كلم\w+ (?:ال)?بحث(?: واضغط \w+)?"""),
    ("counter", r"""
        (?:عدد )?(?:ال)?(?:تعليقات|تعليق|مشاهدات|قراءات|زيارات|مشاركات|قراء|vues|views|comments|
        commentaires|reads|hits) (?!(?:19|20)\d\d$)\d+"""),
    ("read more", r"""
        (?:ال|ل|لل)?(?:قراءه|مشاهده|مشاركه) (?:ال)?(?:مقال\w*|خبر|موضوع|فيديو|محتوي|ماده|منشور|
        صفحه|حلقه|نص|مصدر)(?: كاملا?| كامله| الكامل| الاصلي| كله| من المصدر| من مصدره
        | بالمصدر)*"""),
    ("rating", r"""
        (?:(?:votre |user )?(?:note|rating)|(?:ال)?تقييم(?: (?:المستخدم|القراء|الموضوع|المقال))?)
         (?:(?:\d+|من|sur) ){1,6}(?:votes?|avis|صوت|اصوات|نجوم|stars?)|
        (?:\d+ )?(?:votes?|اصوات)"""),
    ("debug", r"(?:\d+[kmg]){2,}|fbpx|fb ?pixel|pixel"),
    ("watch below", r"""
        (?:[^\W\d]+ ){0,6}(?:ب?ال)?(?:فيديو|صور|صوره|تسجيل|مقطع|رابط|روبورتاج|ربورتاج|تصريح|تصريحات|
        وثيقه|بلاغ)(?: (?!من|عن|علي|ضد)\w+){0,2} (?:ب?ال)?(?:اسفله|ادناه|اسفل|تحته)
        (?: (?:ال)?(?:مقال|صفحه|خبر))?|
        (?:voir|regardez|ecoutez|decouvrez|suivez) (?:\w+ ){0,3}(?:videos?|photos?|audio|reportage|
        interview|documents?)(?: \w+){0,2}(?: ci dessous| ici)?|
        (?:watch|see|listen to) (?:\w+ ){0,3}(?:video|photos?|audio)(?: \w+){0,2} below"""),
    ("login", r"""
        (?:تسجيل )?(?:ال)?دخول (?:ال)?(?:مشترك(?:ين|ون|ات)?|اعضاء|مسجلين)|
        (?:فضاء|حساب|بوابه) (?:ال)?(?:مشترك(?:ين|ون)?|اعضاء)|
        (?:espace|connexion|acces|compte|identification) (?:des )?(?:abonnes?|membres?)|
        (?:subscribers?|members?) (?:login|log in|sign in|area)"""),
    ("end of the wire", r"انتهي(?: \w{1,3}){0,4}"),
    ("archive heading", r"""
        (?:ال)?ارشيف(?: (?:ال)?(?:موقع|اخبار|مقالات|جريده|شهري|اعداد|سنوي))?|
        (?:ال)?ارشيف (?:شهر )?[^\W\d]+ (?:19|20)\d\d|
        archives?(?: (?:du site|par mois|mensuelles|des articles))?|
        archives? (?:de |du mois de |d )?[^\W\d]+ (?:19|20)\d\d"""),
    ("photo credit", r"""
        (?:ال)?(?:صوره|صور)(?: (?:من|عن))? (?:ال)?(?:ارشيف|ا ف ب|و م ع|رويترز|وكالات)|
        (?:credits? )?(?:photos?|image)(?: d?)? (?:archives?|dr|afp|map|reuters|ap)|
        (?:archives?|dr|ph dr|ph archives?)"""),
]  # fmt: skip


def in_one_line(rule: str) -> str:
    """A pattern without the line breaks and indents of its source."""
    return re.sub(r"\n {8}", "", rule)


_WHOLE_LINE = re.compile(
    "|".join(f"(?P<n{n}>{in_one_line(rule)})" for n, (_, rule) in enumerate(_WHOLE))
)
_RULES = [
    (why, max_words, re.compile(rf"(?:{in_one_line(rule)})\b"))
    for why, max_words, rule in _OPENINGS
]
_OPENS = re.compile(rf"(?:{'|'.join(in_one_line(rule) for _, _, rule in _OPENINGS)})\b")
_MAX_WHOLE_WORDS = 9


def kind_by_pattern(line: str, word_count: int) -> str | None:
    """The kind of notice that a line is, or ``None``.

    ``line`` is ``word_count`` folded words without accents.
    """
    if word_count <= _MAX_WHOLE_WORDS and (whole := _WHOLE_LINE.fullmatch(line)):
        return _WHOLE[int((whole.lastgroup or "n0")[1:])][0]
    # one pattern for all first: nearly every line of an article ends here
    if _OPENS.match(line):
        for why, max_words, rule in _RULES:
            if word_count <= max_words and rule.match(line):
                return why
    return None
