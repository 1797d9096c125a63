"""Driving a newsroom from another process: small JSON requests under ``/_newsroom/``.

POST /_newsroom/publish {"outlet": "rif"} releases the next text held back; with "slug" it prints a
story by its name; with "headline" and "paragraphs" a new one. POST edit and delete and restore take
a "url", POST habit a "path" and a "habit" or null. GET /_newsroom/ lists what is true now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tests.newsroom.answers import digest
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.stories import Story, load_stories, reference_report

PREFIX = "/_newsroom/"
Body = Mapping[str, Any]


def act(newsroom: Newsroom, verb: str, body: Body) -> object:
    """Do what is asked; the truth about the article comes back."""
    if verb not in _VERBS:
        raise KeyError(f"no verb {verb!r}: {', '.join(_VERBS)}")
    with newsroom.lock:
        return _VERBS[verb](newsroom, body)


def overview(newsroom: Newsroom) -> object:
    """Homes, listings, containers, and the truth about everything ever published."""
    with newsroom.lock:
        return {
            "outlets": {
                name: {
                    "home": outlet.home,
                    "container": outlet.container,
                    "hints": outlet.hints,
                    "article_url": outlet.article_url,
                    "listings": outlet.listings,
                    "held": [story.slug for story in newsroom.held[name]],
                }
                for name, outlet in newsroom.outlets.items()
            },
            "gold": [
                pub.gold() for outlet in newsroom.outlets.values() for pub in outlet.publications
            ],
        }


def _publish(newsroom: Newsroom, body: Body) -> object:
    outlet = newsroom.outlet(body["outlet"])
    at = _moment(body)
    if "slug" in body:
        known = {story.slug: story for story in (*load_stories(), reference_report())}
        story = known[body["slug"]]
        held = newsroom.held[outlet.name]
        newsroom.held[outlet.name] = [other for other in held if other is not story]
    elif "headline" in body:
        story = Story(
            slug=f"x-{digest(body['headline'])[:10]}",
            headline=body["headline"],
            section=body.get("section", "مجتمع"),
            byline=body.get("byline", ""),
            tags=tuple(body.get("tags", ())),
            genre=body.get("genre", "report"),
            paragraphs=tuple(body["paragraphs"]),
        )
    else:
        story = newsroom.held[outlet.name].pop(0)
    return newsroom.publish(outlet, story, at).gold()


def _edit(newsroom: Newsroom, body: Body) -> object:
    return newsroom.edit(
        body["url"], body.get("headline"), body.get("paragraphs"), _moment(body)
    ).gold()


def _delete(newsroom: Newsroom, body: Body) -> object:
    return newsroom.delete(body["url"], _moment(body)).gold()


def _restore(newsroom: Newsroom, body: Body) -> object:
    return newsroom.restore(body["url"], _moment(body)).gold()


def _habit(newsroom: Newsroom, body: Body) -> object:
    if body.get("habit"):
        newsroom.habits[body["path"]] = body["habit"]
    else:
        newsroom.habits.pop(body["path"], None)
    return newsroom.habits


def _moment(body: Body) -> datetime | None:
    return datetime.fromisoformat(body["at"]) if body.get("at") else None


_VERBS: dict[str, Callable[[Newsroom, Body], object]] = {
    "publish": _publish,
    "edit": _edit,
    "delete": _delete,
    "restore": _restore,
    "habit": _habit,
}
