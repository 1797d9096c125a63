"""Lines that are one label of a page: a button, a heading of a list, a field of a form.

``~`` before a word stands for an article that may be there, ``/`` stands between words that may
take one another's place.
"""

import itertools

from crawler.arabic import fold
from crawler.reading.body.site_phrases.spanish_labels import SPANISH_LABELS, SPANISH_TOPICS

_LABELS = {
    "comments": """
        ~تعليقات | تعليقك | تعليقات/آراء القراء/الزوار | لا توجد/يوجد تعليقات/ردود | لا تعليقات |
        تعليق جديد/واحد | ليست هناك تعليقات | نشر التعليق | الرد على التعليق |
        للتعليق على الموضوع | تعليقك كزائر | آخر/أحدث ~تعليقات/ردود | كل/جميع ~تعليقات | comments |
        commentaires | vos commentaires/reactions | nouveau/aucun commentaire |
        post/add/no comment | no comments | derniers commentaires | recent/latest comments |
        tous les commentaires | reply | repondre | reagir | reagissez | donnez votre avis |
        join the discussion""",
    "share": """
        مشاركة | مشاركات | شارك/شاركها/شاركه | شارك عبر/على | تابعنا/تابعونا | تابعنا عبر/على |
        انضم | انضم/انضموا إلينا | غرد | تغريد | تويت | إعجاب | معجب بهذه | نشر الموضوع في | تاغ |
        هاشتاغ | share | share/like this | partager | partage | partages | partager via/sur |
        tweet | tweeter | like | j aime | inshare | in share | hashtags | nous suivre | subscribe |
        connect with us | stay connected | restez informes/connectes/connecte | pin interest |
        whats app | ~اشتراك | اشترك | اشترك الآن | ~قائمة ~بريدية | ~نشرة ~بريدية/إخبارية |
        newsletter | newsletters | nos newsletters | abonnez/inscrivez vous | s abonner |
        je m abonne/inscris | s inscrire gratuitement""",
    "tools of the page": """
        طباعة | اطبع | إرسال | أرسل | نسخ | حفظ | للتحميل | تحميل | تحميل الملف | استمع |
        استمع للمقال | حجم الخط/النص | الخط | تكبير/تصغير الخط | تكبير النص | خط أكبر/أصغر |
        حجم الخط a a | الوضع الليلي/المظلم | ابحث | بحث متقدم | ابحث/بحث/البحث عن | نتائج البحث |
        رجوع | إخفاء | إلى الأعلى | أعلى | أعلى الصفحة | جاري/جار التحميل |
        التجاوز/تخطى/تخطي إلى المحتوى | الصفحة غير موجودة | اضغط/انقر/كليكي هنا |
        ~رابط ~دائم/مختصر | الرابط المختصر للمقال | رابط المقال/المصدر | print | imprimer | email |
        e mail | envoyer | envoyer a un ami | email this article | copy url | search | search for |
        recherche | rechercher | recherche pour | taille du texte | haut de page | back to top |
        scroll to top | skip to content | aller au contenu | page not found | loading |
        chargement | top/bottom of form | click here | cliquez ici | fermer | close | annuler |
        cancel | submit | ajouter aux favoris | report an error | english | francais | espanol |
        version francaise | النسخة الفرنسية/العربية""",
    "tools of a subscriber": """
        lire plus tard | lire cet article plus tard | a lire plus tard |
        enregistrer/sauvegarder/classer l article | enregistrer/sauvegarder cet article |
        sauvegarder/enregistrer pour plus tard | offrir l/cet article | offrir un article |
        article offert | ajouter a mes/aux favoris | ajouter a ma liste de lecture |
        ajouter a mes articles/lectures | mettre en favori/favoris | retirer des favoris |
        ma liste de lecture | mes favoris | mes articles enregistres | suivre ce/cet sujet/auteur |
        suivre ce theme/dossier | suivre cette rubrique | creer une alerte |
        mode lecture/nuit/sombre |
        mode zen | lecture zen | augmenter/diminuer/agrandir/reduire la taille du texte |
        agrandir/reduire le texte | version imprimable | telecharger l article |
        telecharger en pdf | telecharger l article en pdf | citer l/cet article |
        traduire l/cet article | signaler un probleme/abus | resumer l/cet article |
        read later | read it later | save for/to later | save article/story |
        save this article/story | save for later reading | bookmark this article/story |
        add to bookmarks/favorites/favourites | add to my list | add to reading list |
        add to my reading list | saved articles | gift article | gift this article/story |
        give this article | give a gift article | listen to this article/story |
        print this article/story | copy link | cite this article | text/font size |
        increase/decrease text/font size | dark/night/reading mode |
        follow this topic/author/story |
        report a typo/mistake/problem/correction | download pdf | download as pdf |
        translate this article | summarize this article |
        اقرأ/اقرأه/القراءة لاحقا | احفظ للقراءة لاحقا | ~حفظ للقراءة لاحقا |
        احفظ/حفظ المقال/الخبر/الموضوع | احفظ/حفظ لوقت لاحق | أضف/إضافة إلى المفضلة |
        أضف/إضافة إلى قائمة القراءة | أضف/إضافة للمفضلة | إزالة من المفضلة | مفضلتي |
        قائمة القراءة | أهد/إهداء المقال/المقالة | أهد/إهداء هذا المقال | المقالات المحفوظة |
        نسخ/انسخ الرابط | استمع إلى المقال/الخبر | ~استماع إلى المقال/الخبر | وضع القراءة |
        تابع هذا الموضوع/الكاتب/الملف | متابعة الموضوع/الكاتب | أنشئ تنبيها | نسخة للطباعة |
        طباعة/اطبع المقال/الخبر/الموضوع | تحميل المقال | تحميل بصيغة pdf |
        اقتبس هذا المقال | ترجم/ترجمة المقال | لخص المقال""",
    "table of contents": """
        index de l article | index article | article index | table des matieres |
        plan de l article | table of contents | toutes les pages | all pages | prec | suiv |
        فهرس المقال/الموضوع/المحتويات | محتويات المقال/الموضوع/الصفحة | جدول المحتويات |
        قائمة المحتويات | عناوين المقال | كل/جميع الصفحات | indice del articulo |
        indice de contenidos | tabla de contenido/contenidos | todas las paginas""",
    "read more": """
        تفاصيل أكثر | ~مقال/خبر كاملا | المقالة كاملة | الخبر الكامل | عرض/مشاهدة الكل |
        عرض/إظهار/أظهر المزيد | عرض النتائج | عرض جميع المقالات | المزيد عن المؤلف | شاهد الصور |
        لنفس الكاتب | مقالات الكاتب | ~نبذة عن الكاتب | عن الكاتب | من نفس القسم/التصنيف |
        في نفس الموضوع/القسم/الركن | مواضيع من نفس القسم | مواضيع متعلقة ب | يهمك أيضا | مرتبط |
        read more | lire plus | a lire | a lire absolument | a voir/relire |
        notre dossier | تابع أيضا | لمزيد من التفاصيل | continue reading | show/load more |
        see/view all | en savoir plus | voir plus/tout | tout voir | afficher/charger plus | more |
        plus d articles/infos/actualites | a decouvrir | a ne pas manquer | don t miss |
        what to read next | recommande pour vous | nos recommandations | about the author |
        a propos de l auteur | tous les articles de l auteur | source de l article | similaire |
        related | view results | voir les resultats""",
    "list heading": """
        أخبار الساعة | أخبار 24 ساعة | على مدار الساعة | على مدار 24 ساعة | آخر خبر | خبر عاجل |
        ~شريط ~إخباري | شريط/عناوين الأخبار | مستجدات اليوم | أخبار متفرقة | تريندينغ | تراند |
        ~ترند | شائع | trending plus | اختيارات/اختيار المحرر | اختيارات القراء |
        اخترنا/نرشح لك/لكم | جديد الموقع/الفيديو | مختارات الموقع | derniers titres |
        fil d actualite/actu | fil info | flash info | derniere minute | l actu en continu |
        en continu | breaking news | trending | trending now | a la une | la une | top |
        editor/editors picks | editor s picks | selection de la redaction |
        la redaction vous conseille""",
    "pager": """
        السابق | التالي | القادم/السابق بوست | رسالة أحدث/أقدم | التنقل بين المقالات |
        تنقل/ملاحة المقالة | ~رئيسية | ~صفحة ~رئيسية | previous | next | prev | precedent |
        suivant | home | accueil | page d accueil | menu""",
    "tags": """
        ملصقات | وسم | ~تسميات | ~تصنيفات | تصنيف | تصنيف فرعي | غير مصنف | بدون تصنيف | ~أقسام |
        categories | categorie | non classe | uncategorized""",
    "stamp": """
        المشاهدات | مشاهدات | القراءات | عدد القراء/النقرات | عدد مرات القراءة | دقائق للقراءة |
        وقت/مدة القراءة | أقل من دقيقة | دقيقة واحدة | قبل ساعة/ساعتين | كتبه admin | نشر | نشرت |
        نشر في | by admin | par redaction | temps de lecture | المصدر | المصادر | المصدر من هنا |
        المصدر الأصلي | المصدر وكالات""",
    "rating": "قيم هذا موضوع/الموضوع/المقال/الخبر | قيم الموضوع/المقال | صوت الآن",
    "account": """
        اسم المستخدم | كلمة المرور/السر | نسيت كلمة المرور/السر | هل نسيت كلمة المرور |
        استعادة كلمة المرور | تذكرني | ~تسجيل الدخول | تسجيل الخروج | تسجيل الدخول إلى حسابك |
        مرحبا تسجيل الدخول إلى حسابك | أهلا وسهلا بك | تسجيل الدخول للمشتركين | حسابي |
        إنشاء حساب | حساب/مستخدم/عضو جديد | التسجيل في الموقع | دخول الأعضاء |
        الاشتراك السنوي/الشهري | ~بريد ~إلكتروني | ~موقع ~إلكتروني | موقع الويب | connexion |
        deconnexion | se connecter | s identifier | identifiez vous | creer un compte |
        se souvenir de moi | remember me | login | log/sign in | sign up | register | inscription |
        s inscrire | mon compte | mot de passe | mot de passe oublie | username | password |
        lost your password | website | site web | abonnes | espace abonnes | offre d abonnement |
        premium""",
    "consent": """
        موافق | قبول/رفض الكل | إغلاق | إلغاء |
        tout accepter/refuser | accept all | ok |
        manage preferences | en savoir plus et gerer ces parametres | accepter/refuser tout |
        accepter et fermer/continuer | gerer mes/les choix/cookies/preferences |
        gerer mon consentement | personnaliser mes choix/cookies |
        parametrer les/mes cookies/choix | parametres/preferences des cookies |
        enregistrer mes choix/preferences | voir les/nos partenaires | liste des partenaires |
        accept all cookies | accept and close |
        reject/decline all | reject all cookies | manage my choices/preferences/options |
        manage choices/options/cookies/settings/consent | more options |
        customise/customize cookies/settings | cookie preferences | view/show/our partners |
        save preferences/settings/choices | save my choices/preferences | necessary cookies only |
        قبول/رفض الجميع | أرفض/أوافق على الكل | إدارة ~خيارات/تفضيلات/اختيارات |
        إدارة خياراتي/تفضيلاتي/اختياراتي | حفظ ~إعدادات/تفضيلات/خيارات/اختيارات |
        حفظ خياراتي/تفضيلاتي/اختياراتي | تخصيص ~خيارات/إعدادات | خيارات أكثر |
        المتابعة بدون/دون موافقة | عرض الشركاء""",
    "about the site": """
        من نحن | اتصل/اتصلوا بنا | تواصل/تواصلوا معنا | للتواصل معنا | للاتصال بنا | للتواصل |
        للاتصال | راسلنا | راسلونا | لمراسلتنا | للإشهار | للإعلان | للنشر والإشهار | أعلن معنا |
        لنشر مقالاتكم | طاقم التحرير | خريطة الموقع | الشروط والأحكام | ~إشعار ~قانوني |
        بيانات قانونية | إخلاء مسؤولية | عن/حول الموقع/الجريدة | إدارة الموقع | الخط التحريري |
        روابط سريعة/مفيدة | إحصائيات/زوار الموقع | المتواجدون الآن | مواقع صديقة |
        تصنيفات/أقسام الموقع | تلفزيون/قناة الموقع | تصميم وتطوير/وبرمجة | محتوى ممول | إعلان |
        إعلانات | ~إشهار | qui sommes nous | a propos | a propos de nous | nous contacter |
        contactez nous | contact us | about us | our team | mentions legales |
        conditions generales | conditions generales d utilisation | politique de confidentialite |
        privacy | privacy policy | terms and conditions | terms of use/service | terms |
        plan du site | charte editoriale | droits de reproduction | annonceurs |
        regie publicitaire | publicite | publicites | advertisement | advertisements | ad | ads |
        advertise | sponsored | sponsorise | contenu sponsorise | contenus sponsorises | rss""",
    "paper edition": """
        ~جريدة/نسخة ~ورقية | ~نسخة ~رقمية/إلكترونية | ~عدد ~ورقي | صورة العدد | العدد الجديد |
        عدد/جريدة اليوم | أعداد سابقة | أرشيف ~أعداد | أرشيف الكاتب/الاستطلاعات | نسخة pdf | pdf |
        الجريدة بصيغة pdf | edition papier | edition du jour | version papier | journal du jour |
        e paper | kiosque""",
    "media": """
        فيديو | فيديوهات | بالفيديو | صور | video | videos | photos | معرض/ألبوم الصور |
        مكتبة الفيديو | فيديو/صورة اليوم | صوت وصورة | حديث ~صورة | صورة وتعليق/وحدث |
        ~بث ~مباشر/حي | شاهد البث المباشر | شاهد القناة مباشرة | ~راديو ~مباشر | استمع للراديو |
        استمع إلى الراديو | live tv | direct tv | en direct | programme tv""",
    "widget": """
        كاريكاتير اليوم | طقس المدن | أبراج اليوم | حظك/برجك اليوم | محول العملات |
        استطلاع الأسبوع | الصلاة القادمة | صيدليات الحراسة | pharmacies de garde |
        horaires de priere | prayer times""",
}
_TOPICS = """
    الأخبار | مقالات | الإعلانات | الأخيرة | الأحدث | الأقدم | قبول | رفض | بحث | دخول | صفحات |
    التفاصيل | آخر المستجدات | التعليق | تعليق | ~علامات | دلالات | فئات | أبواب | ~قائمة |
    ~كاريكاتير/كاريكاتور | ~نشرة ~جوية | ~أبراج | استطلاع ~رأي | استفتاء | بودكاست | إنفوغرافيك |
    انفوجرافيك | مستجدات | سعر الدرهم | سعر الذهب اليوم | مباشر | عاجل | ~أرشيف | فريق العمل |
    هيئة التحرير | الاسم | مختارات | كتاب وآراء | آراء وكتاب | كتاب الرأي/الآراء | أقلام حرة |
    منبر الرأي | سياسة | رياضة | مجتمع | حوادث | جهويات | منوعات | تمازيغت | فن وثقافة |
    contact | contacts | about | nom | name | vote | voter | annonce | annonces | meteo |
    horoscope | sondage | poll | caricature | podcast | podcasts | galerie | live | direct |
    archives | politique | economie | societe | sport | sports | culture | actualites |
    charte des commentaires | charte de moderation/publication | charte de bonne conduite |
    regles de moderation/publication | regles/conditions des commentaires |
    moderation des commentaires | avis aux lecteurs | avis aux internautes | comment policy |
    comments policy | comment/commenting/moderation guidelines | moderation policy |
    comment/commenting rules | community guidelines/rules | ميثاق/ضوابط/شروط/قواعد النقاش/الحوار |
    ميثاق/ضوابط/قواعد/آداب التعليق/التعليقات | ضوابط النشر | تنبيه للقراء | dans cet article |
    sommaire | au sommaire | in this article | contents | في هذا المقال/الموضوع/الخبر/الملف |
    المحتويات | الفهرس | enregistrer | sauvegarder | personnaliser | parametrer | configurer |
    accepter | refuser | j accepte | je refuse | save | bookmark | accept | decline | reject |
    customise | customize | i accept/agree/decline | got it | أوافق | أقبل | أرفض | ~مفضلة"""
