"""The desk of the site: sets it up, publishes the plan, then edits and deletes."""

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from crawler.timezone import CASABLANCA
from tests.newsroom.readers import NAMES
from tests.newsroom.stories import Story
from tests.real_wordpress.plan import DESK, STRUCTURES, Post, section_of
from tests.real_wordpress.site import Site

_PIXEL = "R0lGODlhAQABAIAAAMzMzAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="
TITLE = "جريدة المرصد"
_SET_UP = {
    "timezone_string": "Africa/Casablanca", "blogdescription": "جريدة إلكترونية مغربية",
    "default_comment_status": "open", "close_comments_for_old_posts": "0",
    "comment_moderation": "0", "comment_previously_approved": "0",
}  # fmt: skip
PAGES = {
    "من نحن": "تأسست الجريدة سنة 2019 بمدينة فاس، ويشرف عليها فريق من الصحافيين المهنيين. " * 6,
    "سياسة الخصوصية": "نحترم خصوصية قرائنا ولا نبيع معطياتهم لأحد، ونشرح هنا ما نحفظه منها. " * 6,
}
COMMENT = "شكرا للكاتب على هذا المقال، ولو أن الأرقام تحتاج إلى تدقيق أكثر مما جاء فيه."


class Desk:
    """Everything that is published at a site, and what became of it."""

    def __init__(self, site: Site, posts: Sequence[Post]) -> None:
        """A desk with a plan; ``open`` publishes it."""
        self.site, self.posts = site, list(posts)
        self.authors: dict[str, int] = {}
        self.image = 0

    def open(self) -> None:
        """The site installed, and the plan published under one structure after the other."""
        home = self.site
        home.edit({"do": "install", "title": TITLE, "locale": "ar"}, install=True)
        home.edit({"do": "delete", "post": 1, "for_good": True})  # Hello world
        home.edit(*({"do": "option", "name": n, "value": v} for n, v in _SET_UP.items()))
        home.edit({"do": "author", "login": "desk", "name": DESK})
        names = list(dict.fromkeys(p.byline for p in self.posts))
        logins = ["desk" if name == DESK else f"writer{place}" for place, name in enumerate(names)]
        made = home.edit(*({"do": "author", "login": login, "name": name}
                           for login, name in zip(logins, names, strict=True)))  # fmt: skip
        self.authors = dict(zip(names, made, strict=True))
        self.image = home.edit({
            "do": "image", "name": "p.gif", "title": "صورة تعبيرية",
            "bytes": _PIXEL,
        })[0]  # fmt: skip
        pages = ({"do": "post", "post_type": "page", "post_title": title, "post_content": text,
                  "post_status": "publish"} for title, text in PAGES.items())  # fmt: skip
        home.edit(*pages)
        for era, structure in enumerate(STRUCTURES):
            home.edit({"do": "links", "structure": structure})
            self.publish([post for post in self.posts if post.era == era])
        self.look_up()

    def dress(self, theme: str, structure: str, plugin: bool) -> None:
        """Another theme and another way of writing addresses, from now on for every post."""
        self.site.edit(
            {"do": "theme", "name": theme},
            {"do": "option", "name": "keeps_addresses", "value": int(plugin)},
            {"do": "links", "structure": structure},
        )
        self.look_up()

    def publish(self, posts: Sequence[Post]) -> None:
        """Posts written into the site, with readers' comments below some."""
        numbers = self.site.edit(*(self._order(post) for post in posts))
        for post, number in zip(posts, numbers, strict=True):
            post.number = number
        commented = [post for post in posts if post.number % 3 == 0 and post.status == "publish"]
        names = itertools.cycle(NAMES)
        self.site.edit(*(
            {"do": "comment", "post": post.number, "name": next(names), "text": COMMENT}
            for post in commented for _ in range(3)
        ))  # fmt: skip

    def _order(self, post: Post) -> dict[str, Any]:
        at = post.at + timedelta(days=4000) if post.status == "future" else post.at
        return {
            "do": "post", "post_title": post.headline, "post_content": post.content,
            "post_date": f"{at:%Y-%m-%d %H:%M:%S}",
            "post_status": "publish" if post.status == "password" else post.status,
            "post_password": "1956" if post.status == "password" else "",
            "post_author": self.authors[post.byline],
            "sections": [section_of(name) for name in post.sections],
            "tags": list(post.story.tags), "sticky": post.sticky,
            "format": "aside" if post.form == "aside" else "",
            "image": self.image if post.form == "illustrated" else 0,
            "keeps_address": post.status == "publish",
        }  # fmt: skip

    def look_up(self) -> None:
        """Every post's address as the site gives it now."""
        found = self.site.edit(*({"do": "look", "post": p.number} for p in self.posts))
        for post, seen in zip(self.posts, found, strict=True):
            if seen and post.status == "publish":
                post.addresses.append(seen["url"])
                post.at = datetime.fromisoformat(f"{seen['at']}+00:00")

    def public(self) -> list[Post]:
        """What readers can see now."""
        return [post for post in self.posts if post.status == "publish"]

    # -- after the first crawl

    def edit_texts(self, posts: Sequence[Post], words: str) -> None:
        """Another last sentence for each."""
        for post in posts:
            post.paragraphs = (*post.paragraphs[:-1], f"{post.paragraphs[-1]} {words}")
        self._change(posts, lambda post: {"post_content": post.content})

    def rename(self, posts: Sequence[Post], words: str) -> None:
        """Another headline and another address; WordPress redirects the former one."""
        for post in posts:
            post.headline = f"{post.headline} {words}"
        self._change(posts, lambda post: {"post_title": post.headline,
                                          "post_name": f"{post.number}-{words}"})  # fmt: skip

    def _change(self, posts: Sequence[Post], fields: Any) -> None:
        self.site.edit(*({"do": "change", "fields": {"ID": post.number, **fields(post)}}
                         for post in posts))  # fmt: skip

    def withdraw(self, posts: Sequence[Post]) -> None:
        """Posts taken away: into the bin, for good, hidden from readers, back to a draft."""
        ways = itertools.cycle(("trash", "for good", "private", "draft"))
        orders: list[dict[str, Any]] = []
        for post in posts:
            post.status = next(ways)
            if post.status in ("trash", "for good"):
                gone = post.status == "for good"
                orders.append({"do": "delete", "post": post.number, "for_good": gone})
            else:
                fields = {"ID": post.number, "post_status": post.status}
                orders.append({"do": "change", "fields": fields})
        self.site.edit(*orders)

    def publish_new(self, count: int, now: datetime) -> list[Post]:
        """Posts of now, of the first texts in another order, each with a line of its own."""
        fresh, earlier = [], len(self.posts)  # a second round's would be copies of the first one's
        for place, post in enumerate(self.posts[:count]):
            text = post.story
            story = Story(f"{text.slug}-now", f"{text.headline}: آخر المستجدات", text.section,
                          text.byline, text.tags, text.genre,
                          (*text.paragraphs[::-1], f"هذا تحيين رقم {earlier}."))  # fmt: skip
            at = (now - timedelta(minutes=9 - place)).astimezone(CASABLANCA)
            fresh.append(Post(story, at, "blocks", 2))
        self.publish(fresh)
        self.posts += fresh
        return fresh
