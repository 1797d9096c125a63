"""Words of consent notices: one that a site prints has nearly no others, a report of one has."""

import re
from collections.abc import Sequence

WORDS_FOR_ANOTHER = 20
"""Words of a notice for each word that is none of such notices'."""

_FUNCTION_WORDS = frozenset(re.findall(r"\w+", """
    a à au aux afin ainsi autre autres avec ce ces cet cette ci comme compris d dans de depuis des
    du en et etc l la le les leur leurs lors lorsque mais meme memes n ne notamment nos notre nous
    ou par pas plus pour qu que quand qui s sans ses si son sont sous sur tel telle telles tels tous
    tout toute toutes un une via vos votre vous y est peut peuvent etre ont
    also an and any are as at be below both but by can for from has have how if in including into
    is it its link may more not of on only or other our such that the their them these they this
    those through to under us via we when where which who will with without you your at all time
    times al como con cual cuando de del el ellos en entre es esta estas este esto estos ha
    han las lo los mas no nos nosotros nuestra nuestras nuestro nuestros o otras otros para
    pero por que se ser si sin sobre son su sus tal tambien tu tus un una y ya
    في من علي الي اليها اليه عن بنا خاصه مع او و ان هذا هذه ذلك تلك التي الذي كما ما لا لم لن قد بما
    بعض كل جميع اي ايضا نحن ثم عند حيث عندما اذا هو هي دون بدون عبر خلال
"""))  # fmt: skip
_STEMS = re.compile(r"""
    (?:cookie|traceur|tracker|partenaire|partner|socio|consent|accept|acept|refus|retir|withdr|reject
    |rechaz|decline|personnalis|personali|customi|parametr|preferenc|choi|choos|option|opcion|g[eé]r
    |manag|gestion|modifi|chang|cambi|configur|setting|ajust|stock|stor|almacen|guard|utilis|us[eoa]
    |process|trait|trat|access|acced|depos|lir|lisons|donnee|dato|data$|information|informacion|info
    |identif|unique|unic|terminal|appareil|device|dispositiv|equipement|navigat|navegac|brows
    |naveg|experienc|publicit|pub$|publicidad|advert|ads?$|annonc|anunci|contenu|content|contenid
    |mesur|measur|medi[rc]|audienc|perform|rendimient|developp|develop|desarroll|produit|product
    |servic|amelior|improv|mejor|analys|analiz|analis|finalit|fines$|fin$|purpos|proposit|interet
    |interest|interes$|legitim|invo[qck]|oppos|object|oposic|oponer|droit|right|derech|moment|cliqu
    |click|clic|haz$|puls|bouton|button|boton|bas$|bottom|footer|pied|page|pagina|site|sitio|website
    |web$|politique|policy|politica|confidentialit|privac|vie$|privee|privat|person|savoir|consult|learn
    |detail|detaill|saber|continu|poursuiv|seguir|ferm|clos[ei]|cerr|techn|tecn|similaire|semblabl
    |similar|visit|profil|perfil|cibl|target|segment|geoloc|precis[ei]?s?$|scan|caracter
    |charact|base|fond|based|legal|vendor|fournisseur|proveedor|tiers|third|terceros|part(?:y|ies)$
    |allow|permett|permit|autoris|autori[sz]|give|giv|donn|dar$|pouv|puis|pued|puis|could|want|wish
    |souhait|desir|veuill|please|via$|lien|enlace|here$|ici$|aqui|toujours|always|siempre|tard$
    |later|despues|statist|estadist|social|reseau|media|fonction|function|funcion|necess|necesar
    |essen|esen|accord|acuerdo|agree|list|voir|see$|ver$|show|affich|display|mostr|hors$|outsid
    |certain|some$|algun|adres|address|direc|ip$)\w*
    |(?:و|ف|ب|ل|ك)?(?:ال|لل)?(?:
    شركا|نخزن|تخزين|نستخدم|استخدام|نستعمل|استعمال|نعالج|معالج|نصل|وصول|ملفات|ملف|تعريف|ارتباط|كوكيز
    |بيانات|شخصي|معلومات|جهاز|اجهز|معرفات|معرف|فريد|متصفح|تصفح|موقع|صفح|زيار|عدد|قياس|جمهور|محتوي
    |اعلان|اشهار|عرض|مخصص|تخصيص|تناسب|اهتمام|تحسين|تجرب|خدم|تطوير|منتج|اداء|تحليل|موافق|توافق|قبول|رفض|سحب
    |ادار|خيار|اختيار|تفضيل|تغيير|تعديل|اعداد|حق\w{0,3}$|اعتراض|مصلح|مشروع|مصالح|وقت|حين|نقر|ضغط|زر
    |اسفل|رابط|سياس|خصوصي|مزيد|اعرف|معرف|تقني|مماثل|مشابه|مثل|غرض|اغراض|لاغراض|يمكن|تمكن|مواصل|متابع
    |دقيق|مسح|اساس|قانوني|غير|ضروري|وظيف|اجتماعي|تواصل|نقوم|قيام|طرف|اطراف|ثالث)\w*
""", re.VERBOSE)  # fmt: skip
"""How such words begin, in French, English and Spanish without accents, and in Arabic, folded."""


def is_of_consent_words(tokens: Sequence[str]) -> bool:
    """Whether folded words are nearly all such as consent notices consist of."""
    others = sum(
        not (word in _FUNCTION_WORDS or word.isdecimal() or _STEMS.fullmatch(word))
        for word in tokens
    )
    return others * WORDS_FOR_ANOTHER <= len(tokens)
