"""Pages of layouts that no rule knows by name, for tests of reading with and without a hint."""

from collections.abc import Sequence
from datetime import UTC, datetime

from crawler.items import Article, Page
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from crawler.reading.trace import Trace

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
HEADLINE = "سوق السمك الجديد يفتح أبوابه بميناء المدينة"
TEXT = (
    "افتتح صباح اليوم سوق السمك الجديد بميناء المدينة بعد سنتين من أشغال كلفت ثلاثين مليونا.",
    "وقال رئيس التعاونية إنه يضم أربعين محلا مجهزا بالتبريد، وقاعة للمزاد تعمل بالنظام الرقمي.",
    "ويأمل البحارة أن تقل كلفة النقل بعدما كانوا يبيعون صيدهم بعيدا عن الميناء بستين كيلومترا.",
    "ومن المنتظر أن تنطلق المرحلة الثانية في الصيف المقبل بتهيئة الرصيف الشمالي للميناء.",
)
OTHERS = (
    "قافلة طبية تجوب قرى الجبل وتفحص مئات المرضى",
    "مهرجان الزيتون يختتم دورته بحضور كبير للفلاحين",
    "مدرسة قروية تربح جائزة أحسن حديقة بيئية",
)


def paragraphs(texts: Sequence[str] = TEXT) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def article(inside: str, after: str = "") -> str:
    """A page with what stands in the article's container and what stands behind it."""
    menu = "".join(f'<li><a href="/{n}">قسم {n}</a></li>' for n in range(6))
    cards = "".join(f'<div class="c"><h3><a href="/{n}">{one}</a></h3></div>'
                    for n, one in enumerate(OTHERS))  # fmt: skip
    return (
        f"<title>{HEADLINE} - جريدة الميناء</title><body><header><ul>{menu}</ul></header><main>"
        f'<h1>{HEADLINE}</h1><div class="k1">{inside}</div>{after}</main>'
        f'<div class="k9"><h2>آخر الأخبار</h2>{cards}</div><footer>جميع الحقوق محفوظة</footer>'
    )


def read(markup: str, hints: Hints | None = None, trace: Trace | None = None) -> Article:
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {}, markup.encode())
    return read_article(page, hints or Hints(), trace=trace or Trace())


def lines(markup: str, hints: Hints | None = None, trace: Trace | None = None) -> list[str]:
    return read(markup, hints, trace).body.splitlines()
