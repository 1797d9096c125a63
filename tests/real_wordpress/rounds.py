"""One round: a theme, a way of writing addresses, and all that an archive has to notice."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage.archive import Archive
from tests.crawling import make_due
from tests.real_wordpress.judge import judge
from tests.real_wordpress.newsdesk import Desk

_SETTINGS = """allow_private = true
spider_modules = ["outlets"]
delay = 0.0
max_pages = 3000
host_budget = 20000
gone_gap = 0.0
"""
NAME = "marsad"
WAYS = {
    "api": "WordPressAPI()",
    "feed": "Feed('feed/')",
    "sitemap": "SitemapIndex('wp-sitemap.xml', children='posts-post')",
}
"""Each way into a WordPress, which has to be enough alone: a backfill of a feed goes by months."""
_ALONE = """from crawler.listings import Feed, SitemapIndex, WordPressAPI
from crawler.platforms import WordPress


class Marsad(WordPress):
    \"\"\"جريدة المرصد.\"\"\"

    name = "{name}"
    home = "{home}"
    listings = ({way},)
"""


@dataclass(frozen=True)
class Round:
    """What the site is like in a round."""

    name: str
    theme: str
    blocks: bool
    """Whether the theme is one of blocks."""
    structure: str
    plugin: bool
    """Whether posts keep the address under which they were published."""
    alone: bool = False
    """Whether each way in is tried alone, too."""


class Trial:
    """An archive of the site in a folder of its own, and the sentences about what is wrong."""

    def __init__(self, desk: Desk, one: Round, folder: Path) -> None:
        """A folder with settings; nothing is crawled yet."""
        self.desk, self.round, self.folder = desk, one, folder
        self.wrong: list[str] = []
        folder.mkdir(parents=True)
        (folder / "warraq.toml").write_text(_SETTINGS, "utf-8")

    @property
    def archive(self) -> Path:
        """The archive's folder."""
        return self.folder / "archive"

    def warraq(self, *arguments: str) -> str:
        """What a ``warraq`` command says."""
        given = ["--config", str(self.folder / "warraq.toml"), "--archive", str(self.archive)]
        ran = subprocess.run([sys.executable, "-m", "warraq", *arguments, *given],
                             capture_output=True, text=True)  # fmt: skip
        if ran.returncode or "Traceback" in ran.stderr:
            self.say(f"warraq {arguments[0]} ends with {ran.returncode}: {ran.stderr[-1500:]}")
        return ran.stdout

    def say(self, *sentences: str) -> None:
        """Remember what is wrong, and say it at once."""
        self.wrong += sentences
        for sentence in sentences:
            print(f"  ✗ {sentence}", flush=True)

    def held(self, what: str) -> None:
        """Hold the archive against the site."""
        found = judge(self.archive, self.desk.public(), self.round.blocks).lines()
        self.say(*(f"{what}: {line}" for line in found))
        if not found:
            print(f"  ✓ {what}: {len(self.desk.public())} posts, all right", flush=True)

    def count(self, sql: str) -> int:
        """A number from the archive."""
        with Archive(self.archive) as archive:
            row = archive.row(sql)
        return int(row[0]) if row else 0

    def expect(self, what: str, found: int, wanted: int) -> None:
        """Compare two counts."""
        if found != wanted:
            self.say(f"{what}: {found}, not {wanted}")
        else:
            print(f"  ✓ {what}: {found}", flush=True)


def run(desk: Desk, one: Round, folder: Path) -> list[str]:
    """What is wrong in a round, a sentence each; the site is changed by it for good."""
    print(f"\n{one.name}: {one.theme}, {one.structure}"
          f"{', old posts keep their addresses' if one.plugin else ''}", flush=True)  # fmt: skip
    desk.dress(one.theme, one.structure, one.plugin)
    trial = Trial(desk, one, folder)
    trial.warraq("probe", desk.site.home, "--write", "--name", NAME)
    written = (folder / "outlets" / f"{NAME}.py").read_text("utf-8")
    print("\n".join(f"    {line}" for line in written.splitlines()[2:] if line), flush=True)
    trial.warraq("crawl", NAME)
    print(f"  the first crawl keeps {trial.count('SELECT count(*) FROM articles')}", flush=True)
    trial.warraq("backfill", NAME, "--since", "2019-01-01")
    trial.held("after the backfill")
    trial.warraq("crawl", NAME)
    trial.held("after another crawl")
    wrong = _alone(desk, one, folder) if one.alone else []
    _changed(trial)
    _moved(trial)
    return trial.wrong + wrong


def _alone(desk: Desk, one: Round, folder: Path) -> list[str]:
    """What is wrong where an outlet's file names one way in, and no pattern of addresses."""
    wrong: list[str] = []
    for way, written in WAYS.items():
        trial = Trial(desk, one, folder / way)
        package = trial.folder / "outlets"
        package.mkdir()
        (package / "__init__.py").write_text("", "utf-8")
        text = _ALONE.format(name=NAME, home=desk.site.home, way=written)
        (package / f"{NAME}.py").write_text(text, "utf-8")
        trial.warraq("crawl", NAME)
        print(f"  {way} alone: {trial.count('SELECT count(*) FROM articles')}", flush=True)
        trial.warraq("backfill", NAME, "--since", "2019-01-01")
        trial.held(f"{way} alone, after the backfill")
        wrong += trial.wrong
    return wrong


def _moved(trial: Trial) -> None:
    """The permalinks change once more: every post has another address, none is another article."""
    desk = trial.desk
    desk.dress(trial.round.theme, "/%year%/%postname%/", trial.round.plugin)
    kept = trial.count("SELECT count(*) FROM articles")
    for _ in range(2):
        trial.warraq("crawl", NAME)
        make_due(trial.archive)
    trial.warraq("crawl", NAME)
    trial.held("after the permalinks changed")
    trial.expect("articles", trial.count("SELECT count(*) FROM articles"), kept)


def _changed(trial: Trial) -> None:
    """Edits, new posts and deletions, and what the next polls make of them."""
    desk, public = trial.desk, trial.desk.public()
    versions = "SELECT count(*) FROM versions"
    before, kept = trial.count(versions), trial.count("SELECT count(*) FROM articles")
    edited, renamed = public[5:160:15], public[8:160:40]
    desk.edit_texts(edited, "وأضاف المصدر أن التفاصيل ستعلن غدا.")
    desk.rename(renamed, "تحيين")
    fresh = desk.publish_new(6, datetime.now(UTC))
    desk.look_up()
    trial.warraq("crawl", NAME)
    trial.held("after edits and new posts")
    unseen = [post for post in edited if post.shown(trial.round.blocks) != post.paragraphs]
    trial.expect("new versions", trial.count(versions) - before,
                 len(edited) - len(unseen) + len(renamed) + len(fresh))  # fmt: skip
    trial.expect("new articles", trial.count("SELECT count(*) FROM articles") - kept, len(fresh))
    withdrawn = public[3:200:13]
    desk.withdraw([post for post in withdrawn if post not in renamed])
    for _ in range(2):
        make_due(trial.archive)
        trial.warraq("crawl", NAME)
    trial.held("after deletions")
    trial.expect("gone", trial.count("SELECT count(*) FROM gone"),
                 sum(post not in renamed for post in withdrawn))  # fmt: skip
