"""Texts by the thousand, no two with a sentence in common, made of words."""

import random

from tests.newsroom.outlets import SECTIONS
from tests.newsroom.stories import Story

_WHO = (
    "سكان دوار {}",
    "أساتذة ثانوية {}",
    "فلاحو سهل {}",
    "تجار سوق {}",
    "لاعبو نادي {}",
    "أطباء مستشفى {}",
    "بحارة ميناء {}",
    "طلبة كلية {}",
    "سائقو حافلات {}",
    "مهنيو قطاع {}",
)
_DID = (
    "يطالبون بإصلاح",
    "يستعدون لافتتاح",
    "ينتظرون نتائج",
    "يناقشون مستقبل",
    "يحتفلون بنهاية",
    "يشتكون من تأخر",
    "يواصلون بناء",
    "يقترحون تغيير",
    "يزورون لأول مرة",
    "يحصون خسائر",
)
_WHAT = (
    "الطريق الجهوية رقم {}",
    "المركب الرياضي لحي {}",
    "موسم جني الزيتون بضيعة {}",
    "برنامج محو الأمية بمركز {}",
    "خط السكة المار بمحطة {}",
    "مهرجان الخيول في ساحة {}",
    "شبكة الماء بتجزئة {}",
    "المكتبة البلدية في زنقة {}",
    "سوق السمك قرب رصيف {}",
    "معرض الكتاب في قاعة {}",
)
_THEN = (
    "وأوضح رئيس الجماعة أن الميزانية بلغت {} ألف درهم",
    "وقالت جمعية محلية إنها سجلت {} طلبا",
    "وتمتد الأشغال حسب البلاغ على {} يوما",
    "وشارك في اللقاء {} شخصا من مختلف الأعمار",
    "ويعود المشروع إلى سنة كان فيها {} منخرطا",
    "وتضم اللائحة الأولية {} مستفيدا",
)
_NAMES = ("سميرة بناني", "يوسف العلمي", "خديجة أوبلا", "رشيد التازي", "مريم الفاسي", "حسن أيت علي")
_TAGS = ("تنمية", "ماء", "تعليم", "صحة", "نقل", "فلاحة", "ثقافة محلية", "رياضة قروية")


def story(place: int) -> Story:
    """The text of the post at a place; always the same."""
    chance = random.Random(f"post {place}")

    def name() -> str:
        return "".join(chance.choice(("با", "تي", "زو", "ما", "ري", "سو", "لا", "كي", "دو", "نا"))
                       for _ in range(4))  # fmt: skip

    def sentence() -> str:
        return " ".join(
            (
                chance.choice(_WHO).format(name()),
                chance.choice(_DID),
                chance.choice(_WHAT).format(name()),
                chance.choice(_THEN).format(chance.randint(12, 99_999)),
                f"بحضور ممثل {name()}.",
            )
        )

    headline = " ".join((chance.choice(_WHO).format(name()), chance.choice(_DID),
                         chance.choice(_WHAT).format(name())))  # fmt: skip
    return Story(
        slug="-".join(headline.split()),
        headline=headline,
        section=list(SECTIONS)[chance.randrange(10)],
        byline=chance.choice(_NAMES),
        tags=tuple(chance.sample(_TAGS, 2)),
        genre="report",
        paragraphs=tuple(f"{sentence()} {sentence()}" for _ in range(chance.randint(6, 8))),
    )
