"""The words of a news site's interface, each with its class for the grammar.

The class of a word is one letter; the first class with a word keeps it.

c imperatives that are nothing else, p imperatives that may be a past tense and nouns of calling,
m what is counted under an article, k contents in the plural, n other things of the interface,
o ours, y the reader's, h channels, q qualifiers of a list, r and a "more" and the rest of a text,
s sections, l stamps, t dates, e "the number of", d numbers, i "about", g glue.
"""

import itertools
import re

from crawler.arabic import folded_words

_VERBS = {
    "c": "اضغط انقر اقرا اكتب اترك اضف احصل ابحث انسخ اطبع احفظ كليكي كليك بارطاجي ابوني تفضل ضع",
    "p": """تابع شارك اشترك انضم انخرط التحق حمل واصل اكمل شاهد طالع ارسل ابعث سجل ادخل تصفح
        استمع تواصل اتصل راسل ادعم ابلغ بلغ شوف ناقش تفاعل اختر انشر اطلع تعرف اكتشف افتح توصل""",
}
_NOUNS = {
    "p": """متابعه اشتراك انضمام تحميل تنزيل اكمال اتمام استكمال مواصله ارسال اضافه طباعه نسخ
        تصفح اتصال اطلاع مراسله تفعيل توصل تبليغ حفظ""",
    "m": """تعليق تعليقات مشاهده مشاهدات قراءه قراءات مشاركه مشاركات اعجاب اعجابات زياره زيارات
        متابع متابعين متابعون معجب معجبين معجبون نقره لايك ردود""",
    "k": "مقالات موضوعات مواضيع اخبار فيديوهات تدوينات مستجدات منشورات عناوين مقاطع البومات انباء",
    "n": """صوره مقال مقاله موضوع خبر ماده محتوي فيديو صفحه صفحات قناه قنوات تطبيق تطبيقات نشره
        بريديه اخباريه الكتروني الكترونيه رابط روابط موقع مواقع وسائل حساب حسابات مجموعه
        مجموعات جروب كروب غروب اشعار اشعارات تنبيهات جريده نسخه مصدر نافذه متصفح قائمه صديق
        اصدقاء اصدقائ صحاب زائر زوار خدمه منصه منصات شبكات رقم ايميل عضويه تدوينه عدد ورقي
        ورقيه رقميه قسم قراء كاتب مفضله منشور حلقه استطلاع انترنت هاتف فضاء نص""",
    "h": """فيسبوك فايسبوك فيس فايس تويتر تويتير تويثر اكس واتساب واتس وتساب واتسب تيليغرام
        تلغرام تليغرام تيلقرام تيليجرام تليجرام تلجرام تلكرام تيليكرام انستغرام انستجرام انستاغرام
        انستكرام انستا يوتيوب يوتوب تيك تيكتوك لينكدان لينكدين لينكدن سناب سنابشات بينتريست
        بينتيريست ماسنجر فايبر ثريدز جوجل غوغل كوكل قوقل بريد""",
    "s": """سياسه سياسيه مجتمع رياضه رياضيه رياضات اقتصاد اقتصاديه ثقافه ثقافيه فن فنون فنيه
        حوادث جهات جهويات جهويه وطنيه محليه دوليه عالميه دولي وطني منوعات متفرقات صحه تكنولوجيا
        تقنيه علوم اراء راي تمازيغت امازيغيه اسلاميات تربيه تعليم بيئه سياحه مراه اسره صور صوت
        ملفات حوارات تحقيقات تقارير كتاب مشاهير موضه مطبخ سيارات مغرب مغربيه عالم عربيه افريقيا
        صحراء مختلفات ربورتاج روبورتاج بانوراما جاليه دين قضايا قانون كاريكاتير اقلام ضيوف
        تلفزه""",
}
_EXACT = {
    "c": """فعلوا فعلو زوروا علقوا صوتوا قيموا نزلوا ديرو تنس تنسي تنسوا تنسو تفوت تفوتوا
        suivez partagez reagissez abonnez lisez cliquez rejoignez inscrivez commentez
        telechargez recevez retrouvez اضيفوا follow share subscribe click join download""",
    "p": """شاركه شاركها يصلك لتصلك ليصلك ليصلكم لتصلكم تصلكم تقرا تقراو suivre partager
        abonner lire voir rejoindre consulter signaler reagir feuilleter recevoir regarder
        regardez decouvrez decouvrir telecharger cliquer inscrire commenter repondre connectez
        ecoutez envoyer imprimer copier consultez continuer afficher ajouter laisser poster
        activez like read see watch print copy send continue get view show sign abonnement""",
    "m": "commentaire commentaires comments partages vues views shares likes reponses replies",
    "k": """articles actualites actualite actu actus info news posts stories videos infos
        informations nouvelles""",
    "n": """article page newsletter newsletters lettre chaine compte groupe application appli
        app lien suite erreur abus auteur inbox alertes notifications mail email adresse site
        journal publication link channel group account website post story reseaux sociaux
        integralite video pdf comment مصدره""",
    "y": "اعجبك اعجبكم اعجبتك رايك رايكم برايك برايكم اراءكم ارايكم بارايكم اسمك ايميلك اصدقايك",
    "o": "جديدنا بجديدنا",
    "h": """facebook twitter x whatsapp telegram instagram youtube tiktok linkedin messenger
        pinterest google snapchat threads viber reddit tumblr flipboard skype pocket digg gmail
        bluesky""",
    "q": """اخر احدث اهم ابرز باخر باحدث باهم كل جميع جديد مختارات مختاره مشابهه مماثله متعلقه
        مرتبطه اخري مقترحه مميزه شائعه رائجه متداوله عشوائيه سابقه عاجله حصريه اخيره derniers
        dernieres dernier derniere populaires recents recentes similaires recommandes connexes
        latest popular recent related trending top similar recommended tous toutes toute all
        more""",
    "r": "المزيد للمزيد",
    "a": "مزيد بقيه البقيه باقي التفاصيل تفاصيل تتمه التتمه",
    "l": """نشر نشرت كتب تحديث التحديث النشر اضيف اضيفت بواسطه publie publiee mis jour posted
        published updated modifie""",
    "t": """الاثنين الاتنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد يناير فبراير مارس ابريل
        ماي مايو يونيو يوليو يوليوز غشت اغسطس شتنبر سبتمبر اكتوبر نونبر نوفمبر دجنبر ديسمبر
        الساعه صباحا مساء زوالا gmt am pm lundi mardi mercredi jeudi vendredi samedi dimanche
        janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
        monday tuesday wednesday thursday friday saturday sunday january february march april
        may june july august september october november december و دقيقه""",
    "e": "عدد مجموع nombre",
    "d": "الف الاف مليون k",
    "i": "عن",
    "s": """politique economie societe sport sports culture monde maroc international regions
        region politics economy society world business national tech sante opinion opinions""",
    "g": """ص م h علي في من الي عبر مع او هنا هذا هذه هاذ هاد ايضا الان بنا لنا معنا الينا لا
        لم قبل غيرك غيركم اول باول مجانا فورا بكل بشكل فقط ثم لكي كي حتي بعد عند ما حول ف
        ديالنا ديال تفوتكم يفوتك يفوتكم اذا كنت كن كونوا كامل كاملا كامله الكامل الكامله
        الاجتماعي الاجتماعيه الرسمي الرسميه الخاص الخاصه ال جرس زر لحظه بلحظه يوميا الاصلي
        الاصليه نعم اسفله ادناه باش شي لتكبيرها للتكبير الدائم يهمنا تهمنا واحد اي خطا مختصر
        المختصر التواصل باستخدام يمكنكم يمكنك لديك هل بتاريخ يوم اب بوك توك شات نيوز بلاي ستور
        التالي التاليه الموالي المواليه القادم القادمه sur le la les l de du des d nous notre
        nos votre vos en et a au aux par pour un une plus ce cet cette tout ici vous y c s m ne
        n pas rien gratuitement maintenant aussi the our us on in to of and for your this here
        now free with by at from it up full amis ami friends i que dans officielle officiel
        admin complet original via play store ma com net""",
}
_BEFORE = ("", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ولل", "ول", "ك", "عال")
_AFTER = {"": "", "نا": "o", "ك": "y", "كم": "y", "كن": "y", "ا": ""}
_PLURAL = ("ونا", "وني", "وها", "وه", "وا", "و", "ي")  # no past tense opens a line in these
_OUTLETS = ("بريس", "تيفي", "press", "info", "tv", "24", "360")  # how outlets' names end


def _forms() -> dict[str, str]:
    """Every form of every word of the lexica, folded, with the letter of its class."""
    forms: dict[str, str] = {}
    for kind, listed in _EXACT.items():
        for word in folded_words(listed):
            forms.setdefault(word, kind)
            forms.setdefault("و" + word, kind)
            if kind == "q":
                forms.setdefault("ال" + word, kind)
    for kind, listed in _VERBS.items():
        for word, after in itertools.product(folded_words(listed), ("", "نا", "ها", *_PLURAL)):
            found = "c" if after in _PLURAL else kind
            forms.setdefault(word + after, found)
            forms.setdefault("و" + word + after, found)
    for kind, listed in _NOUNS.items():
        for word, before, after in itertools.product(folded_words(listed), _BEFORE, _AFTER):
            tied = word[:-1] + "ت" if after and word.endswith("ه") else word
            found = _AFTER[after] if _AFTER[after] and kind in "kmn" else kind
            forms.setdefault(before + tied + after, found)
    return forms


CLASS_OF_FORM = _forms()
"""Every form of every word, folded and without accents, with the letter of its class."""
_HOUR = re.compile(r"\d{1,2}h\d{2}|\d+")


def class_of(word: str) -> str:
    """The class letter of a folded word; ``x`` when it is none of the interface's."""
    if found := CLASS_OF_FORM.get(word):
        return found
    if _HOUR.fullmatch(word):
        return "d"
    return "g" if word.endswith(_OUTLETS) else "x"
