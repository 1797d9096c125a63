"""Lines of the site are told by what they say; sentences with the same words stay."""

import re
from pathlib import Path
from string import Template

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.arabic import folded_words
from crawler.markup.page_lines import Line
from crawler.reading.body.boilerplate_rules import boilerplate_reason
from crawler.reading.body.site_phrases import MAX_LINE_CHARACTERS, site_phrase_kind
from crawler.reading.extraction_hints import Hints
from crawler.reading.limits import limited
from tests.golden.__main__ import page as golden_page
from tests.golden.__main__ import told_by
from tests.reading.test_golden import FAMILIES
from tests.reading.test_reading import HINTS, PARAGRAPHS, article, paragraphs, read

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parents[1] / "golden"
LINES = {
    "labels": [
        "تعليقات القراء", "شارك:", "أعلى الصفحة", "عرض المزيد", "اخترنا لكم", "نسيت كلمة المرور؟",
        "طباعة | حفظ | إرسال", "Load more", "Mot de passe oublié", "المصدر:", "فيسبوك تويتر طباعة",
    ],
    "signs": [
        "الرئيسية » جهات", "A- A+", "الوسوم: القراءة، المدرسة", "#المدرسة #القراءة",
        "18:45حافلة مدرسية جديدة في…", "Rubrique : Régions", "2026 © جريدة المثال",
        "الخط : + -", "التاريخ: 20 نونبر 2026",
    ],
    "notices": [
        "اقرأ أيضا سوق أسبوعي يعود بعد سنتين", "قد يعجبك هذا", "منذ 3 ساعات",
        "الأكثر قراءة هذا الأسبوع", "المقال السابق", "شروط الاستخدام", "العودة للأعلى",
        "كن أول من يعلق على المقال", "12 min de lecture", "Publié le 20 novembre 2026",
        "المرجو التأكد من صحة البريد الإلكتروني", "مقالات ذات علاقة",
    ],
    "formulas": [
        "لن يتم نشر بريدك الإلكتروني", "الآراء الواردة في التعليقات لا تعبر عن رأي الجريدة",
        "نستخدم على هذا الموقع cookies لتجربة أفضل", "هذا المقال مخصص للمشتركين في الجريدة",
        "حقوق النشر محفوظة للجريدة", "Reproduction, même partielle, interdite",
        "Tous droits réservés à la rédaction",
        "Pour ne rien rater, rejoignez notre chaîne de la région sur WhatsApp",
        "سجل بريدك ليصلك جديد الجهة كل صباح",
        "انضم إلى قناتنا على واتساب لتتوصل بالأخبار أولا بأول", "حمل تطبيق الجريدة على هاتفك",
        "Recevez nos alertes en vous inscrivant à la newsletter", "Écoutez cet article (3 min)",
        "Cet article est également disponible en arabe", "Vous avez aimé cet article ?",
        "Note : 4 / 5 (3 votes)", "التقييم: 4.5 من 5 (12 صوت)",
    ],
    "shapes": [
        "شاركوا هذا الموضوع مع القراء وأضيفوا تعليقا", "المزيد من مقالات القسم",
        "انضموا إلى قناتنا على تيليغرام ليصلكم كل جديد", "Lire aussi cet article",
        "Share this story", "Abonnez-vous à notre newsletter pour ne rien manquer",
        "Join our WhatsApp channel for breaking stories", "Partagez cet article sur Facebook",
        "تابعوا أخبار جريدة المثال", "سياسة | اقتصاد | رياضة", "25 تعليقا", "رأيكم يهمنا",
    ],
}  # fmt: skip
"""Our own lines, of every class of rule."""
TOPICS = ["سياسة", "التعليق", "حالة الطقس", "Contact", "أخبار دولية", "3 دقائق", "التفاصيل:"]


@pytest.mark.parametrize("line", [line for lines in LINES.values() for line in lines] + TOPICS)
def test_talk_of_the_site_is_told_by_its_words(line: str) -> None:
    outlet = " ".join(folded_words("جريدة المثال"))
    assert site_phrase_kind(line, " ".join(folded_words(line)), [outlet])


