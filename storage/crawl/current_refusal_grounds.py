"""What refusals rest on in a crawl: its outlet's file and the operator's settings."""

from typing import Any
from urllib.parse import urlsplit

from crawler.items import Ground
from crawler.listings import SectionPage
from storage import times
from storage.archive import Archive
from storage.frontier.revocable_refusals import reconsider


def reconsider_refusals(archive: Archive, spider: Any, settings: Any) -> int:
    """Make due what an outlet's file or a setting no longer refuses; how many leads."""
    below = urlsplit(spider.address).path.strip("/")  # an edition takes what stands below its home
    grounds: dict[Ground, str] = {
        "pattern": f"{spider.article_url} {spider.post_url} {below}".rstrip(),
        "host": " ".join(sorted(spider.hosts)),
        "opt-out": " ".join(sorted(settings.getlist("HONOUR_OPT_OUTS"))),
        "network": repr(settings["ALLOW_PRIVATE"]),
        # by which group of rules a robots.txt means us; its own changes are seen when it is fetched
        "robots": str(settings["USER_AGENT"]),
    }
    pages = [one for one in spider.listings if isinstance(one, SectionPage)]
    picked = [page.address(spider.address) for page in pages]
    return reconsider(archive, spider.name, grounds, spider.refused, picked, times.now())
