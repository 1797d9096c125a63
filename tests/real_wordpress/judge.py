"""What an archive holds, held against what the site published."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from crawler.urls import canonical
from storage.archive import Archive
from tests.real_wordpress.plan import DESK, Post

_TYPED = str.maketrans("“”„‘’‚–", '"""' + "'''-")
FIELDS = ("headline", "body", "byline", "section", "tags", "published_at")


@dataclass
class Verdict:
    """The difference between an archive and the site; empty where all is right."""

    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    unlike: dict[str, list[str]] = field(default_factory=dict)
    """Field -> what it says, and what it should."""

    def lines(self) -> list[str]:
        """The differences, counted, with some examples each; none where all is right."""
        named = {"missing": self.missing, "extra": self.extra, "kept twice": self.twice}
        named |= {f"wrong {name}": found for name, found in self.unlike.items()}
        return [
            f"{len(found)} {name}: " + " | ".join(found[:4])
            for name, found in named.items()
            if found
        ]


def judge(folder: Path, public: Sequence[Post], block_theme: bool) -> Verdict:
    """The verdict over an archive of one outlet, by the addresses of its articles."""
    with Archive(folder) as archive:
        rows = archive.rows("SELECT * FROM articles WHERE id NOT IN (SELECT id FROM gone)")
    verdict = Verdict()
    truth = {canonical(url): post for post in public for url in post.addresses}
    counted = Counter(row["url"] for row in rows)
    verdict.twice = [url for url, number in counted.items() if number > 1]
    numbers = Counter(truth[url].number for url in counted if url in truth)
    verdict.twice += [f"post {one}" for one, number in numbers.items() if number > 1]
    verdict.missing = [
        f"{post.form} {post.addresses[-1]}" for post in public
        if not any(canonical(url) in counted for url in post.addresses)
    ]  # fmt: skip
    verdict.extra = [url for url in counted if url not in truth]
    for row in rows:
        if post := truth.get(row["url"]):
            for name, told in _told(dict(row), post, block_theme).items():
                verdict.unlike.setdefault(name, []).append(f"{row['id']} {post.form}: {told}")
    return verdict


def _told(row: dict[str, object], post: Post, block_theme: bool) -> dict[str, str]:
    """Field -> what it says and what it should, for the fields that are wrong."""
    tags = json.loads(str(row["tags"] or "[]"))
    at = datetime.fromisoformat(str(row["published_at"])) if row["published_at"] else None
    body = "\n".join(post.shown(block_theme))
    right = {
        "headline": _plain(row["headline"]) == _plain(post.headline),
        "body": _plain(row["body"]) == _plain(body),
        # nobody signed it: the desk's name, or none
        "byline": row["byline"] == post.byline or (post.byline == DESK and not row["byline"]),
        "section": row["section"] in post.sections,
        "tags": sorted(tags) == sorted(post.story.tags),
        "published_at": at == post.at,
    }
    wanted = {"headline": post.headline, "body": _parting(_plain(row["body"]), _plain(body)),
              "byline": post.byline, "section": post.sections, "tags": post.story.tags,
              "published_at": post.at.isoformat()}  # fmt: skip
    said = {**row, "body": ""}
    return {name: f"{said[name]!r} for {wanted[name]!r}" for name in FIELDS if not right[name]}


def _plain(text: object) -> str:
    """A text with the quotes and dots that its author typed: WordPress prints finer ones."""
    return str(text).translate(_TYPED).replace("…", "...")


def _parting(found: str, wanted: str) -> str:
    """Where two texts part, and how each goes on there."""
    place = next((n for n, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b),
                 min(len(found), len(wanted)))  # fmt: skip
    return (
        f"at {place}: …{found[max(0, place - 20) : place + 60]!r} …{wanted[place : place + 60]!r}"
    )
