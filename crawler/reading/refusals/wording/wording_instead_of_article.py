"""What pages say that come instead of an article, each kind in Arabic, French and English.

Patterns over folded words (``crawler.arabic``), Latin letters without accents; every address of a
host is the word ``domain``. Line breaks and indents inside a pattern vanish.
"""

import re

from crawler.reading.refusals.wording.notice_wording import (
    DENIED,
    EXPLAINED,
    REGION,
    SERVERS_PAGE,
    THANKS,
)

_PLEASE = r"(?:يرجي |الرجاء |المرجو |فضلا |من فضلك\w* )?"
_SITE = r"(?:هذا |ان )?(?:الموقع|موقعنا|موقع|البوابه|بوابه|الجريده|الصفحه|الخدمه)(?: \w+){0,3}"
_AR_DOMAIN = r"(?:هذا )?(?:اسم )?(?:ال)?(?:نطاق|دومين|دومان)(?: domain)?"
_DOMAIN = r"(?:(?:the|this|your) )?(?:premium )?(?:domain(?: name)?(?: domain)?)"
_FR_DOMAIN = r"(?:(?:le|ce|votre) )?(?:nom de )?domaine?(?: domain)?"
_FOR_SALE = r"""
    (?:the |this |web ?site |site |premium |domain )*domain(?: name)?
     (?:(?:is|now|currently|may|might|could|be) )*
    (?:(?:listed|available|up) )?(?:for sale|for purchase|to buy)|
    (?:for sale|buy|get|own|purchase|acquire)(?: the| this)?(?: web ?site| site| domain)? domain|
    (?:(?:le|ce|nom|de|site|domaine) )*domain (?:(?:est|serait|mis|actuellement) )*
    (?:a vendre|en vente|a acheter)|
    (?:a vendre|en vente|acheter|achetez|acquerir|acquerez)
    (?: (?:le|ce|nom|de|site|domaine))* domain|
    (?:(?:هذا|اسم|موقع|الموقع|نطاق|النطاق|دومين|الدومين) )*domain
     (?:(?:هو|الان|حاليا|معروض|متاح|متوفر) )*(?:للبيع|للشراء)|
    (?:للبيع|للشراء|لشراء|شراء|اشتر|اشتري|اشتروا|اقتن|اقتناء)
    (?: (?:هذا|اسم|موقع|الموقع|نطاق|النطاق|دومين|الدومين))* domain"""
_THIS_SITE_FOR_SALE = r"""
    (?:this )?web ?site (?:(?:is|now|currently|listed|available|up) )*for (?:sale|purchase)|
    this site (?:(?:is|now|currently|listed|available|up) )*for (?:sale|purchase)|
    ce site(?: web| internet)? (?:(?:est|mis|actuellement) )*(?:a vendre|en vente)|
    site (?:web|internet) (?:a vendre|en vente)|
    هذا الموقع(?: الالكتروني)? (?:(?:هو|الان|حاليا|معروض|متاح) )*(?:للبيع|للشراء)|
    (?:موقع|الموقع) الكتروني للبيع"""

