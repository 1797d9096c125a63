"""Dates as Moroccan outlets print them, always in Casablanca's time."""

from datetime import datetime

from crawler.timezone import CASABLANCA

WEEKDAYS = ("الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MOROCCAN = (
    "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو",
    "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
)  # fmt: skip
EASTERN = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def local(at: datetime) -> datetime:
    """The moment on Casablanca's clock."""
    return at.astimezone(CASABLANCA)


def weekday(at: datetime) -> str:
    """The Arabic name of the day: ``الجمعة``."""
    return WEEKDAYS[local(at).weekday()]


def day(at: datetime, months: tuple[str, ...] = MOROCCAN) -> str:
    """Day, month and year: ``20 نونبر 2020``."""
    here = local(at)
    return f"{here.day} {months[here.month - 1]} {here.year}"


def hour(at: datetime) -> str:
    """Hour and minute: ``09:00``."""
    return f"{local(at):%H:%M}"


def indic(text: str) -> str:
    """The text with Arabic-Indic digits: ``٢٠ نونبر ٢٠٢٠``."""
    return text.translate(_INDIC)


def hespress(at: datetime) -> str:
    """The manner of Hespress: ``الجمعة 20 نونبر 2020 - 09:00``."""
    return f"{weekday(at)} {day(at)} - {hour(at)}"


def chouf(at: datetime) -> str:
    """Eastern months and a bar: ``الجمعة 20 نوفمبر 2020 | 09:00``."""
    return f"{weekday(at)} {day(at, EASTERN)} | {hour(at)}"


def kech(at: datetime) -> str:
    """Only the day: ``نشر في: 8 أبريل 2022``."""
    return f"نشر في: {day(at, EASTERN)}"


def kifache(at: datetime) -> str:
    """The hour in words: ``الجمعة 23 أكتوبر 2015 على الساعة 15:56``."""
    return f"{weekday(at)} {day(at)} على الساعة {hour(at)}"


def rif(at: datetime) -> str:
    """Arabic-Indic digits: ``أضيف في ١١ أكتوبر ٢٠١٧ الساعة ٢٠:٣١``."""
    return indic(f"أضيف في {day(at)} الساعة {hour(at)}")


def le360(at: datetime) -> str:
    """In numbers: ``في 07/04/2025 على الساعة 12:18``."""
    return f"في {local(at):%d/%m/%Y} على الساعة {hour(at)}"


def iso(at: datetime) -> str:
    """The machine's form with Casablanca's offset: ``2022-04-08T10:00:00+01:00``."""
    return local(at).isoformat(timespec="seconds")
