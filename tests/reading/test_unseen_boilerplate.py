"""Lines of the site that no list had, by their kind; sentences that hold the same words stay."""

import pytest

from crawler.reading.extraction_hints import Hints
from crawler.reading.trace import Trace
from tests.reading.unknown_layouts import TEXT, article, lines

BOTH = pytest.mark.parametrize(
    "hints", [Hints(), Hints(body="div.k1")], ids=["no hint", "container"]
)


@BOTH
@pytest.mark.parametrize("line", [
    "المصدر: وكالات.", "(و.م.ع)", "أ.ف.ب", "AFP", "Source : MAP.", "Avec MAP", "وكالات بتصرف",
    "عن وكالة الأنباء بتصرف.", "هيئة التحرير", "متابعة", "و.م.ع / ب.ش", "(أ ف ب) م.ع", "AFP / S.B.",
])  # fmt: skip
def test_a_source_line_at_the_end_leaves(line: str, hints: Hints) -> None:
    trace = Trace()
    page = article("".join(f"<p>{one}</p>" for one in (*TEXT, line)))
    assert lines(page, hints, trace) == list(TEXT)


@BOTH
@pytest.mark.parametrize("line", [
    "تفاصيل أوفى في الفيديو أسفله:", "إليكم الفيديو أسفله", "Voir la vidéo ci-dessous",
    "Regardez le reportage ci-dessous :", "fbpx", "دخول المشتركين", "Espace abonnés",
    "أرشيف الموقع", "Archives du site", "صورة من الأرشيف", "Photo : DR", "أرشيف يوليوز 2026",
    "Archives de juillet 2026", "شاهدوا الفيديو في الأسفل :", "الفيديو بالأسفل",
    "Suivez-nous sur X", "حمل تطبيق عين على البوغاز من هنا", "هل لديك خبر أو صورة؟ أرسلها إلينا",
    "للإشهار في الموقع يرجى الاتصال على الرقم 0536000000", "Podcast: Play in new window | Download",
    "Vous avez une info ? Contactez la rédaction", "Suivez-nous",
    "Rejoignez-nous sur notre chaîne WhatsApp", "La suite après cette publicité",
    "La suite de l’article après la publicité", "Votre lecture continue après cette annonce",
    "Article continues below advertisement", "Continue reading below ad", "يتبع بعد الإعلان",
    "يستمر المقال بعد الإعلان", "تابع القراءة أسفل الإعلان", "بقية الخبر بعد هذا الإشهار",
])  # fmt: skip
def test_a_line_of_the_site_between_paragraphs_leaves(line: str, hints: Hints) -> None:
    page = article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{line}</p><p>{TEXT[2]}</p>")
    assert lines(page, hints) == list(TEXT[:3])


@BOTH
@pytest.mark.parametrize("sentence", [
    "وأظهر الفيديو أسفله المتهم وهو يغادر المحل حاملا حقيبة سوداء قبل أن يعود إليه.",
    "وقال المصدر: وكالات التشغيل في المدينة رفضت طلبات الشباب العاطلين مرتين هذه السنة.",
    "ونشرت وكالة المغرب العربي للأنباء صورة من الأرشيف تعود إلى سنة الافتتاح الأول للسوق.",
    "وتعبر التعليقات التي نشرها الصيادون عن غضبهم من ارتفاع أثمنة المحروقات في الميناء.",
    "Les abonnés de l’espace de lecture ont partagé hier leurs archives avec la bibliothèque.",
    "اقرأ أيضا وأنت تنتظر الحافلة، هذا هو الشعار الذي كتبه التلاميذ على جدار محطة المدينة.",
    "جميع الحقوق محفوظة للصغار في اللعب والقراءة معا، كما جاء في عهد وقعه الآباء والمعلمون أمس.",
    "Suivez-nous dans les souks, répètent les journalistes, qui y vont chaque jeudi matin.",
    "أرشيف يوليوز 2026 الذي نشرته البلدية يضم صور الميناء قبل توسيعه وصور بواخره القديمة كلها.",
    "La suite après cette publicité mensongère fut un procès, que le pêcheur a gagné à Tanger.",
    "يتبع بعد الإعلان عن النتائج اجتماع ثان بين البحارة والإدارة لتحديد موعد فتح السوق الجديد.",
    "La source : MAP l’a citée hier, est un ancien pêcheur qui a quitté le port en 1998.",
])  # fmt: skip
def test_a_sentence_that_holds_such_words_stays(sentence: str, hints: Hints) -> None:
    page = article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{sentence}</p><p>{TEXT[2]}</p>")
    assert lines(page, hints) == [*TEXT[:2], sentence, TEXT[2]]