_CHALLENGE = rf"""
    (?:our |the )?systems? (?:think|thinks|detected|suspects?)|
    (?:tick|check|click) (?:the|this|on the) (?:box|checkbox|button)|coche[rz] la case|
    (?:your|votre|the) (?:ip|adresse ip|ip address)(?: \w+){{0,4}} (?:blocked|bloquee|banned|
    denied)|
    contactez l administrateur|(?:\w+ )?web ?site firewall|block details|
    if you (?:are|re) the site owner|why (?:was|am) i blocked|verification$|
    {_PLEASE}(?:ضع|وضع|اضغط|الضغط|انقر|النقر) (?:علامه )?(?:في|علي|داخل) (?:ال)?(?:مربع|خانه|زر)|
    (?:عنوان\w*|لاحظنا|رصدنا) (?:\w+ )?(?:ip|اي بي|نشاطا?|حركه) (?:\w+ )?(?:غير|محظور|مشبوه)|
    (?:please |let s |we need to |checking if |to continue )*
    (?:verify|verifying|confirm|confirming|prove|make sure|making sure|ensure|check if|checking if)
    (?: that| if| whether)? you(?: are| re)?(?: not)?(?: an?)? (?:real )?(?:human|robot|bot|person)|
    i m not a robot|i am (?:not a robot|human)|are you (?:a |still )?(?:human|robot|bot|
    there human)|
    (?:human|bot|browser|security|robot) (?:verification|check|challenge)(?: \w+)?|
    (?:performing |complete the |complete )security (?:check|verification)|
    just a moment$|one moment(?: please)?$|one more step$|please wait(?: a moment)?$|
    please (?:stand by|wait) while|checking (?:your browser|the site connection|if the site)|
    ddos protection by|pardon our interruption|(?:sorry )?you have been blocked|
    access (?:to this (?:page|site|website) )?(?:has been |was |is )?(?:denied|blocked|restricted)|
    you (?:don t|do not) have permission to access|
    your access to this (?:site|service|page|website) has been|
    (?:the |your )?request(?:ed url)? (?:was |has been )?(?:unsuccessful|rejected|blocked)|
    (?:our systems have detected )?unusual (?:traffic|activity)|attention required|
    (?:please )?(?:enable|turn on|activate|allow) (?:javascript|js|cookies)|
    (?:you need to |this (?:site|page) requires )(?:enable )?(?:javascript|cookies)|
    javascript (?:and cookies )?(?:is|are) (?:required|disabled)|
    (?:please )?(?:complete|solve) the (?:captcha|challenge|action)|press (?:and )?hold|
    domain needs to review the security|domain is (?:checking|verifying)|
    (?:this|it)(?: process| check)? (?:may|might|could|should|can) (?:\w+ )?take (?:a few|up to|
    several|some|just)|(?:ceci|cela|cette verification|l operation) (?:peut|pourrait|devrait|
    ne prend\w*)(?: \w+){{0,2}} (?:prendre|que) quelques|
    domain (?:doit|va) (?:verifier|examiner|controler)|domain (?:verifie|controle|examine) |
    (?:قد|سوف|ربما) [يت]ستغرق(?: \w+){{0,2}} (?:بضع|بعض|عده|لحظات|ثوان\w*|ثانيه)|
    (?:[يت]حتاج|[يت]تحقق|[يت]تاكد|[يت]ريد|[يت]قوم) domain|domain (?:[يت]حتاج|[يت]تحقق|[يت]تاكد)|
    (?:[يت]حتاج|بحاجه|يجب) (?:\w+ ){{0,3}}(?:مراجعه|فحص) (?:ال)?(?:امان|امن|سلامه)|
    اذا استمر(?:ت)? (?:ظهور|هذه)|
    this process is automatic|your browser will redirect|(?:cloudflare )?ray id|
    (?:performance|security) (?:and|security) (?:security )?by|performance security by|
    (?:as you were browsing )?something about your browser|as you were browsing|
    there are a few reasons (?:why )?this might|you ve disabled (?:cookies|javascript)|
    a (?:third party )?(?:browser )?plugin|after completing the captcha|you re a power user|
    why (?:have i been blocked|do i have to complete a captcha)|
    this website is using a security service|what can i do to (?:resolve|prevent) this|
    (?:incapsula )?incident id|(?:your )?support id|reference \d+|protected by|
    (?:merci de |veuillez |pour continuer )*(?:verifi|confirm|prouv)(?:er|ez|ons|ant)(?: que)? vous
     (?:n )?etes (?:bien |pas )?(?:un |une )?(?:humain|etre humain|robot|personne)|
    verification (?:que vous etes|de securite|de votre (?:navigateur|connexion)|humaine|
    du navigateur|
    en cours|captcha|anti ?robot)|(?:je ne suis|vous n etes) pas un robot|
    etes vous (?:un |bien un )?(?:robot|humain|etre humain)|un instant$|un moment s il vous plait$|
    (?:veuillez )?(?:patienter|patientez)|(?:nous verifions|verification de) (?:votre|que)|
    (?:l )?acces (?:a (?:cette page|ce site) )?(?:vous )?(?:est |a ete )?(?:refuse|bloque|interdit|
    restreint)|vous avez ete bloque|(?:veuillez |merci d )?activer (?:javascript|les cookies)|
    activez javascript|controle de securite|ce processus est automatique|
    (?:votre navigateur|vous) (?:va etre|sera|serez) redirige|trafic inhabituel|
    {_PLEASE}(?:تحقق|التحقق|نتحقق|تاكد|التاكد|نتاكد|اثبت|اثبات|اكد|تاكيد)(?: من)?
    (?: انك\w*| انكم| كونك\w*| كونكم| ان\w*)(?: لست\w*)?(?: \w+)?
     (?:انسان\w*|بشر\w*|بشري\w*|روبوت\w*|شخص\w*|الي\w*)|
    (?:هل )?انت (?:روبوت|انسان|بشر)|(?:انا )?لست (?:برنامج )?روبوت\w*|
    (?:جار|جاري|يجري|يتم|نقوم ب)(?: الان| حاليا)? ?(?:ال)?(?:تحقق|فحص|تاكد|توجيه)|
    (?:ال)?(?:تحقق|فحص|اختبار) (?:ال)?(?:امني|امان|بشري|من الامان|من المتصفح|من متصفحك\w*|من الهويه|
    الروبوت|كابتشا)|لحظه(?: واحده| من فضلك\w*| فقط)?$|لحظات(?: من فضلك\w*)?$|
    (?:يرجي|الرجاء|المرجو|فضلا) الانتظار|(?:تم|لقد تم) (?:حظر\w*|رفض|منع\w*) (?:ال)?(?:وصول\w*|
    دخول\w*|طلب\w*|من)?|(?:ال)?(?:وصول|دخول) (?:الي \w+ )?(?:مرفوض|محظور|ممنوع|مقيد)|
    {_PLEASE}(?:تفعيل|تشغيل|تمكين|فعل|قم بتفعيل) (?:جافا ?سكريبت|الجافا|جافا|javascript|
    ملفات|الكوكيز)|{_PLEASE}(?:اكمل|اكمال|حل) (?:ال)?(?:تحقق|اختبار|كابتشا|captcha)|
    حركه (?:ال)?مرور غير|(?:هذه العمليه|العمليه) تلقاييه|سيتم (?:توجيهك\w*|تحويلك\w*)"""