@pytest.mark.parametrize(
    "sentence",
    ["اشترك في هذا اللقاء عدد من الخبراء، وبثته قناة محلية على يوتيوب طيلة ساعتين كاملتين.",
     "وتابع المتحدث أن قناتنا على واتساب لا تكفي للتواصل مع المواطنين.",
     "تابع المدير أن قناتنا على يوتيوب ستبث دروسا لتلاميذ الباكلوريا.",
     "انضم اللاعب إلى قناة الرياضية محللا بعد اعتزاله في الصيف الماضي.",
     "حمل تطبيق القانون الجديد الجماعات كلفة لم تكن في ميزانياتها.",
     "Écoutez cet article de loi, a lancé l’avocat aux députés de la commission.",
     "تابعوا المباراة عبر قناة الرياضية بعدما تعذر عليهم الدخول إلى الملعب.",
     "سجل الفريق هدفه الوحيد، وفق ما بثته القناة، في الدقيقة الأخيرة من عمر اللقاء.",
     "وقال المحامي إن حقوق الضحايا محفوظة وإن المحكمة سجلت ذلك سنة 2019.",
     "نبهت الجمعية: لا ترسل بريدك الإلكتروني إلى غرباء يعدونك بعمل في الخارج.",
     "تستعمل الشركة ملفات تعريف الارتباط دون علم زبنائها، بحسب تقرير اللجنة.",
     "Les élèves suivent nos cours sur YouTube, a déclaré le directeur du lycée.",
     "Farmers follow prices on WhatsApp groups that the cooperative opened.",
     "شارك التلاميذ في قراءة المقال كاملا أمام الزوار.", "المزيد من الماء للواحات",
     "وتوصل القراء بتعليقات على المقال نشرتها الجريدة في صفحتها.",
     "أعلى الصفحة التي عثر عليها المؤرخ كتبت أسماء الشهود بخط مغربي.",
     "عرض المزيد من الفلاحين أراضيهم للكراء بعد موسمين من الجفاف.",
     "طباعة الكتب المدرسية وحفظ الأرشيف وإرسال النسخ مهام جديدة للمركز.",
     "الرئيسية في نظره هي الماء، ثم تأتي الطريق والمدرسة.",
     "منذ 3 ساعات والسكان ينتظرون وصول فرق الإنقاذ إلى الدوار.",
     "المقال السابق الذي كتبه الأستاذ أثار نقاشا واسعا بين طلبته.",
     "قد يعجب بعضهم بالفكرة، لكن كلفتها تفوق ميزانية الجماعة.",
     "الأكثر قراءة بين التلاميذ هي قصص المغامرات، تقول أمينة المكتبة.",
     "الآراء التي سمعناها في القرية تعكس خوفا من موسم آخر بلا مطر.",
     "وأكد المتحدث أن كل الحقوق محفوظة لأصحاب الأراضي المجاورة.",
     "خصصت الجمعية قاعة للمشتركين في ورشة الخط، وأخرى لأطفالهم.",
     "La reproduction de l'oursin est interdite à la pêche, rappelle le biologiste.",
     "Les habitants rejoignent la chaîne humaine qui protège la source.",
     "25 تلميذا من القسم حصلوا على جائزة القراءة.", "رأيكم في القانون يهم لجنة العدل، قال النائب.",
     "سياسة التعليم في القرى موضوع ندوة احتضنتها كلية الآداب.",
     "ليصلكم الماء الصالح للشرب يجب مد أربعين كيلومترا من القنوات.",
     "سجل الدخول المدرسي هذه السنة ارتفاعا في عدد التلاميذ بالوسط القروي.",
     "لمتابعة آخر المستجدات عقدت اللجنة الإقليمية اجتماعا ثانيا مساء أمس بمقر العمالة.",
     "تلقى أخبار اختفاء القارب بصدمة كبيرة قبل أن يلتحق بفرق البحث.",
     "أبلغ عن خطأ طبي تعرضت له زوجته، فتأخر الرد ستة أشهر.",
     "تم التحديث الشامل لشبكة الماء بعد سنتين من الأشغال.",
     "تاريخ نشر الكتاب يعود إلى سنة وفاة صاحبه.",
     "آخر تحديث في الملف هو تقرير الخبرة.",
     "التاريخ: درس يتكرر كل عشرين سنة.", "تطوير موقع سياحي جديد قرب الواحة",
     "مواد ذات صلة بالتهريب حجزتها الفرقة داخل مستودع مهجور.",
     "أخبار قد تربك السوق حملها تقرير البنك عن الموسم الفلاحي.",
     "هل كان هذا الخبر صحيحا؟ سؤال طرحه السكان على رئيس الجماعة.",
     "وأضاف أن الأفكار التي طرحها لا تعبر عن موقف النقابة.",
     "أطلقت القناة محتوى خاصا بالمشتركين في شهر رمضان.",
     "لمتابعة بقية الدروس اشترى الأب حاسوبا مستعملا.",
     "كل الحقوق محفوظة لأصحاب الأراضي، يقول الموثق الذي حضر الجلسة.",
     "Vous pouvez également déposer vos demandes à la commune, précise le maire.",
     "Publié le 3 mai, le décret entre en vigueur lundi dans tout le pays.",
     "Lire aussi bien que possible reste le but de l'atelier du village.",
     "La reproduction des poulpes est interdite à la pêche pendant deux mois.",
     "Published on Friday, the report lists forty villages without a road.",
     "Posted on the wall of the school, the list drew a crowd.",
     "More news of the flood reached the valley during the night, said the mayor."],
)  # fmt: skip
def test_the_same_words_inside_a_sentence_are_text(sentence: str) -> None:
    assert site_phrase_kind(sentence, " ".join(folded_words(sentence))) is None
    html = article(f'<div class="text">{paragraphs()}<p>{sentence}</p>{paragraphs("div")}</div>')
    assert sentence in read(html, HINTS).body


