"""Articles and archives for tests."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.items import Article
from storage.archive import Archive

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
BODY = (
    "أعلنت وزارة التجهيز والماء، في بلاغ لها، عن إطلاق أشغال بناء سد جديد بإقليم تاونات.\n"
    "وأضاف المصدر ذاته أن المشروع سيوفر مياه الشرب لأزيد من 120 ألف نسمة في أفق سنة 2029.\n"
    "وستشرف على الأشغال شركة وطنية فازت بالصفقة بعد طلب عروض مفتوح شاركت فيه خمس شركات."
)


def article(number: int = 1, outlet: str = "one", **fields: Any) -> Article:
    """An article; ``number`` makes its address and text its own."""
    given = {
        "outlet": outlet,
        "url": f"https://{outlet}.ma/{number}.html",
        "fetched_at": START + timedelta(minutes=number),
        "headline": f"سد جديد بإقليم تاونات {number}",
        "body": BODY + f"\nوهذا المشروع هو رقم {number} في البرنامج الوطني للتزويد بالماء.",
        "language": "ar",
    }
    return Article(**(given | fields))


def archive(tmp_path: Path) -> Archive:
    """A new archive in a folder."""
    return Archive(tmp_path / "archive", create=True)


def begun(folder: Path) -> str:
    """The folder, as settings name it, of an archive that is begun where there was none.

    A process works out once which code derives what from texts; each first crawl would, for most
    of a second.
    """
    with Archive(folder, create=True):
        return str(folder)