_JS = r"(?:ال)?(?:جافا? ?سكري?بت|java ?script)"
_FR_JS = r"(?:le )?(?:java ?script|js)"
_SCRIPTS = rf"""
    {_JS} (?:في \w+ )?(?:غير (?:مفعل|مدعوم|متاح)|معطل|متوقف|مطلوب|ضروري)\w*|
    (?:(?:هذا|هذه|ان) )?(?:الموقع|موقعنا|الصفحه|صفحه|التطبيق|المحتوي)
     (?:[يت]حتاج|[يت]تطلب|[يت]ستلزم|[يت]عتمد|[يت]شتغل|[يت]عمل)(?: \w+){{0,3}} {_JS}|
    (?:يجب|عليك\w*|ينبغي|لابد|لا بد)(?: \w+){{0,3}} (?:تفعيل|تشغيل|تمكين) {_JS}|
    (?:متصفحك\w*|المتصفح) (?:\w+ )?لا (?:يدعم|يشغل)|(?:اذا|ان) كنت\w*(?: \w+)? متصفح\w* قديم|
    (?:يرجي |المرجو |الرجاء )?تفعيل\w* من (?:اعدادات|خيارات)|
    {_FR_JS} (?:est |semble |doit etre |n est pas )*(?:desactive|requis|necessaire|indispensable|
    obligatoire|active)|
    (?:(?:ce|cet|cette|notre|le|la|l) )?(?:site|page|application|portail)(?: web)?
     (?:necessite|requiert|a besoin|exige|ne fonctionne|fonctionne)(?: \w+){{0,5}} {_FR_JS}|
    vous devez (?:\w+ )?activer {_FR_JS}|pour (?:\w+ ){{1,8}}activ\w+ {_FR_JS}|
    votre navigateur (?:ne |n )(?:\w+ ){{1,5}}{_FR_JS}|
    you (?:need|have) to (?:enable|turn on|activate) (?:javascript|js)|
    you must (?:enable|turn on) (?:javascript|js)|
    this (?:web ?site|app|application|web app|service)
     (?:works best with|requires|needs) (?:javascript|js)|
    (?:javascript|js) (?:is|seems to be|appears to be|must be) (?:not |turned )*(?:enabled|off|
    needed|necessary)"""

