"""Readers' comments: several sentences each, put together per article so that they vary."""

import random
from dataclasses import dataclass

from tests.newsroom.stories import Story

NAMES = (
    "مواطن من فاس", "Samir", "بنت الشمال", "مغترب في بروكسيل", "ولد الدرب", "أستاذ متقاعد",
    "Hassan-75", "مغربية وأفتخر", "قارئ وفي", "ابن البلدة", "yassine", "ملاحظ", "أم رانيا",
    "متتبع للشأن المحلي", "Karim du 95", "الشاوي", "نادية", "عابر سبيل",
)  # fmt: skip
_OPENINGS = (
    "السلام عليكم، قرأت المقال مرتين قبل أن أكتب هذا التعليق.",
    "بصراحة الموضوع يستحق أكثر من مقال واحد.",
    "شكرا للجريدة على المهنية، ولو أن الصورة المرافقة قديمة شوية.",
    "والله العظيم هاد الشي كنا كنهضرو عليه غير البارح فالقهوة.",
    "أنا من سكان المنطقة وأعرف تفاصيل لم يذكرها الصحفي.",
    "مع كامل احترامي لكاتب المقال، هناك مبالغة في بعض الأرقام.",
    "أول تعليق، تحية لجميع القراء الكرام من ديار المهجر.",
    "راه خاصنا نكونو واقعيين شوية آ الخوت.",
    "كلام منطقي جدا لكنه يبقى حبرا على ورق.",
    "سبحان الله، نفس المشكل كنعانيو منو حنا هنا بلا ما يسول فينا حد.",
)
_MIDDLES = (
    "المسؤول لا يتحرك إلا إذا وصلت الكاميرات، وبعدها يرجع كل شيء كما كان.",
    "جاري اشتغل في هذا الميدان عشرين سنة وكان يقول لي إن الحل بسيط ولا يكلف درهما واحدا.",
    "علاش ما نديروش بحال الدول اللي سبقاتنا، راه العقول كاينة والله.",
    "كتبت رسالة إلى الإدارة منذ سنتين ولا أزال أنتظر الجواب إلى يومنا هذا.",
    "لا ننكر أن هناك مجهودا، غير أن التواصل مع الناس ضعيف إن لم نقل منعدم.",
    "اللي ما جربش ما يعرفش، والعين بصيرة واليد قصيرة.",
    "الأرقام شيء وما نراه في الشارع كل صباح شيء آخر تماما.",
    "ولدي تخرج هذا العام ومازال يبحث، فلا تحدثونا عن الآفاق من فضلكم.",
    "أظن أن الجمعيات قامت بدور أكبر بكثير مما جاء هنا.",
    "من حقنا أن نعرف من وقع على القرار ومتى وبأي صفة.",
)
_ENDINGS = (
    "وفي الأخير لا يسعني إلا أن أقول الله يصاوب.",
    "أتمنى من الإخوة ألا يضغطوا على زر عدم الإعجاب قبل القراءة.",
    "انشروا تعليقي من فضلكم، هذه ثالث مرة أكتب.",
    "تحياتي للجميع وتصبحون على وطن.",
    "والسلام ختام.",
    "هذا رأيي المتواضع ومن عنده رأي آخر فليتفضل به مشكورا.",
    "حسبنا الله ونعم الوكيل فكل واحد ما دار خدمتو.",
    "نلتقي إن شاء الله في مقال آخر فيه خبر مفرح.",
)
_ASIDES = (
    "", "", "",
    "أما بخصوص {tag} فالحديث ذو شجون.",
    "وبالمناسبة، أين وصل النقاش حول {tag} الذي وعدونا به؟",
    "كلما سمعت كلمة {tag} تذكرت ما قيل لنا قبل عشر سنوات.",
)  # fmt: skip
_AGO = ("قبل قليل", "منذ ساعة", "منذ ساعتين", "منذ 3 ساعات", "منذ 4 ساعات", "أمس")


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader wrote under an article, and how long ago, as the page says it."""

    name: str
    text: str
    ago: str


def comments_of(story: Story, outlet: str) -> list[Comment]:
    """The three to five comments under a story in one outlet."""
    chance = random.Random(f"{outlet}:{story.slug}")
    count = chance.randint(3, 5)
    names = chance.sample(NAMES, count)
    openings, endings = chance.sample(_OPENINGS, count), chance.sample(_ENDINGS, count)
    comments = []
    for name, opening, ending in zip(names, openings, endings, strict=True):
        middles = chance.sample(_MIDDLES, chance.randint(1, 3))
        aside = chance.choice(_ASIDES) if story.tags else ""
        if aside:
            aside = aside.format(tag=chance.choice(story.tags))
        text = " ".join(filter(None, [opening, *middles, aside, ending]))
        comments.append(Comment(name, text, chance.choice(_AGO)))
    return comments
