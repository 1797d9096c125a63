"""Lines of the site are told by their structure; sentences with the same words stay."""

import re
from pathlib import Path

import pytest

from crawler.arabic import words
from crawler.reading.boilerplate import why_boilerplate
from crawler.reading.chrome import why_chrome
from crawler.reading.tree import Line
from tests.test_reading import HINTS, article, paragraphs, read

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "line",
    ["شاركوا هذا الموضوع مع القراء وأضيفوا تعليقا", "المزيد من مقالات القسم",
     "انضموا إلى قناتنا على تيليغرام ليصلكم كل جديد", "Lire aussi cet article", "Share this story",
     "Abonnez-vous à notre newsletter pour ne rien manquer",
     "نستخدم على هذا الموقع cookies لتجربة أفضل",
     "Join our WhatsApp channel for breaking stories", "Partagez cet article sur Facebook",
     "تابعوا أخبار جريدة المثال"],
)  # fmt: skip
def test_talk_of_the_site_is_told_by_its_words(line: str) -> None:
    assert why_chrome(line, " ".join(words(line)), [" ".join(words("جريدة المثال"))])


@pytest.mark.parametrize(
    "sentence",
    ["اشترك في هذا اللقاء عدد من الخبراء، وبثته قناة محلية على يوتيوب طيلة ساعتين كاملتين.",
     "تابعوا المباراة عبر قناة الرياضية بعدما تعذر عليهم الدخول إلى الملعب.",
     "سجل الفريق هدفه الوحيد، وفق ما بثته القناة، في الدقيقة الأخيرة من عمر اللقاء.",
     "وقال المحامي إن حقوق الضحايا محفوظة وإن المحكمة سجلت ذلك سنة 2019.",
     "نبهت الجمعية: لا ترسل بريدك الإلكتروني إلى غرباء يعدونك بعمل في الخارج.",
     "تستعمل الشركة ملفات تعريف الارتباط دون علم زبنائها، بحسب تقرير اللجنة.",
     "Les élèves suivent nos cours sur YouTube, a déclaré le directeur du lycée.",
     "Farmers follow prices on WhatsApp groups that the cooperative opened.",
     "شارك التلاميذ في قراءة المقال كاملا أمام الزوار.", "المزيد من الماء للواحات"],
)  # fmt: skip
def test_the_same_words_inside_a_sentence_are_text(sentence: str) -> None:
    assert why_chrome(sentence, " ".join(words(sentence))) is None
    html = article(f'<div class="text">{paragraphs()}<p>{sentence}</p>{paragraphs("div")}</div>')
    assert sentence in read(html, HINTS).body


def test_no_sentence_of_the_sample_newsroom_is_taken_for_boilerplate() -> None:
    places = sorted((Path(__file__).parent / "newsroom" / "texts").glob("*.txt"))
    said = [place.read_text("utf-8").partition("\n\n")[2] for place in places]
    found = [line for text in said for line in text.splitlines()]
    found += [part for line in found for part in re.split(r"(?<=[.!؟?])\s+", line)]
    lines = [Line(text, "p", 0.0) for text in found if words(text)]
    assert len(lines) > 1_000
    assert [(line.text, why) for line in lines if (why := why_boilerplate(line))] == []
    clauses = [part for line in found for part in re.split(r"[،؛:]\s+", line)]
    assert [one for one in clauses if why_chrome(one, " ".join(words(one)))] == []