@pytest.mark.parametrize("topic", TOPICS)
def test_the_name_of_a_topic_is_a_sub_heading_between_paragraphs_alone(topic: str) -> None:
    """At the edges it is the site's; in a link it is anywhere."""
    inside = f'<div class="text">{paragraphs()}<h3>{topic}</h3>{paragraphs()}</div>'
    assert read(article(inside), HINTS).body.splitlines() == [*PARAGRAPHS, topic, *PARAGRAPHS]
    at_edges = f'<div class="text"><p>{topic}</p>{paragraphs()}<p>{topic}</p></div>'
    linked = inside.replace(topic, f'<a href="/x">{topic}</a>')
    notice = "نستخدم على هذا الموقع ملفات تعريف الارتباط، ولك أن تغير ذلك من إعدادات متصفحك متى شئت"
    above = f'<div class="text">{paragraphs()}<p>{topic}</p><p>{notice}</p></div>'
    for html in (at_edges, linked, above):
        assert topic not in read(article(html), HINTS).body.splitlines()


def test_a_sub_heading_is_no_beginning_of_the_comments_on_an_unknown_page() -> None:
    texts = [f"{text} في الدورة {number}" for number in range(3) for text in PARAGRAPHS]
    written = [f"<p>{text}</p>" for text in texts]
    text, rest = "".join(written[:6]), "".join(written[6:])
    page = "<article><div>{}<h3>{}</h3>{}</div></article>"
    found = read(article(page.format(text, "التعليق", rest))).body.splitlines()
    assert [line for line in found if line in texts] == texts
    assert read(article(page.format(text, "التعليقات", rest))).body.splitlines() == texts[:6]


@pytest.mark.parametrize("tag", ["p", "div", "li"])
@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_no_such_line_stays_in_a_container_and_every_sentence_does(family: str, tag: str) -> None:
    """One line at a time, before and after the body of a golden layout."""
    layout = (GOLDEN / "layouts" / f"{family}.html").read_text("utf-8")
    told = told_by(GOLDEN / "texts" / "reading-prize.txt")
    hints = Hints(body=FAMILIES[family].body, drop=FAMILIES[family].drop, names=("جريدة المثال",))
    for line in [line for lines in LINES.values() for line in lines] + TOPICS:
        element = Template("<$tag>$line</$tag>").substitute(tag=tag, line=line)
        element = f"<ul>{element}</ul>" if tag == "li" else element
        html = golden_page(layout.replace("$body", f"{element}\n$body\n{element}"), told)
        found = read(html, hints)
        assert found.body_source.startswith("container: ")
        assert found.body == told["body"], line


