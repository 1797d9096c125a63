"""Pages that servers, hosts and walls send instead of an article, and articles about them."""

from datetime import UTC, datetime

import pytest

from crawler import errors
from crawler.items import Article, Page
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
HINTS = [Hints(body="div.text"), Hints()]


def read(title: str, body: str, hints: Hints | None = None, head: str = "") -> Article:
    html = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {}, html.encode())
    return read_article(page, hints or Hints())


CHALLENGES = [
    ("أخبار الجهة", "<h1>تحقق من أنك إنسان</h1><p>يجري التحقق من اتصالك قبل فتح الموقع.</p>"
     "<p>اضغط على المربع لإكمال التحقق.</p>"),
    ("التحقق الأمني", "<h2>أثبت أنك لست روبوتا</h2><p>يرجى الانتظار لحظات.</p>"),
    ("لحظة من فضلك...", "<p>جارٍ التحقق من متصفحك. هذه العملية تلقائية، وسيتم توجيهك بعد"
     " ثوان.</p>"),
    ("x.ma", "<h1>x.ma</h1><h2>Verify you are human by completing the action below.</h2>"
     "<p>x.ma needs to review the security of your connection before proceeding.</p>"
     "<p>Performance &amp; security by Cloudflare</p>"),
    ("Vérification de sécurité", "<p>Veuillez patienter pendant que nous vérifions que vous"
     " n'êtes pas"
     " un robot. Veuillez activer JavaScript et les cookies.</p>"),
    ("Vérifiez que vous êtes humain", "<h1>Vérifiez que vous êtes humain</h1><form></form>"),
    ("Access Denied", "<h1>Access Denied</h1><p>You don't have permission to access"
     ' "http://x.ma/1.html" on this server.</p><p>Reference #18.5c.17</p>'),
    ("Pardon Our Interruption", "<h1>Pardon Our Interruption</h1><p>As you were browsing something"
     " about your browser made us think you were a bot. There are a few reasons this might happen:"
     "</p><ul><li>You've disabled cookies in your web browser.</li><li>A browser plugin is"
     " preventing JavaScript from running.</li></ul><p>After completing the CAPTCHA below, you will"
     " immediately regain access.</p>"),
    ("Human Verification", "<p>Please confirm you are human. Press &amp; hold the button.</p>"),
    ("Request Rejected", "The requested URL was rejected. Your support ID is: 1234567"),
    ("", "<script src='/_Incapsula_Resource?SWJIYLWA=719d34'></script>"),
    ("Making sure you're not a bot!", "<h1>Making sure you're not a bot!</h1><p>Loading…</p>"),
    ('تأكيد الأمان',
     '<h1>تأكد من أنك لست روبوتًا</h1><p>المرجو وضع علامة في المربع أدناه للمتابعة إلى'
     ' الموقع.</p>'),
    ('يرجى الانتظار...',
     '<h1>جاري التحقق من متصفحك قبل الدخول إلى الموقع</h1><p>ستتم إعادة توجيهك تلقائيا خلال 5'
     ' ثوان.</p>'),
    ('لحظة من فضلك…',
     '<h1>www.manbar-exemple.ma</h1><p>يجري التحقق من أنك إنسان. قد يستغرق هذا بضع ثوان.</p><p>'
     'يحتاج www.manbar-exemple.ma إلى مراجعة أمان اتصالك قبل المتابعة. إذا استمر ظهور هذه'
     ' الصفحة فتأكد من أن متصفحك لا يمنع الاتصال بخدمة الحماية، ثم أعد تحميلها بعد دقائق.</p>'),
    ('Un instant…',
     '<h1>manbar-exemple.ma</h1><p>Vérification que vous êtes humain. Cela peut prendre quelques'
     ' secondes.</p><p>manbar-exemple.ma doit vérifier la sécurité de votre connexion avant de'
     ' continuer vers la page que vous avez demandée.</p>'),
    ('Are you human?',
     "<h1>Are you human?</h1><p>Our systems think you might be a robot. Tick the box to"
     " continue.</p><div class='h-captcha'></div>"),
    ('Sucuri WebSite Firewall - Access Denied',
     '<h1>Access Denied - Sucuri Website Firewall</h1><p>If you are the site owner (or you'
     ' manage this site), please whitelist your IP or if you think this block is an error please'
     ' open a support ticket.</p><p>Block details: Your IP: 1.2.3.4 URL: x.ma/1 Time:'
     ' 2026-11-20</p>'),
    ('Vérification',
     "<h2>Êtes-vous un humain ?</h2><p>Cochez la case pour prouver que vous n'êtes pas un"
     " robot.</p>"),
    ('Accès refusé',
     "<h1>Accès refusé</h1><p>Votre adresse IP a été bloquée par notre pare-feu. Contactez"
     " l'administrateur du site.</p>"),
]  # fmt: skip
UNAVAILABLE = [
    ("الموقع تحت الصيانة", "<h1>الموقع تحت الصيانة</h1><p>نعتذر عن الإزعاج، سنعود قريبا.</p>"),
    ("جريدة الجهة", "<h2>الموقع قيد التحديث</h2><p>نعمل حاليا على تحسين الموقع لخدمتكم. شكرا"
     " لصبركم.</p>"),
    ("Site en maintenance", "<h1>Site en maintenance</h1><p>Nous effectuons une opération de"
     " maintenance sur notre site. Merci de revenir un peu plus tard.</p>"),
    ("Maintenance", "<p>Momentanément indisponible pour cause de maintenance. Veuillez revenir dans"
     " un instant.</p>"),
    ("Maintenance", "<p>Briefly unavailable for scheduled maintenance. Check back in a"
     " minute.</p>"),
    ("", "غير متاح لفترة قصيرة بسبب أعمال الصيانة المجدولة. يُرجى المراجعة خلال دقيقة."),
    ("خطأ في قاعدة البيانات", "<h1>خطأ في الاتصال بقاعدة البيانات</h1>"),
    ("Database Error", "<h1>Error establishing a database connection</h1>"),
    ("WordPress › Error", "<p>There has been a critical error on this website.</p><p><a href='#'>"
     "Learn more about troubleshooting WordPress.</a></p>"),
    ("Erreur", "<h1>Erreur lors de la connexion à la base de données</h1>"),
    ("503 Service Unavailable", "<h1>Service Unavailable</h1><hr>nginx"),
    ("", "<b>Fatal error</b>: Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in"
     " /var/www/lib/db.php on line 12"),
    ("جريدة الجهة", "<div><b>Warning</b>: mysqli_connect(): Access denied for user in"
     " <b>/srv/www/inc/sql.php</b> on line <b>4</b><br>لم نتمكن من الاتصال بقاعدة المعطيات حاليا."
     " المرجو العودة بعد دقائق.<br><b>Fatal error</b>: Uncaught Error: Call to a member function"
     " query() on null in /srv/www/a.php:9</div>"),
    ("La Gazette", "<p>Impossible de se connecter à la base de données. Merci de réessayer dans"
     " un instant.</p>"),
    ("El Eco", "<p>No se pudo conectar a la base de datos.</p>"),
    ('نعتذر',
     '<h1>الموقع متوقف مؤقتا</h1><p>نقوم بأعمال صيانة دورية، ونعود إليكم في أقرب وقت.</p>'),
    ('جريدة المثال',
     '<h1>نحن نقوم ببعض التحسينات</h1><p>الموقع قيد الصيانة حاليا وسيعود للعمل خلال ساعات قليلة.'
     ' شكرا لتفهمكم.</p>'),
    ('Site en travaux',
     '<h1>Notre site fait peau neuve !</h1><p>Nous revenons très vite avec une nouvelle version.'
     ' Merci de votre patience.</p>'),
    ('Site Maintenance',
     '<h1>We&rsquo;ll be back soon!</h1><p>Sorry for the inconvenience but we&rsquo;re'
     ' performing some maintenance at the moment. If you need to you can always contact us,'
     ' otherwise we&rsquo;ll be back online shortly!</p><p>&mdash; The Team</p>'),
    ('خطأ',
     "<p>حدث خطأ فادح في هذا الموقع.</p><p><a href='#'>معرفة المزيد حول استكشاف أخطاء ووردبريس"
     " وإصلاحها.</a></p>"),
    ('502 Bad Gateway',
     '<center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.18.0</center>'),
]  # fmt: skip
HOSTING = [
    ("x.ma", "<h1>x.ma is for sale</h1><p>Buy this domain. Fast and secure transfer.</p>"),
    ("x.ma - هذا النطاق للبيع", "<h1>هذا النطاق معروض للبيع</h1><p>لشراء هذا النطاق املأ"
     " الاستمارة.</p>"),
    ("x.ma", "<p>Ce nom de domaine est à vendre.</p><p>Achetez ce nom de domaine en toute"
     " sécurité.</p>"),
    ("x.ma", "<p>This domain is parked free, courtesy of the registrar.</p><p>Related searches</p>"
     "<ul><li><a href='/s'>Online news</a></li><li><a href='/t'>Cheap flights</a></li></ul>"),
    ("Welcome to nginx!", "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web"
     " server is"
     " successfully installed and working. Further configuration is required.</p><p>For online"
     " documentation and support please refer to nginx.org.</p><p>Thank you for using nginx.</p>"),
    ("Apache2 Debian Default Page: It works", "<p>It works!</p>"),
    ("Account Suspended", "<h1>Account Suspended</h1><p>This account has been suspended. Contact"
     " your"
     " hosting provider for more information.</p>"),
    ("تم إيقاف الحساب", "<h1>تم إيقاف هذا الحساب</h1><p>المرجو الاتصال بشركة الاستضافة.</p>"),
    ("Compte suspendu", "<h1>Ce compte a été suspendu</h1><p>Veuillez contacter votre"
     " hébergeur.</p>"),
    ("Index of /2026/11", "<h1>Index of /2026/11</h1><pre><a href='/2026/'>Parent Directory</a>\n"
     "<a href='a.jpg'>a.jpg</a> 2026-11-02 10:11 120K\n<a href='b.jpg'>b.jpg</a> 2026-11-02 10:12"
     " 98K\n</pre>"),
    ("Default Web Site Page", "<h1>Sorry!</h1><p>If you are the owner of this website, please"
     " contact"
     " your hosting provider: webmaster@x.ma</p>"),
    ('manbar.ma',
     '<h1>The domain manbar.ma is for sale!</h1><p>Make an offer or get a price in less than 24'
     ' hours.</p><p>Trusted by thousands of buyers since 2003.</p>'),
    ('Domain expired',
     '<h1>This domain has expired</h1><p>If you owned this domain, contact your registration'
     ' service provider for further assistance.</p>'),
    ('نطاق محجوز',
     '<h1>تم حجز هذا النطاق</h1><p>هذا النطاق مسجل حديثا لدى شركة الاستضافة. إذا كنت صاحب الموقع'
     ' فادخل إلى لوحة التحكم.</p>'),
    ('Apache HTTP Server Test Page powered by CentOS',
     '<h1>Testing 123..</h1><p>This page is used to test the proper operation of the Apache HTTP'
     ' server after it has been installed. If you can read this page it means that this site is'
     ' working properly.</p>'),
    ('الحساب موقوف',
     '<h1>هذا الحساب موقوف</h1><p>المرجو التواصل مع مزود الاستضافة لمزيد من المعلومات.</p>'),
]  # fmt: skip
CONSENT = [
    ("Avant de continuer", "<h1>Nous respectons votre vie privée</h1><p>Avec votre accord, nos 812"
     " partenaires et nous utilisons des cookies pour stocker et lire des données personnelles.</p>"
     "<p>Vous pouvez retirer votre consentement à tout moment dans notre politique de"
     " confidentialité.</p><button>Tout accepter</button>"),
    ("Before you continue", "<h1>Before you continue to x.ma</h1><p>We use cookies and data to"
     " deliver"
     " our services and measure your consent. You may accept all or reject all cookies.</p>"),
    ("خصوصيتك تهمنا", "<h1>نحن نهتم بخصوصيتك</h1><p>نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لتخزين"
     " بياناتك. يمكنك سحب موافقتك متى شئت عبر سياسة الخصوصية في موقعنا.</p>"),
    ('Consentement',
     "<h1>Votre vie privée est importante pour nous</h1><p>Nous et nos 340 partenaires stockons"
     " des informations sur votre appareil, telles que les cookies. Vous pouvez accepter ou"
     " refuser.</p><p>Accepter et continuer</p><p>S'abonner</p>"),
    ('x.ma',
     "<h1>Continuer avec publicité ou s'abonner</h1><p>Pour lire nos articles gratuitement,"
     " acceptez les cookies publicitaires de nos partenaires, ou abonnez-vous pour 2 euros par"
     " mois.</p>"),
    ('Cookies',
     '<h1>ملفات تعريف الارتباط</h1><p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك. بالضغط على'
     ' موافق فإنك تقبل سياسة الخصوصية الخاصة بنا.</p>'),
]  # fmt: skip
LOGIN = [
    ("محمي: تقرير المجلس", "<p>هذا المحتوى محمي بكلمة مرور. لإظهار المحتوى أدخل كلمة المرور:</p>"),
    ("Connexion", "<h1>Connexion</h1><p>Veuillez vous connecter pour lire cet article.</p>"),
    ("Rapport du conseil", "<p>Cet article est protégé.</p><p>Veuillez saisir votre mot de"
     " passe.</p>"),
    ('خبر محمي',
     '<h1>تقرير مجلس الجهة</h1><p>هذه التدوينة محمية بكلمة مرور. لمشاهدتها المرجو إدخال كلمة'
     ' المرور أدناه:</p>'),
    ('Protégé : rapport',
     '<h1>Protégé : rapport</h1><p>Cette publication est protégée par un mot de passe. Pour la'
     ' voir, veuillez saisir votre mot de passe ci-dessous :</p>'),
]  # fmt: skip
SCRIPTS = [
    ("الوادي", "<noscript><h2>الجافا سكريبت معطل في متصفحك</h2><p>يحتاج الموقع إلى تشغيل جافاسكريبت"
     " حتى تظهر المقالات والصور.</p></noscript><div id='app'></div>"),
    ("Vallée Info", "<h1>JavaScript est désactivé</h1><p>Ce site nécessite l'activation de"
     " JavaScript pour afficher les articles, les images et les vidéos.</p><div id='root'></div>"),
    ("Vallée Info", "<noscript>Vous devez activer JavaScript pour lire cette page et consulter nos"
     " archives.</noscript><div id='__next'></div>"),
    ("News", "<div id='root'><p>You need to enable JavaScript to run this app.</p></div>"),
    ("أخبار", "<noscript><p>مرحبا بكم في بوابتنا، حيث تجدون آخر الأخبار الوطنية والجهوية والرياضية"
     " على مدار الساعة وبالصوت والصورة من كل ربوع البلاد.</p></noscript><div id='app'></div>"),
]  # fmt: skip
KINDS = [
    *((page, errors.NotAnArticle, "rejected") for page in SCRIPTS),
    *((page, errors.Blocked, "blocked") for page in CHALLENGES),
    *((page, errors.Unavailable, "deferred") for page in UNAVAILABLE),
    *((page, errors.HostingPage, "failed") for page in HOSTING),
    *((page, errors.ConsentWall, "blocked") for page in CONSENT),
    *((page, errors.LoginPage, "rejected") for page in LOGIN),
]


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
@pytest.mark.parametrize(("page", "error", "kind"), KINDS)
def test_what_came_instead_of_an_article_has_a_name(
    page: tuple[str, str], error: type[errors.OutletError], kind: str, hints: Hints
) -> None:
    with pytest.raises(error) as refused:
        read(*page, hints)
    assert refused.value.kind == kind