_UNAVAILABLE = rf"""
    error code 5\d\d|(?:the )?(?:52\d )?(?:web server is (?:down|returning|not)|
    connection timed out|origin is unreachable|ssl handshake failed|a timeout occurred)|
    what (?:happened|can i do)$|(?:معرفه|تعرف علي|learn|en apprendre|en savoir) (?:ال)?(?:مزيد|
    more|plus)
    (?: \w+){{0,3}} (?:استكشاف|troubleshooting|debogage|debugging)|
    mysqli? \w+(?: \w+)*|hy000|
    connection refused(?: \w+)*|stack trace|in(?: \w+){{1,12}} on line \d+|
    {_SITE} (?:حاليا )?(?:تحت|قيد|في طور|في حاله|في)
     (?:ال)?(?:صيانه|تحديث|انشاء|تطوير|بناء|اصلاح|تهييه)|(?:تحت|قيد) (?:ال)?(?:صيانه|انشاء)|
    (?:{_SITE} )?(?:مغلق|متوقف|غير متاح|غير متوفر)\w*(?: \w+){{0,3}}
    (?: ل?ل?(?:ال)?(?:صيانه|تحديث|تطوير)|$)|(?:اعمال|اشغال|صيانه) (?:ال)?(?:صيانه|مجدوله|دوريه|
    الموقع)|
    (?:غير متاح|غير متوفر)\w* (?:لفتره|حاليا|موقتا|بسبب|الان)|صيانه$|
    خطا (?:في|اثناء) (?:ال)?(?:اتصال|انشاء \w+|الاتصال) (?:ب|مع )?(?:ال)?قاعده|
    (?:تعذر|لم نتمكن من|لا يمكن) (?:ال)?(?:اتصال|ربط) (?:ب|مع )?(?:ال)?قاعده
    (?: (?:ال)?(?:بيانات|معطيات))?(?:$| (?:حاليا|الان|موقتا)
    (?:$| (?:يرج|المرجو|الرجاء|حاول|نعتذر)))|
    (?:impossible de se connecter|(?:la )?connexion(?: \w+){{0,2}} impossible)
     (?:a|avec) la base(?: de donnees)?$|
    (?:no se (?:pudo|puede|ha podido)|imposible|error al) conectar(?:se)? (?:a|con)
     la base(?: de datos)?$|
    (?:حدث|وقع|طرا|كان|عذرا حدث|لقد حدث|يوجد)(?: هناك)? (?:خطا|عطل|خلل) (?:فادح|حرج|غير متوقع|
    داخلي|تقني|في)|خطا (?:داخلي|في الخادم|الخادم|تقني|50\d)|
    (?:(?:le|ce|notre|votre) (?:site|portail|service)(?: \w+){{0,3}} |site(?: web| internet)? )?
    (?:est |sera )?(?:actuellement |temporairement |momentanement )*
    (?:(?:en|sous)(?: cours de| pleine)? (?:maintenance|construction|travaux|refonte)|
    (?:indisponible|ferme|inaccessible|hors ligne)(?: \w+){{0,2}} (?:maintenance|cause|raison)|
    (?:temporairement |momentanement )?(?:indisponible|inaccessible)$|
    (?:momentanement|temporairement|actuellement) (?:indisponible|inaccessible|ferme))|
    (?:momentanement|temporairement) (?:indisponible|inaccessible)|
    (?:operation de |page de |mode )?maintenance(?: (?:en cours|programmee|planifiee|technique|
    du site|
    mode))*$|
    (?:nous )?(?:effectuons|procedons|realisons)(?: \w+){{0,5}} maintenance|
    (?:une )?maintenance (?:technique )?est en cours|
    (?:une )?erreur (?:lors de|de|d) (?:la |l )?(?:connexion|etablissement)|
    (?:il y a eu )?une erreur (?:critique|fatale|interne|inattendue|technique|est survenue)|
    erreur (?:interne|serveur|50\d|de base de donnees)|service (?:temporairement )?indisponible|
    (?:sorry )?(?:\w+ ){{0,4}}(?:is |are )?(?:currently |temporarily |briefly )*
    (?:(?:under|down for|undergoing|in|closed for)(?: \w+)? (?:maintenance|construction)|
    (?:briefly|temporarily|currently) unavailable|(?:offline|down) for)|
    (?:site |scheduled |planned |website )*(?:maintenance|offline|down)(?: mode| page|
     in progress)?$|
    (?:we are|we re)(?: \w+)? (?:performing|undergoing)(?: \w+){{0,3}} maintenance|
    error establishing a database|
    (?:there has been a|the (?:website|site) (?:encountered|is experiencing)|a|an)
    (?: an?| some)? (?:critical|unexpected|technical|fatal|internal) (?:error|difficult\w+|problem)|
    (?:php )?(?:fatal|parse) error|warning mysqli?|sqlstate(?: \w+)*|
    uncaught \w*(?:error|exception)|
    (?:database|db) (?:connection )?error|(?:could not|cannot|can t|
    unable to) connect to(?: \w+){{0,3}}
     (?:database|server|mysql)|too many connections|
    (?:(?:http )?error )?(?:50\d )?(?:internal server error|bad gateway|
    service(?: \w+)? unavailable|
    gateway time ?out)|(?:http )?error 50\d|whoops looks like something|something went wrong|
    server error|(?:resource limit is reached|bandwidth limit exceeded)"""