def test_no_sentence_of_the_sample_newsroom_is_taken_for_boilerplate() -> None:
    places = sorted((Path(__file__).parents[1] / "newsroom" / "texts").glob("*.txt"))
    said = [place.read_text("utf-8").partition("\n\n")[2] for place in places]
    found = [line for text in said for line in text.splitlines()]
    found += [part for line in found for part in re.split(r"(?<=[.!؟?])\s+", line)]
    lines = [Line(text, "p", 0.0) for text in found if folded_words(text)]
    assert len(lines) > 1_000
    assert [(line.text, why) for line in lines if (why := boilerplate_reason(line))] == []
    clauses = [part for line in found for part in re.split(r"[،؛:]\s+", line)]
    assert [one for one in clauses if site_phrase_kind(one, " ".join(folded_words(one)))] == []


PIECES = sorted({word for lines in LINES.values() for line in lines for word in line.split()})


@given(st.lists(st.sampled_from([*PIECES, "18:45", "#", "|", "©", "…", "0"]), max_size=12),
       st.integers(1, 400), st.sampled_from(["", " ", "\t", "-"]))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_a_line_made_of_the_rules_own_words_is_judged_at_once(
    pieces: list[str], times: int, between: str
) -> None:
    """No pattern goes back and forth without end over words that nearly match."""
    text = between.join(pieces * times)

    def judge(line: str) -> str | None:
        return limited(lambda: site_phrase_kind(line, " ".join(folded_words(line))), 5)

    whole = judge(text)
    judge(text[:MAX_LINE_CHARACTERS])
    assert whole is None or len(text) <= MAX_LINE_CHARACTERS


POLICIES = [
    "التعليقات المنشورة لا تعبر عن رأي الجريدة",
    "التعليقات تعبر عن رأي أصحابها ولا تعبر عن رأي الجريدة",
    "التعليقات الواردة أسفله تلزم أصحابها فقط",
    "شروط النشر: عدم الإساءة للكاتب أو للأشخاص أو للمقدسات أو مهاجمة الأديان، والابتعاد عن"
    " التحريض الطائفي والعنصري والشتائم.",
    "المرجو احترام قواعد النقاش وعدم السب والقذف",
    "يرجى من القراء الالتزام بآداب الحوار",
    "تحتفظ الجريدة بحق حذف أي تعليق لا يحترم شروط النشر",
    "الموقع غير مسؤول عن مضمون التعليقات",
    "إدارة الموقع لا تتحمل أي مسؤولية عن تعليقات القراء",
    "هيئة التحرير تحتفظ لنفسها بحق عدم نشر التعليقات المخالفة للقانون",
    "المقالات المنشورة تعبر عن رأي كاتبها ولا تعبر بالضرورة عن رأي الجريدة",
    "الآراء الواردة في هذا المقال لا تعبر بالضرورة عن رأي الموقع وإنما عن رأي صاحبها",
    "Les commentaires n'engagent que leurs auteurs",
    "Les propos tenus dans les commentaires n'engagent que leurs auteurs et ne reflètent pas la"
    " ligne éditoriale du journal.",
    "La rédaction se réserve le droit de supprimer tout commentaire injurieux ou diffamatoire.",
    "Les opinions exprimées dans cet article sont celles de l'auteur et ne reflètent pas"
    " nécessairement la position de la rédaction.",
    "Comments do not necessarily reflect the views of the newspaper.",
    "We reserve the right to delete abusive comments.",
    "En publiant un commentaire, vous acceptez les conditions d'utilisation du site.",
    "كل تعليق يتضمن سبا أو قذفا سيحذف",
]
NO_POLICIES = [
    "قال رئيس النادي إن التعليقات المنشورة على صفحات بعض المشجعين لا تعبر عن رأي النادي.",
    "ودعت الجمعية المشجعين إلى احترام قواعد اللعب النظيف وعدم السب والقذف في المدرجات.",
    "تحتفظ الجامعة بحق حذف أي فريق من لائحة المشاركين في البطولة الوطنية المقبلة.",
    "Le ministre a rappelé que les commentaires du conseiller n'engagent que leur auteur.",
    "La commission se réserve le droit de supprimer tout article du projet de loi avant le vote.",
    "وأوضح المتحدث أن الآراء الواردة في التقرير لا تعبر عن موقف الحكومة.",
    "التعليقات الساخرة على المباراة ملأت مواقع التواصل ليلة أمس، ولا تعبر عن غضب الجمهور وحده.",
    "عدم الإساءة إلى الجار من شيم أهل القرية، يقول الشيخ وهو يعد الشاي لضيوفه.",
]