@pytest.mark.parametrize(
    ("page", "error"),
    [(UNAVAILABLE[0], errors.Unavailable), (UNAVAILABLE[2], errors.Unavailable),
     (CHALLENGES[0], errors.Blocked)],
)  # fmt: skip
def test_metadata_of_the_article_below_hide_no_notice_that_is_laid_over_it(
    page: tuple[str, str], error: type[errors.OutletError]
) -> None:
    head = (
        '<meta property="article:published_time" content="2026-11-20T10:00:00+01:00">'
        '<meta property="og:title" content="افتتاح معرض الكتاب المستعمل بساحة المدينة">'
    )
    with pytest.raises(error):
        read(*page, head=head)


ARTICLES = [
    ("Pourquoi ce site nécessite JavaScript", ["Le développeur de la bibliothèque explique"
     " pourquoi son catalogue ne s'ouvre plus sur les vieux postes.", "Une version simple sera mise"
     " en ligne avant la rentrée pour les lecteurs des villages."]),
    ("تفعيل جافاسكريبت شرط جديد لولوج بوابة الضرائب", ["أعلنت المديرية أن بوابتها لن تشتغل في"
     " المتصفحات القديمة ابتداء من يناير المقبل.", "ودعت الملزمين إلى تحديث أجهزتهم قبل نهاية"
     " السنة الجارية."]),
    ("عطل في كلاود فلير يحجب آلاف المواقع", ["واجه مستعملو الإنترنت صباح اليوم رسالة «تحقق من"
     " أنك إنسان»"
     " عند فتح مواقع كثيرة.", "وأرجعت الشركة العطل إلى خلل تقني في شبكتها، وقالت إن الخدمة عادت"
     " تدريجيا."]),
    ("هل أنت روبوت؟", ["سؤال يطرحه علينا كل موقع نزوره، حتى صار جزءا من يومنا على الشاشات.",
     "في هذا الكتاب يحكي المؤلف كيف صارت الآلة تطلب من الناس أن يثبتوا أنهم ناس."]),
    ("بيع نطاق مغربي على الإنترنت بمليون درهم", ["هذا النطاق للبيع: عبارة بقيت معلقة على الموقع"
     " سنوات قبل"
     " أن تشتريه شركة من الدار البيضاء.", "ويرى خبراء أن سوق أسماء النطاقات في المغرب ما تزال"
     " صغيرة."]),
    ("موقع المكتب الوطني للسكك الحديدية تحت الصيانة", ["أعلن المكتب الوطني أن موقعه سيتوقف ليلة"
     " السبت من"
     " أجل أشغال صيانة تدوم ست ساعات.", "ودعا المسافرين إلى اقتناء تذاكرهم من الشبابيك."]),
    ("Site en maintenance", ["Le site de la caisse est en maintenance depuis mardi, a indiqué son"
     " directeur, qui promet un retour à la normale dans la semaine.", "Les assurés peuvent déposer"
     " leurs dossiers dans les agences de leur ville jusqu'à vendredi."]),
    ("مواقيت الصلاة: الوزارة تعدل توقيت الأذان", ["أعلنت الوزارة عن تعديل في مواقيت الصلاة بعدد"
     " من المدن"
     " ابتداء من يوم الجمعة.", "ويتعلق الأمر بفارق ثلاث دقائق في صلاة الفجر حسب البلاغ."]),
    ("Cookies : ce que la loi change", ["La commission a publié hier son avis sur les traceurs"
     " publicitaires, que les éditeurs attendaient depuis un an.", "Les sites auront six mois pour"
     " demander le consentement de leurs lecteurs, sous peine d'amende."]),
    ("Access denied to the old market", ["The guards closed the gates of the old market on"
     " Monday after"
     " the rain damaged its roof.", "Traders say they were told nothing before they came to"
     " work."]),
    ("تعذر الاتصال بقاعدة بيانات المحكمة يؤجل ألف ملف", ["تعذر الاتصال بقاعدة بيانات المحكمة"
     " طيلة يوم الاثنين، فأجلت الجلسات إلى الأسبوع المقبل.", "وقال كاتب الضبط إن القرص امتلأ"
     " ليلة الأحد، وإن الملفات الورقية سليمة كلها."]),
    ("قريبا", ["عنوان الشريط الجديد للمخرجة الشابة التي صورته في أزقة المدينة العتيقة.",
     "ويشارك الشريط في المسابقة الرسمية للمهرجان الذي ينطلق الشهر المقبل."]),
]  # fmt: skip


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
@pytest.mark.parametrize(
    "head",
    [
        "",
        "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'>"
        "</script><script src='/_Incapsula_Resource?SWJIYLWA=7'></script>",
    ],
)
@pytest.mark.parametrize(("headline", "paragraphs"), ARTICLES)
def test_an_article_about_it_is_one(
    headline: str, paragraphs: list[str], hints: Hints, head: str
) -> None:
    text = "".join(f"<p>{text}</p>" for text in paragraphs)
    body = f"<h1>{headline}</h1><div class='text'>{text}</div>"
    found = read(f"{headline} - الجريدة", body, hints, head)
    assert found.body.splitlines() == paragraphs


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
def test_a_brief_about_it_is_one(hints: Hints) -> None:
    for headline, paragraphs in [ARTICLES[0], *ARTICLES[2:]]:
        body = f"<h1>{headline}</h1><div class='text'><p>{paragraphs[0]}</p></div>"
        assert read(headline, body, hints).brief