_UNAVAILABLE_TOO = rf"""
    (?:نعتذر|نعتدر|نتاسف|ناسف|المعذره)(?: \w+){{0,3}} (?:ال)?ا?زعاج|(?:نعتذر|نعتدر) عن|
    (?:سوف )?(?:سنعود|نعود|عايدون|سنكون معكم|نلتقي|انتظرونا|ترقبونا|ترقبوا)(?: \w+){{0,3}}|قريبا$|
    (?:نقوم|نعمل|يخضع الموقع|يخضع موقعنا|فريقنا)(?: \w+){{0,5}} (?:\w?(?:ال)?(?:صيانه|تحديث\w*|
    تحسين\w*|تطوير\w*|اصلاح\w*))|
    {_PLEASE}(?:المراجعه|المحاوله|اعاده|معاوده|العوده|الرجوع|المعاوده|حاولوا?|عد) (?:\w+ ){{0,3}}
    (?:لاحقا|دقيقه|دقايق|بعد|قليل|مره|قريبا|ساعه|ساعات|حين)|شكرا (?:ل|علي )?(?:صبر|تفهم)\w*|
    (?:nous )?(?:serons|revenons|reviendrons)(?: \w+){{0,3}}(?: retour| vite| bientot)|
    (?:a|de) (?:tres )?bientot|bientot (?:de retour|disponible|en ligne)|merci (?:de|pour) votre|
    (?:merci|veuillez|priere)(?: de)?(?: bien vouloir)? (?:reessayer|revenir|repasser|patienter|
    rafraichir)|
    (?:nous|veuillez|desoles?)(?: \w+){{0,5}} (?:excuse\w*|gene|desagrement|derangement)|
    (?:nous )?(?:effectuons|procedons|realisons|travaillons)(?: \w+){{0,5}} (?:jour|ameliorations?|
    ameliorer|site)|
    (?:we ll|we will|we should|will) be (?:right )?back|(?:we ll |we re |)back (?:soon|shortly|
    online)|(?:please )?(?:check|try|come) (?:back|again)|
    (?:please |we )?(?:apologi[sz]e|are sorry|re sorry|sorry) for|sorry for|coming soon|
    (?:we are|we re)(?: \w+)? (?:working|making|upgrading|updating)|
    (?:subscribe|sign up|inscrivez vous)(?: \w+){{0,5}} (?:notified|launch|lancement|updates)|
    thanks? (?:you )?for your (?:patience|understanding)"""

