"""The archive that the tests of data sets take away."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.takedown.orders import erase, suppress
from tests.dataset.sets import ODD
from tests.making import BODY, START, archive, article


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Odd, undated, copied, revised, gone, suppressed and erased articles of three outlets."""
    with archive(tmp_path) as kept:
        told = {"published_at": START, "published_precision": "minute"}
        kept.keep(article(1, body=BODY, headline="سد بتاونات", tags=("ماء", "NA"), **told))
        later = told | {"published_at": START + timedelta(hours=16)}  # the next day there
        kept.keep(article(2, "two", body=BODY + "\nتابعوا صفحتنا.", **later))
        kept.keep(article(3, "two", headline=ODD, byline="سعيد", authors=("سعيد",)))
        kept.keep(article(4, "three", published_at=datetime(1, 1, 1, tzinfo=UTC)))
        kept.keep(
            article(5, "three", body="للاتصال: الهاتف 0522 27 00 00 أو desk@example.ma" + BODY)
        )
        for hours, text in ((0, "نص أول عن الطريق."), (2, "نص ثان عن الطريق.")):
            at = START + timedelta(hours=hours)
            kept.keep(article(6, body=text, headline="طريق", fetched_at=at, **told))
        _, gone = kept.keep(article(7, body="نص عن المطر الغزير بالشمال.", **told))
        kept.mark_gone(gone, START + timedelta(hours=5), "answers 404")
        _, hidden = kept.keep(article(8, body="نص مخفي بأمر."))
        suppress(kept, hidden, "court of Rabat")
        _, erased = kept.keep(article(9, body="نص محذوف بأمر المحكمة."))
        erase(kept, erased, "court of Rabat")
    return tmp_path / "archive"