def test_a_consent_banner_beside_a_brief_is_no_wall() -> None:
    banner = f"<div id='banner'>{CONSENT[0][1].replace('h1', 'h2')}</div>"
    brief = "أعلن نادي السينما بزاكورة عن تأجيل العرض الوثائقي إلى مساء يوم السبت المقبل."
    body = f"<h1>تأجيل عرض وثائقي بزاكورة</h1><div class='text'><p>{brief}</p></div>{banner}"
    assert read("تأجيل عرض وثائقي بزاكورة", body, Hints(body="div.text")).body == brief
    video = body.replace(brief, "").replace("<p></p>", "<video src=a.mp4></video>")
    with pytest.raises(errors.Gallery):
        read("تأجيل عرض وثائقي بزاكورة", video, Hints(body="div.text"))


@pytest.mark.parametrize(
    "page",
    [
        ("x.ma - Ce nom de domaine est à vendre", "<h1>x.ma</h1><p>Ce nom de domaine est à vendre."
         " Le propriétaire accepte les offres à partir de 900 €.</p><p>Vous êtes protégé par notre"
         " programme de protection des acheteurs.</p>"),
        ("x.ma is for sale", "<h1>x.ma</h1><p>This domain is for sale. The owner is asking 900 USD"
         " for it.</p><p>Buyer protection program: your money is safe until the transfer.</p>"),
        ("x.ma", "<h1>x.ma</h1><p>اسم النطاق هذا معروض للبيع بمبلغ 1200 دولار.</p><p>للاستفسار يرجى"
         " ملء النموذج وسنرد عليكم خلال يوم واحد.</p>"),
        ("x.ma", "<h1>هذا النطاق للبيع</h1><p>قدم عرضك الآن عبر النموذج.</p>"),
    ],
)  # fmt: skip
def test_what_a_seller_of_domains_says_beside_the_sale(page: tuple[str, str]) -> None:
    with pytest.raises(errors.HostingPage):
        read(*page)


