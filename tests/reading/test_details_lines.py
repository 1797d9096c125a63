"""Lines of who wrote when, in any order: they leave the text and tell author and dates."""

import pytest

from crawler.reading.extraction_hints import Hints
from crawler.reading.fields.details_line import read_details
from tests.reading.unknown_layouts import TEXT, article, lines, paragraphs, read

FRENCH, ARABIC = ("Karim Bennani",), ("سعاد بنعلي",)
DETAILS = [
    ("Par Karim Bennani, le 12 mars 2026 à 10h30, mis à jour à 14h02", FRENCH, None),
    ("Par Karim Bennani, le 12 mars 2026 à 10:30, mis à jour le 13 mars 2026 à 9:02", FRENCH, 13),
    ("Par Karim Bennani le 12/03/2026 à 10h30 - mis à jour le 13/03/2026", FRENCH, 13),
    ("Publié le 12 mars 2026 à 10h30 par Karim Bennani", FRENCH, None),
    (
        "Publié le : 12 mars 2026 à 10:30 | Modifié le : 14 mars 2026 | Par : Karim Bennani",
        FRENCH,
        14,
    ),
    ("Posted on March 12, 2026 by Karim Bennani", FRENCH, None),
    (
        "كتبته: سعاد بنعلي، بتاريخ 12 مارس 2026 على الساعة 10:30، تم التحديث في 13 مارس 2026",
        ARABIC,
        13,
    ),
    ("نشر بتاريخ 12 مارس 2026 من طرف سعاد بنعلي", ARABIC, None),
    ("بقلم سعاد بنعلي، نشر في 12 مارس 2026 الساعة 10:30", ARABIC, None),
    ("Karim Bennani, le 12 mars 2026 à 10h30", FRENCH, None),
    ("القنيطرة: سعاد بنعلي   الخميس 12 مارس 2026", ARABIC, None),
    ("الرباط - سعاد بنعلي | الخميس 12 مارس 2026", ARABIC, None),
    ("تاريخ النشر: 12 مارس 2026 | آخر تحديث: 13 مارس 2026 | بقلم: سعاد بنعلي", ARABIC, 13),
    ("Posted By سعاد بنعلي On 12 مارس 2026 @ 12:25 In بيئة,جامعة | 2 Comments", ARABIC, None),
    (
        "Publié le 12 mars 2026 par Karim Bennani dans Société, Régions | 2 commentaires",
        FRENCH,
        None,
    ),
    ("Publié par Karim Bennani le 12 mars 2026 dans Société | Aucun commentaire", FRENCH, None),
    ("نشر بواسطة سعاد بنعلي في 12 مارس 2026 ضمن مجتمع | لا تعليقات", ARABIC, None),
    ("نشر بتاريخ: 12 مارس 2026 على الساعة 09:45 صوت الشاوية: سعاد بنعلي", ARABIC, None),
    ("أرسلت بتاريخ: الخميس 12 مارس 2026 - 16:48 | بقلم سعاد بنعلي", ARABIC, None),
    ("Envoyé le : 12 mars 2026 à 10h30 par Karim Bennani", FRENCH, None),
    (
        "Por Karim Bennani | Publicado el 12 de marzo de 2026 a las 10:30 h"
        " | Última actualización: 13/03/2026, 9:02 h",
        FRENCH,
        13,
    ),
    ("Modificado el 14/03/2026 - Publicado el 12/03/2026 por Karim Bennani", FRENCH, 14),
    (
        "أرسلت بواسطة سعاد بنعلي في 12/3/2026 13:40:00 (87 قراءة) مقالات من نفس القسم",
        ARABIC,
        None,
    ),
    ("أدرجت بواسطة سعاد بنعلي في 12/3/2026 (312 زيارة) مواضيع أخرى في نفس الركن", ARABIC, None),
    (
        "Soumis par Karim Bennani le 12/3/2026 13:40 (412 lectures) Articles de la même rubrique",
        FRENCH,
        None,
    ),
    ("Envoyé par Karim Bennani le 12/3/2026 13:40 (412 lectures)", FRENCH, None),
    ("Submitted by Karim Bennani on 12 March 2026 (412 reads)", FRENCH, None),
]
SENTENCES = [
    "Le match se joue le 12 mars 2026 à 20h30",
    "Fait à Rabat, le 12 mars 2026",
    "Mis en service par la région le 12 mars 2026, le train relie la ville à son port",
    "Publié par le ministère de la Santé le 12 mars 2026, le décret fixe les prix des médicaments",
    "نشر القانون الجديد المتعلق بالتعمير في الجريدة الرسمية يوم 12 مارس 2026",
    "أرسلت بتاريخ 12 مارس 2026 رسالة إلى الوزير من سكان الحي القديم بالمدينة",
    "كتب الوزير في 12 مارس 2026 رسالة إلى النقابات يدعوها فيها إلى الحوار",
    "by 12 March 2026 the work had been completed in the port of the city",
    "Par décret du 12 mars 2026, la ville de Fès, les communes et les cercles",
    "Publicado por el ministerio el 12 de marzo de 2026, el decreto fija los precios del pan",
    "El plan actualizado el 12 de marzo de 2026 prevé doce escuelas y tres caminos nuevos",
    "By royal order of 12 March 2026, Fez, Rabat and the towns of the coast",
]