@BOTH
@pytest.mark.parametrize("sentence", [
    "Lire aussi prête ses romans chaque samedi.",
    "Voir aussi a exposé trente photographes à Tétouan.",
    "À lire également reçoit les élèves de 14 à 18 heures.",
    "Read also were the names of the nine fishermen.", "Also read opens its doors on Saturday.",
    "See also lends its books to the pupils of four villages.",
    "Articles liés est le nom de son second recueil.",
    "Leer también abre los sábados en el puerto.",
    "Related posts were removed by the police in Safi.",
    "Tags painted on the walls of the old harbour were washed off on Monday by forty pupils.",
    "Étiquettes en main, les pêcheurs ont marqué soixante caisses avant la vente du matin.",
    "الوسوم التي نقشت على جدران المغارة تعود إلى القرن الثاني قبل الميلاد حسب الباحثين.",
])  # fmt: skip
def test_a_sentence_that_begins_with_a_label_as_its_subject_stays(
    sentence: str, hints: Hints
) -> None:
    page = article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{sentence}</p><p>{TEXT[2]}</p>")
    assert lines(page, hints) == [*TEXT[:2], sentence, TEXT[2]]


@BOTH
@pytest.mark.parametrize("line", [
    "Lire aussi Le port de Safi rouvre ses quais.", "Lire aussi notre dossier sur le port.",
    "Lire aussi l'entretien avec le ministre.", "Lire aussi ouvre-boîte…", "Lire aussi",
    "À lire aussi : ouvert samedi, le port attire les foules", "Read also how harbours are built.",
    "See also our report.", "Related news", "Related posts Port reopens.",
    "Tags: port, pêche, Safi, criée, marché, bateaux, sardine, glace, poisson, quais.",
    "الوسوم: الميناء، الصيد البحري، سوق السمك، المزاد، التعاونية، البحارة",
    "Mots-clés port pêche criée marché Safi",
])  # fmt: skip
def test_a_label_before_a_headline_leaves_whatever_its_end(line: str, hints: Hints) -> None:
    page = article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{line}</p><p>{TEXT[2]}</p>")
    assert lines(page, hints) == [*TEXT[:3]]


@BOTH
@pytest.mark.parametrize("line", [
    "Voir aussi <a href='/7'>pêche au large, les quotas de sardine baissent encore</a>.",
    "See also <a href='/7'>port workers vote to end their strike.</a>",
    "Leer también <a href='/7'>huelga en el puerto, los patronos no ceden</a>.",
])  # fmt: skip
def test_a_label_before_a_link_is_no_subject(line: str, hints: Hints) -> None:
    page = article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{line}</p><p>{TEXT[2]}</p>")
    assert lines(page, hints) == [*TEXT[:3]]


@BOTH
def test_a_label_may_be_a_subject_before_a_sentence_with_a_link(hints: Hints) -> None:
    said = "Lire aussi offre <a href='/7'>ses vieux atlas</a> aux élèves du village."
    page = article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{said}</p><p>{TEXT[2]}</p>")
    assert "Lire aussi offre ses vieux atlas aux élèves du village." in lines(page, hints)


@BOTH
@pytest.mark.parametrize("line", [
    "Lire plus tard", "Offrir un article", "Ajouter à mes favoris", "Sauvegarder pour plus tard",
    "Suivre ce sujet", "Télécharger en PDF", "Citer cet article", "Save for later",
    "Gift this article", "Add to reading list", "Follow this topic", "Report a typo",
    "Increase font size", "اقرأ لاحقا", "حفظ المقال", "إضافة إلى المفضلة", "إهداء هذا المقال",
    "الاستماع إلى الخبر", "متابعة الموضوع", "Article Index", "Table des matières", "فهرس المقال",
    "قائمة المحتويات", "Índice del artículo",
])  # fmt: skip
def test_a_readers_tool_and_the_label_of_contents_leave(line: str, hints: Hints) -> None:
    page = article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{line}</p><p>{TEXT[2]}</p>")
    assert lines(page, hints) == [*TEXT[:3]]


@BOTH
@pytest.mark.parametrize("said", [
    "J’accepte.", "— J’accepte !", "« Je refuse »", "\"I decline.\"", "OK.", "– Rechazo.",
    "« أوافق »", "— أرفض.",
])  # fmt: skip
@pytest.mark.parametrize("at", [2, 4])
def test_what_somebody_says_is_no_button(said: str, at: int, hints: Hints) -> None:
    told = [*TEXT[:at], said, *TEXT[at:]]
    assert lines(article("".join(f"<p>{one}</p>" for one in told)), hints) == told