@pytest.mark.parametrize("line", POLICIES)
def test_a_policy_on_comments_is_the_sites(line: str) -> None:
    assert site_phrase_kind(line, " ".join(folded_words(line)))


@pytest.mark.parametrize("line", NO_POLICIES)
def test_a_report_of_a_policy_is_not(line: str) -> None:
    assert site_phrase_kind(line, " ".join(folded_words(line))) is None


REPORTED = [
    "انضموا إلى قناتنا على تيليغرام، هكذا بدأت الرسالة التي توصل بها التجار قبل أسبوع.",
    "اشتركوا في صفحتنا الرسمية، يقول المنشور الذي حذفته الشركة مساء الاثنين بعد الشكاية.",
    "حمل تطبيق البنك على هاتفك الآن، بهذه الجملة استدرج المتهم أربعين متقاعدا.",
    "Rejoignez notre groupe sur WhatsApp, promettait le faux recruteur aux étudiants de Settat.",
    "Suivez-nous sur Facebook, disait la banderole des grévistes accrochée au portail.",
    "Únete a nuestro canal, decía el mensaje que recibieron los vecinos del barrio.",
    "Join our WhatsApp group, read the note that the fraudster left in forty letter boxes.",
]
CALLS = [
    "انضموا إلى قناتنا على تيليغرام، هكذا تصلكم أخبار المدينة قبل غيركم كل صباح.",
    "انضموا إلى قناتنا على واتساب، وتوصلوا بآخر الأخبار أولا بأول.",
    "Rejoignez notre groupe sur WhatsApp, ainsi vous ne manquerez aucune de nos infos.",
    "Suivez-nous sur Facebook, Instagram et notre chaîne YouTube.",
    # no story, though a verb of saying or "thus" stands behind the comma
    "اشتركوا في قناتنا على يوتيوب، قال عنها المتابعون إنها الأفضل في المغرب هذا العام.",
    "تابعوا صفحتنا على فيسبوك، هكذا تصل الأخبار كاملة وعاجلة قبل الجميع صباح مساء.",
    "انضموا إلى قناة الجريدة على واتساب، بهذا تصل الأخبار العاجلة إلى الهاتف مباشرة.",
    "حملوا تطبيق الجريدة من متجر غوغل، جاء بحلة جديدة وبخدمات أسرع من السابق.",
    "Rejoignez notre chaîne WhatsApp, dit la rédaction, pour recevoir la matinale gratuitement.",
    "Suivez-nous sur Facebook, c’est ainsi que se partage l’information libre chaque jour.",
    "Join our Telegram channel, said to be the fastest source of news in the whole region.",
]


@pytest.mark.parametrize("line", REPORTED)
def test_a_call_of_which_the_sentence_says_whose_it_is_stays(line: str) -> None:
    assert site_phrase_kind(line, " ".join(folded_words(line))) is None
    assert line in read(article(f"{paragraphs()}<p>{line}</p>{paragraphs()}")).body.splitlines()


@pytest.mark.parametrize("line", CALLS)
def test_a_call_that_goes_on_is_the_sites(line: str) -> None:
    assert site_phrase_kind(line, " ".join(folded_words(line)))