@pytest.mark.parametrize("hints", [Hints(), Hints(body="div.k1")], ids=["no hint", "container"])
@pytest.mark.parametrize("where", ["<div class='x'><span>{}</span></div>", "<p>{}</p>"])
@pytest.mark.parametrize(("line", "authors", "modified"), DETAILS)
def test_a_line_of_details_leaves_the_text_and_is_read(
    line: str, authors: tuple[str, ...], modified: int | None, where: str, hints: Hints
) -> None:
    found = read(article(where.format(line) + paragraphs()), hints)
    assert found.body.splitlines() == list(TEXT)
    assert found.authors == authors
    assert found.published_at is not None
    assert f"{found.published_at:%F}" == "2026-03-12"
    changed = found.modified_at and found.modified_at.day
    assert changed == modified


@pytest.mark.parametrize("hints", [Hints(), Hints(body="div.k1")], ids=["no hint", "container"])
def test_a_long_line_of_details_is_no_paragraph_that_others_stand_between(hints: Hints) -> None:
    line = (
        "أضيف في : الثلاثاء 14 جمادى الآخرة 1448 الموافق لـ 24 نونبر 2026 الساعة 19:32"
        " | عدد القراءات : 811"
    )
    inside = f"<div>{line} <a href='#'>A+</a> <a href='/p/1'>طباعة</a></div>{paragraphs()}"
    assert lines(article(inside), hints) == list(TEXT)


@pytest.mark.parametrize(("line", "authors"), [
    ("القنيطرة: سعاد بنعلي", ARABIC), ("سعاد بنعلي – فاس", ARABIC),
    ("جريدة الميناء: سعاد بنعلي", ARABIC),
    ("رئيس الجماعة: سعاد بنعلي", ()), ("القنيطرة: سوق السمك", ()), ("عدسة: سعاد بنعلي", ()),
])  # fmt: skip
def test_a_name_with_a_city_or_the_outlet_below_the_headline_signs(
    line: str, authors: tuple[str, ...]
) -> None:
    page = article(paragraphs()).replace("</h1>", f"</h1><div class='sig'>{line}</div>", 1)
    assert read(page).authors == authors


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_sentence_with_a_date_is_no_line_of_details(sentence: str, at: int) -> None:
    assert read_details(sentence) is None
    texts = [*TEXT[:at], sentence, *TEXT[at:]]
    assert lines(article(paragraphs(texts)), Hints(body="div.k1")) == texts


RELATED = [
    "À lire", "A lire aussi", "Lire également", "À voir", "Voir aussi", "À découvrir", "Read more",
    "Read also", "See also", "Notre dossier", "اقرأ", "اقرأ أيضا", "طالع", "شاهد أيضا", "للمزيد",
    "لمزيد من التفاصيل", "تابع أيضا",
]  # fmt: skip
OTHER = {
    "fr": "Le port de la ville accueille son premier navire de croisière et en attend d'autres",
    "ar": "ميناء المدينة يستقبل أول باخرة سياحية هذا العام",
}


@pytest.mark.parametrize("label", RELATED)
@pytest.mark.parametrize("form", [
    "<p>{label} : <a href='/2'>{other}</a></p>", "<p>{label} : {other}</p>",
    "<p><a href='/2'>{label} : {other}</a></p>", "<p><strong>{label} :</strong> {other}</p>",
])  # fmt: skip
def test_a_label_and_another_headline_leave_linked_or_not(label: str, form: str) -> None:
    other = OTHER["ar" if label[0] > "\u0600" else "fr"]
    line = form.format(label=label, other=other)
    inside = f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{line}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>"
    assert lines(article(inside), Hints(body="div.k1")) == list(TEXT)
    assert lines(article(inside)) == list(TEXT)


@pytest.mark.parametrize("sentence", [
    "شاهد: أحد أبناء الحي قال إن الحريق اندلع قبل الفجر، ولم تصل سيارات الإطفاء إلا بعد ساعة.",
    "Lire et écrire : le défi d'une école de montagne qui compte vingt élèves et une enseignante.",
    "Voir le port : un rêve que les enfants de la vallée n'avaient jamais cru possible.",
    "« Les commentaires sont fermés. » Depuis lundi, cette phrase accueille les auditeurs de trois"
    " radios du port.",
    "«التعليقات مغلقة»: بهذه العبارة تستقبل ثلاث إذاعات جهوية مستمعيها على الأنترنت منذ الاثنين.",
    "اقرأ أيضا ما كتبه الرحالة عن الميناء، وستجد أن الأسئلة نفسها منذ قرن: الصيد والنقل والماء.",
    "Lire aussi ce que les voyageurs ont écrit du port, c'est y retrouver trois soucis : le vent,"
    " le sel et la route.",
])  # fmt: skip
def test_a_sentence_that_begins_so_stays(sentence: str) -> None:
    texts = [*TEXT[:2], sentence, *TEXT[2:]]
    assert lines(article(paragraphs(texts)), Hints(body="div.k1")) == texts
