"""A whole life on the sample newsroom, crawl by crawl, as ``warraq history`` tells it."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.timezone import CASABLANCA
from crawler.urls import canonical
from storage.archive import Archive
from tests.crawling import crawl, make_due
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from warraq.cli import main

pytestmark = pytest.mark.slow


def test_a_whole_life_reads_as_a_story(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "archive"
    made = Newsroom(per_outlet=3, hold_back=1)
    with running(made):

        def look_again() -> None:
            make_due(folder)
            crawl(folder, made, ["sahifa", "rif"])

        earlier = made.now() - timedelta(minutes=10)  # outlets print minutes: no tie with the copy
        pub = made.publish("sahifa", made.held["sahifa"][0], earlier)
        crawl(folder, made, ["sahifa", "rif"])
        copied = made.publish("rif", pub.story)
        look_again()
        before = pub.headline
        made.edit(pub.url, headline="عنوان آخر بعد المراجعة")
        look_again()
        made.edit(pub.url, paragraphs=[*pub.paragraphs[:-1], pub.paragraphs[-1] + " (تصحيح)"])
        look_again()
        made.delete(pub.url)
        look_again()
        look_again()
        made.restore(pub.url)
        look_again()
    with Archive(folder) as archive:
        number = archive.rows("SELECT id FROM articles WHERE url = ?", canonical(copied.url))[0][0]
    (folder / "warraq.toml").write_text('spider_modules = ["tests.newsroom.spiders"]\n')
    monkeypatch.chdir(tmp_path)
    assert main(["history", pub.url, "--json"]) == 0
    life = json.loads(capsys.readouterr().out)["life"]
    told = [
        (one["kind"], one["detail"]) for one in life if one["kind"] not in ("published", "copy")
    ]
    kinds = [kind for kind, _ in told]
    assert kinds == ["first seen", "changed", "changed", "gone", "back", "last seen"]
    details = [detail for _, detail in told]
    assert before in details[0]
    assert details[1].startswith("version 2: headline: «")
    assert "بعد المراجعة" in details[1]
    assert details[2].startswith("version 3: text: 1 word added, 0 removed: … ")
    assert "{+ (تصحيح)+}" in details[2]
    assert "answers 4" in details[3] and "first seen so at" in details[3]
    assert details[4].startswith("it was gone since ")
    (copy,) = [one["detail"] for one in life if one["kind"] == "copy"]
    assert copy.startswith(f"ريف ميديا · rif (article {number}): ")
    raw = [one["raw"] for one in life if one["kind"] in ("first seen", "changed")]
    with Archive(folder) as archive:
        for where in raw:
            file, offset = where.split(" at byte ")
            assert file.startswith("raw/sahifa/") and archive.rows(
                "SELECT 1 FROM captures WHERE 'raw/' || file = ? AND offset = ?", file, int(offset)
            )
    assert len(set(raw)) == 3
    assert main(["history", pub.url]) == 0
    printed = capsys.readouterr().out
    places = [
        printed.index(word) for word in ("first seen", "version 2", "version 3", "gone", "back")
    ]
    assert places == sorted(places)
    clock = datetime.fromisoformat(life[-1]["at"]).astimezone(CASABLANCA)
    assert f"  {clock:%H:%M}  last seen" in printed
    print(printed)
