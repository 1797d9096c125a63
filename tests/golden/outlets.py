"""Golden pages of outlets whose body selector is their own: ``own/OUTLET[-ERA].html`` filled."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template

from tests.golden.templates import filled, parts_of

HERE = Path(__file__).parent
_WEEKDAYS = {
    "ar": "الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_MONTHS = {"ar": ("نونبر", "نوفمبر"), "fr": ("novembre",) * 2, "en": ("November",) * 2}
"""All our texts are of November: the Moroccan name, and the eastern one that some templates use."""
_TEXTS = {"fr": ["ecole-bus"], "en": ["en/almond-road"]}
_ARABIC = ["reading-prize", "map-olive"]
_FRAME = Template("""\
<!DOCTYPE html>
<html lang="$language" dir="$direction">
<head>
<meta charset="utf-8">
<title>$headline</title>
<meta property="og:title" content="$headline">
$head
</head>
<body>
<header><nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></nav><div class="clock">الأحد 01 مارس 2020 - 00:01</div></header>
<main>
$article
<div class="share"><a href="#">فيسبوك</a> <a href="#">تويتر</a> <a href="#">طباعة</a></div>
</main>
<aside class="sidebar"><h3>الأكثر قراءة</h3><ul><li><a href="/a-1.html">جماعة قروية تصادق على ميزانية السنة المقبلة</a></li><li><a href="/a-2.html">فريق محلي يتأهل إلى دور الثمن بضربات الترجيح</a></li></ul></aside>
<div id="comments"><h3>اترك تعليقا</h3><p>لن يتم نشر عنوان بريدك الإلكتروني.</p><form action="/c"><textarea></textarea><button>إرسال</button></form></div>
<footer><p>© 2026 جميع الحقوق محفوظة</p></footer>
</body>
</html>
""")  # noqa: E501
_RELATED = (
    '<p>اقرأ أيضا: <a href="/a-9.html">قافلة طبية تحل بثلاث جماعات جبلية</a></p>',
    '<p>Lire aussi : <a href="/a-9.html">Une caravane médicale dans trois communes</a></p>',
)


def texts_of(layout: Path, language: str) -> Iterator[Path]:
    """The source texts for a layout of an outlet in some language; Arabic where we have none."""
    for slug in _TEXTS.get(language, _ARABIC):
        yield HERE / "texts" / f"{slug}.txt"


def outlet_of(layout: Path) -> str:
    """The outlet of a layout or of the name of a page."""
    return layout.stem.partition("-")[0]


def slug_of(layout: Path, source: Path) -> str:
    """The name of a page: its text's, and the era's if the layout is of a former one."""
    return source.stem + layout.stem[len(outlet_of(layout)) :]


def fill(layout: Path, told: dict[str, object]) -> tuple[str, dict[str, object]]:
    """The page of an outlet, and what a reader must take from it. Raises ``BadLayout``."""
    part = parts_of(layout.read_text("utf-8"), ("head", "article"), layout)
    head, article = part["head"], part["article"]
    paragraphs = [f"<p>{escape(line, quote=False)}</p>" for line in str(told["body"]).splitlines()]
    if told.get("dateline"):
        paragraphs.insert(0, f"<p>{escape(str(told['dateline']))}</p>")
    arabic = told["language"] == "ar"
    paragraphs.insert(2, _RELATED[0 if arabic else 1])
    tags = [f'<a href="/tag/x">{escape(tag)}</a>' for tag in told["tags"]]  # type: ignore[attr-defined]
    fields = {name: escape(str(value)) for name, value in told.items()} | _date(told)
    fields |= {
        "headline": escape(str(told["headline"]), quote=False),
        "body": "\n".join(paragraphs),
        "tag_links": " ".join(tags),
        "direction": "rtl" if arabic else "ltr",
    }
    parts = {
        "head": filled(head.strip(), fields, layout),
        "article": filled(article.strip(), fields, layout),
    }
    exact = any(mark in head + article for mark in ("$hm", "$published"))
    return _FRAME.substitute(fields | parts), told | {"precision": "minute" if exact else "day"}


def _date(told: dict[str, object]) -> dict[str, str]:
    """The date of a text in the parts that outlets print."""
    at, language = datetime.fromisoformat(str(told["published"])), str(told["language"])
    month, east = _MONTHS[language]
    return {
        "weekday": _WEEKDAYS[language].split()[at.weekday()], "d": str(at.day), "dd": f"{at:%d}",
        "mm": f"{at:%m}", "month": month, "month_east": east, "year": str(at.year),
        "hm": f"{at:%H:%M}", "hms": f"{at:%H:%M:%S}",
    }  # fmt: skip