OFFERS = [
    "x.ma is for sale", "X.ma for sale!", "For sale: x.ma", "Buy x.ma",
    "The domain x.ma is for sale", "Get the domain x.ma",
    "x.ma may be for sale", "x.ma is available for purchase",
    "x.ma est à vendre", "À vendre : x.ma", "Le nom de domaine x.ma est en vente", "Acheter x.ma",
    "x.ma للبيع", "موقع x.ma معروض للبيع", "للبيع: نطاق x.ma", "اسم النطاق x.ma متاح للشراء",
    "هذا الموقع للبيع", "هذا الموقع معروض حاليا للبيع!", "هذا الموقع الإلكتروني متاح للشراء",
    "Ce site est à vendre", "Ce site web est actuellement en vente", "Site internet à vendre",
    "This website is for sale", "This site is available for purchase",
]  # fmt: skip
PRAISE = [
    "Thousands of customers trust this marketplace, which was founded in Berlin. Pay in monthly"
    " rates, and use the name from the very first day on; a team helps with the transfer.",
    "يثق آلاف الزبناء في هذه السوق التي تأسست في برلين. أدوا الثمن على أقساط شهرية واستعملوا الاسم"
    " منذ اليوم الأول، ويساعدكم فريقنا في نقله إلى حسابكم.",
    "Des milliers de clients nous font confiance depuis Berlin. Payez en mensualités et utilisez le"
    " nom dès le premier jour, une équipe vous aide à le transférer vers votre compte.",
]


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
@pytest.mark.parametrize("offer", OFFERS)
def test_a_heading_that_offers_a_host_is_enough_whatever_is_said_below(
    offer: str, hints: Hints
) -> None:
    for said in (*PRAISE, "Only today.", ""):
        text = f"<div class='text'><p>{said}</p></div>"
        for title in (offer, "x.ma", f"{offer} - Names"):
            with pytest.raises(errors.HostingPage):
                read(title, f"<h1>{offer}</h1>{text}", hints)


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
@pytest.mark.parametrize(
    ("headline", "head"),
    [
        ("موقع x.ma للبيع بعد عشرين سنة من الصدور", ""),
        ("The owners of x.ma say it is not for sale", ""),
        ("Le journal x.ma est à vendre, ses salariés en grève", ""),
        ("هذا الموقع للبيع: حكاية جريدة أغلقت أبوابها", ""),
        ("الموقع الأثري معروض للبيع", ""),
        ("Ce site est à vendre, annoncent ses fondateurs", ""),
        ("Ce site industriel est à vendre", ""),
        ("This site is for sale, say its owners", ""),
        ("Bookshop for sale", ""),
        ("مكتبة الحي للبيع", ""),
        ("x.ma is for sale",
         '<meta property="article:published_time" content="2026-11-20T10:00:00+01:00">'),
        ("هذا الموقع للبيع",
         '<meta property="article:published_time" content="2026-11-20T10:00:00+01:00">'),
    ],
)  # fmt: skip
def test_news_of_a_sale_is_an_article(headline: str, head: str, hints: Hints) -> None:
    for said in PRAISE:
        body = f"<h1>{headline}</h1><div class='text'><p>{said}</p></div>"
        assert read(headline, body, hints, head).body == said


def test_choices_about_cookies_are_a_consent_wall() -> None:
    with pytest.raises(errors.ConsentWall):
        read(
            "جريدة",
            "<h2>نحن نحترم خصوصيتك</h2><p>نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لعرض"
            " إعلانات مخصصة.</p><p>يمكنك قبول الكل أو رفض الكل أو تعديل اختياراتك في أي وقت.</p>",
        )