_HOSTING = rf"""
    {_FOR_SALE.strip()}|{_THIS_SITE_FOR_SALE.strip()}|
    {_DOMAIN} (?:\w+ )?(?:is|may be|might be|has been|has|was)(?: \w+){{0,2}}
     (?:sale|parked|available|expired|registered|suspended|sold)|
    domain(?: name)?(?: domain)? (?:for sale|is for sale|parked|parking|expired|registered)|
    (?:buy|get|own|purchase|acquire|interested in|inquire about|make an offer (?:on|for)|bid on|
    want) (?:to buy )?(?:this|the) domain|(?:premium )?domains? for sale|
    (?:this )?(?:web ?site|site|page|web ?page) (?:is |was |has )*(?:parked|expired|been suspended|
    suspended|generated by the domain|provided by)|parked (?:free|domain|page|by)|
    (?:the )?sponsored listings|related (?:searches|links)|
    (?:sedo|godaddy|afternic|the owner|the domain owner) (?:maintains|domain)|
    {_FR_DOMAIN} (?:\w+ ){{0,3}}(?:vendre|vente|expire|reserve|gare|parking|parque|enregistre|
    suspendu|disponible)|(?:acheter|achetez|acquerir|interesse par) (?:ce|le) (?:nom de )?domaine|
    {_AR_DOMAIN} (?:\w+ ){{0,2}}(?:للبيع|محجوز|منتهي|متاح|مركون|موقوف|مسجل)|
    (?:شراء|اشتر|اشتري|اقتن|لشراء|اقتناء|احصل علي) {_AR_DOMAIN}|
    (?:انتهت|انتهاء) (?:صلاحيه|مده)(?: \w+)? (?:ال)?(?:نطاق|دومين|استضافه|موقع)|
    welcome to (?:nginx|centos|apache|caddy|plesk|openresty|litespeed|your new|the default)|
    (?:apache2? )?(?:\w+ )?default (?:web ?site|home|server|apache)? ?page(?: it works)?|it works|
    (?:apache )?(?:http server )?test page|(?:iis|internet information services)(?: windows| \d|$)|
    web server s default page|future home of something|
    (?:this |your |the )?(?:account|hosting|web hosting|site|website)(?: domain)?
     (?:has been |is |was )*(?:suspended|disabled|deactivated)|
    (?:(?:ce|votre|le) )?(?:compte|site|hebergement)(?: domain)?(?: d hebergement)?
     (?:a ete |est )?(?:suspendu|desactive|expire)|
    (?:تم |لقد تم )(?:ايقاف|تعليق|توقيف|حجب|تعطيل) (?:هذا |استضافه )?(?:ال)?(?:حساب|موقع|استضافه)|
    (?:هذا )?(?:ال)?(?:حساب|موقع|استضافه)(?: هذا)? (?:موقوف|معلق|موقف|معطل)|
    (?:please )?contact (?:your|the) (?:hosting|web ?host|host|service) ?provider|
    (?:يرجي |المرجو |الرجاء )?(?:الاتصال|اتصل|التواصل) (?:ب|مع )?(?:شركه|مزود|مزودي) (?:ال)?استضافه|
    (?:veuillez |merci de )?contact(?:er|ez) (?:votre|l) hebergeur|
    (?:sorry )?if you (?:are|re) the (?:owner|webmaster|administrator|site owner)|
    if you (?:see|can read) this page|(?:this )?page is used to test|
    felicitations votre (?:site|domaine|hebergement)(?: \w+){{0,4}}|
    votre hebergement est|supprimez le fichier|(?:votre |ce )?site est (?:bien )?installe|
    there isn t a github pages|no such app|site not (?:published|configured|found)|
    the (?:nginx )?web server is (?:successfully|running)|for online documentation|
    thank you for using nginx|further configuration is required"""

_PASSWORD = rf"""
    (?:هذا|هذه)(?: ال)?(?: \w+)? محمي\w* ب?كلمه|محمي\w* بكلمه|(?:محتوي|مقال|مقاله) محمي|
    (?:لعرض\w*|لاظهار|لقراء\w*|للاطلاع|لمشاهد\w*)(?: \w+){{0,6}} كلمه (?:ال)?(?:مرور|سر)|
    (?:cet?|cette|ce) (?:article|contenu|publication|page) est protegee?|
    (?:contenu|article|page) protegee?|pour (?:le|la|y) (?:voir|lire|consulter|acceder)|
    (?:veuillez )?saisir votre mot de passe|
    this (?:content|post|page|article) is (?:password )?protected|protected (?:post|content|page)|
    to view (?:it|this)|(?:please )?enter (?:your|the) password|
    {_PLEASE}(?:يجب |عليك\w* )?(?:ان )?(?:تسجل|تسجيل|سجل|سجلوا) (?:ال)?دخول|
    (?:يجب|عليك\w*|يلزم)(?: \w+)? تسجيل الدخول|
    (?:veuillez |vous devez |merci de )(?:vous )?(?:connecter|identifier|etre connecte)|
    (?:connectez|identifiez) vous|(?:please |you must |you need to )+(?:log|sign|be logged) ?in"""

