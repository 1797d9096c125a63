"""Counters of visits, calls to follow on Google News, and where the newsroom may be written to."""

import pytest

from crawler.reading.extraction_hints import Hints
from tests.reading.unknown_layouts import TEXT, article, lines, paragraphs

NOTICES = [
    "(تمت مشاهدة المقال 1٬204 مرة، منها 6 اليوم)", "تمت قراءة هذا الخبر 412 مرة",
    "(Visited 1,204 times, 6 visits today)", "This post has been viewed 412 times",
    "(Visité 1 204 fois, 6 visites aujourd'hui)", "Cet article a été lu 412 fois",
    "(Visitado 1.204 veces, 6 visitas hoy)",
    "تابع مرآة الجبل على أخبار جوجل لتصلك النشرة الاقتصادية كل صباح.",
    "تابعوا جريدة مرآة الجبل عبر غوغل نيوز", "Suivez Le Miroir sur Google News pour ne rien rater",
    "Follow The Mirror on Google News and get our stories first",
    "للتواصل مع هيئة التحرير أو إرسال شكاية: redaction@miroir.ma", "راسلونا: info@miroir.ma",
    "للاتصال بإدارة الموقع: 0522 12 34 56", "Pour contacter la rédaction : redaction@miroir.ma",
    "Écrivez-nous à redaction@miroir.ma", "Contact the newsroom: news@mirror.ma",
    "تابعونا على غوغل نيوز", "تابع آخر أخبار مرآة الجبل عبر غوغل نيوز",
    "Siga a El Espejo en Google News",
    "للتواصل معنا عبر الواتساب: 0661-22-33-44",
    "Contactez la rédaction par téléphone : 05 22 12 34 56",
    "Write to the editors at desk@mirror.ma", "Escríbenos al correo: redaccion@espejo.ma",
]  # fmt: skip
TEXTS = [
    "تمت مشاهدة الفيلم 412 مرة في مهرجان المدينة", "تمت زيارة المعرض 1200 مرة خلال يومين",
    "Visité 412 fois par jour, le musée ferme ses portes",
    "للتواصل مع الجمعية المنظمة للحملة: salam@jamiya.ma",
    "Pour s'inscrire au concours : concours@ecole.ma",
    "تابع رئيس الجماعة على أخبار جوجل ما كتب عن مدينته",
    "Le site Google News a été suivi par des millions de lecteurs",
    "تابع سكان الحي أطوار المحاكمة عبر غوغل نيوز وبثوها في مقهى الحومة.",
    "تابع الطلبة الامتحان عبر أخبار جوجل.",
    "للتواصل مع إدارة المستشفى أحدثت المندوبية الجهوية الرقم 0528112233",
    "للاتصال بموقع الحادث خصصت الوقاية المدنية الرقم 0524445566",
    "Contacter la rédaction de Radio Gao est impossible depuis le 03.04.2025.",
    "Joindre le journal de sa jeunesse, paru de 1971-1983.",
    "Contact the editors of the review, who withdrew the study on 04-05-2026.",
    "Follow the timber on Google News and you reach the same three brothers, says the forester.",
]  # fmt: skip
HINTS = pytest.mark.parametrize("hints", [Hints(), Hints(body="div.k1")], ids=["none", "container"])


@HINTS
@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_of_the_site_below_the_text_is_no_part_of_it(notice: str, hints: Hints) -> None:
    assert lines(article(f"{paragraphs()}<div>{notice}</div>"), hints) == list(TEXT)


@HINTS
@pytest.mark.parametrize("sentence", TEXTS)
def test_a_sentence_that_speaks_of_such_things_stays(sentence: str, hints: Hints) -> None:
    inside = f"{paragraphs(TEXT[:3])}<p>{sentence}</p>{paragraphs(TEXT[3:])}"
    assert lines(article(inside), hints) == [*TEXT[:3], sentence, *TEXT[3:]]