_SAYINGS = """
    je refuse | j accepte | j aime | i accept/agree/decline | got it | ok | acepto | rechazo |
    me gusta | أوافق | أقبل | أرفض | موافق"""


def _forms(phrases: str) -> frozenset[str]:
    """Every form of the phrases between bars, folded."""
    found: set[str] = set()
    for phrase in fold(phrases).split("|"):
        places = [_choices(part) for part in phrase.split()]
        found.update(" ".join(form) for form in itertools.product(*places))
    return frozenset(found)


def _choices(part: str) -> list[str]:
    """The words that may stand in one place of a phrase."""
    bare = part.removeprefix("~").split("/")
    return bare + ["ال" + word for word in bare] if part[0] == "~" else bare


SAYINGS = _forms(_SAYINGS)
"""Labels of buttons that somebody says as well."""
TOPICS = _forms(_TOPICS) | _forms(SPANISH_TOPICS)
"""Labels that may as well be a sub-heading in the middle of an article."""
LABELS = {
    form: why
    for why, phrases in [
        *SPANISH_LABELS.items(), ("topic", SPANISH_TOPICS), *_LABELS.items(), ("topic", _TOPICS),
    ]
    for form in _forms(phrases)
}  # fmt: skip
"""Every form of every label, and what kind of label it is."""
FIRST_WORDS = frozenset(label.partition(" ")[0] for label in LABELS)
"""The first words of all labels."""