@BOTH
@pytest.mark.parametrize("heading", [
    "Accepter", "Refuser", "Paramétrer", "Enregistrer", "Reject", "Bookmark", "Customize", "Buscar",
    "Fuentes", "Redes sociales", "أقبل", "المفضلة",
])  # fmt: skip
def test_a_word_of_a_button_may_be_a_sub_heading(heading: str, hints: Hints) -> None:
    inside = [f"<p>{one}</p>" for one in TEXT]
    heads = f"<h3>{heading}</h3>"
    found = lines(article("".join([*inside[:2], heads, *inside[2:]])), hints)
    assert found == [*TEXT[:2], heading, *TEXT[2:]]
    assert lines(article("".join([*inside, f"<div>{heading}</div>"])), hints) == [*TEXT]
    linked = f"<p><a href='/x'>{heading}</a></p>"
    assert lines(article("".join([*inside[:2], linked, *inside[2:]])), hints) == [*TEXT]


NOTICES = [
    (
        "Nous et nos 57 partenaires utilisons des traceurs et traitons des données personnelles.",
        "Vous pouvez retirer votre consentement à tout moment depuis le bas de la page.",
        "Tout refuser Personnaliser mes choix",
    ),
    (
        "We and our 812 partners store and access information on a device, such as identifiers.",
        "You can accept or manage your choices, also where legitimate interest is used.",
        "Reject all Manage options",
    ),
    (
        "نحن وشركاؤنا نخزن معلومات على جهازك، مثل المعرفات الفريدة، ونصل إليها لعرض الإعلانات.",
        "يمكنك قبول خياراتك أو إدارتها في أي وقت، بما في ذلك حقك في الاعتراض.",
        "قبول الجميع إدارة الخيارات",
    ),
    (
        "Nosotros y nuestros socios almacenamos y usamos identificadores en su dispositivo.",
        "Puede aceptar o gestionar sus preferencias, también cuando se invoca el interés legítimo.",
        "Aceptar todo Gestionar opciones",
    ),
]


@BOTH
@pytest.mark.parametrize("notice", NOTICES)
def test_a_consent_notice_in_the_column_of_the_text_leaves(
    notice: tuple[str, str, str], hints: Hints
) -> None:
    box = f"<div><p>{notice[0]}</p><p>{notice[1]}</p><span>{notice[2]}</span></div>"
    column = article(box + "".join(f"<p>{one}</p>" for one in TEXT))
    assert lines(column, hints) == [*TEXT]


@BOTH
@pytest.mark.parametrize("sentence", [
    "Nous et nos partenaires marocains avons signé hier l’accord sur la pêche dans le détroit.",
    "Vous pouvez modifier vos choix d’orientation jusqu’au 15 juin, rappelle le ministère.",
    "Vous pouvez accepter ou refuser le contrat que propose la coopérative, dit le syndicat.",
    "We and our partners built the harbour together, the minister of fisheries said on Friday.",
    "نحن وشركاؤنا في التعاونية نبني سوقا جديدا للسمك، يقول رئيس جمعية البحارة بالمدينة.",
    "يمكنكم قبول العرض أو رفضه قبل نهاية الشهر، قال المدير لعمال الميناء أمس.",
    "Vous pouvez retirer votre consentement à tout moment, rappelle le chirurgien à ses patients.",
    "Le contrat prévoit que vous pouvez refuser votre accord, ou retirer votre consentement.",
    "You can withdraw your consent at any time, the midwife told the young mother.",
    "Your choices at the bakery decide which cookies your children will like.",
    "We and our partners use the device to count flamingos in the lagoon.",
    "نحن وشركاؤنا نستخدم بيانات البحارة لإحصاء مخزون السردين، تقول الباحثة.",
    "يمكنك سحب موافقتك قبل توقيع العقد، تقول محامية الجمعية.",
    "Puede retirar su consentimiento antes de la operación, explicó la cirujana.",
    "Nosotros y nuestros socios pescamos aquí desde hace treinta años, dijo el patrón.",
])  # fmt: skip
def test_a_sentence_about_partners_and_choices_stays(sentence: str, hints: Hints) -> None:
    page = article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{sentence}</p><p>{TEXT[2]}</p>")
    assert lines(page, hints) == [*TEXT[:2], sentence, TEXT[2]]