_CONSENT = r"""
    (?:ملفات تعريف الارتباط|cookies?|الكوكيز)$|
    before you continue|avant de (?:continuer|poursuivre)|قبل (?:المتابعه|ان تتابع|الاستمرار|
    ان تواصل)|
    (?:we|we ll always) (?:value|respect|care about) your (?:privacy|data)|
    (?:your|votre|vos) (?:privacy|vie privee|donnees|consent|confidentialite)(?: \w+){0,3}|
    (?:le respect de|nous respectons|nous accordons|nous protegeons)(?: \w+){0,4} vie privee|
    (?:nous )?(?:demandons|besoin de) votre (?:accord|consentement)|
    (?:privacy|consent|cookies?|confidentialite)(?: \w+)?
     (?:settings|choices|preferences|options|consent|wall|notice)|(?:gestion des|gerer les) cookies|
    (?:نحن )?(?:نقدر|نحترم|نهتم ب|نحرص علي) ?خصوصيت\w+|خصوصيت\w+ (?:\w+ )?(?:مهمه|تهمنا|اولويتنا)|
    (?:اعدادات|خيارات|تفضيلات) (?:الخصوصيه|ملفات|الموافقه|الكوكيز)|
    (?:نطلب|نحتاج)(?: \w+)? موافقتكم?"""

_CONSENT_WORD = r"""(?:cookies?|partners|partenaires|consent|consentement|privacy|confidentialite|
    donnees personnelles|personal data|personnalisees?|personali[sz]ed|traceurs|
    (?:accepter|refuser|accept|reject|agree) (?:and|et|all|tout)|vie privee|(?:قبول|رفض) الكل|
    الارتباط|كوكيز|الكوكيز|شركاونا|شركاينا|موافقتك\w*|خصوصيتك\w*|الخصوصيه|بياناتك\w*)"""
_ADDRESSED = r"""(?:we|our|us|you|your|nous|nos|notre|vous|votre|vos|accept|reject|accepter|refuser|
    نحن|شركاونا|شركاينا|يمكنك\w*|موافقتك\w*|خصوصيتك\w*|بياناتك\w*|جهازك\w*|متصفحك\w*|موقعنا|
    نستخدم|نستعمل|نخزن|اوافق)"""


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern without the line breaks and indents of its source."""
    joined = re.sub(r"\n {4}", "", pattern)
    return re.compile(rf"\b(?:{joined.strip()})\b")


SAID: dict[str, re.Pattern[str]] = {
    # before challenges, which ask for JavaScript, too: an application's shell is no block
    "scripts": _compiled(_SCRIPTS),
    "challenge": _compiled(f"{_CHALLENGE}|{DENIED}"),
    "region": _compiled(REGION),
    "unavailable": _compiled(_UNAVAILABLE),
    "hosting": _compiled(_HOSTING),
    "password": _compiled(_PASSWORD),
    "consent": _compiled(_CONSENT),
}
"""Kind -> what opens a sentence of such a page, or is its heading."""
_HOSTING_TOO = r"""
    (?:le |la )?(?:proprietaire|vendeur|titulaire) (?:\w+ ){0,2}(?:accepte|propose|vend|souhaite)|
    (?:vous etes|achat|achats|votre achat est) protege|(?:programme|garantie) de protection|
    (?:faites|faire|soumettre|envoyer|deposer) (?:une|votre) (?:offre|proposition)|
    (?:the )?(?:owner|seller) (?:\w+ ){0,2}(?:accepts|offers|is asking|sells)|
    (?:make|submit) an offer|
    (?:buyer protection|your purchase is protected|fast and easy transfers?|hassle free payments)|
    (?:للاستفسار|للشراء|لتقديم عرض)|(?:قدم|ارسل|تقديم) (?:عرضك|عرضا|عرض)|
    (?:صاحب|مالك|باءع) (?:ال)?(?:نطاق|دومين|موقع)"""
HOST_FOR_SALE = _compiled(_FOR_SALE)
"""A whole heading that offers a host, if a host is named in it."""
THIS_SITE_FOR_SALE = _compiled(_THIS_SITE_FOR_SALE)
"""A whole heading that offers the site on which it stands."""
SERVERS_TITLE = _compiled(SERVERS_PAGE)
"""The whole title of a server's own page."""
CONFIRMED = _compiled(THANKS)
"""The whole heading of a page that confirms what a form sent."""
SAID_TOO = {
    "unavailable": _compiled(_UNAVAILABLE_TOO),
    "hosting": _compiled(_HOSTING_TOO),
    "challenge": _compiled(EXPLAINED),
    "region": _compiled(EXPLAINED),
}
"""Kind -> what such a page says beside it, as others may: apologies, a return soon."""
CONSENT_WORD, ADDRESSED = _compiled(_CONSENT_WORD), _compiled(_ADDRESSED)
