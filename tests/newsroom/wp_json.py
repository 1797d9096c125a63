"""The WordPress REST API: ``wp-json/wp/v2/posts`` as far as an archive asks it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from crawler.timezone import CASABLANCA
from tests.newsroom.answers import Answer, page_count
from tests.newsroom.feeds import full_text
from tests.newsroom.head import excerpt
from tests.newsroom.printed_dates import local

if TYPE_CHECKING:
    from tests.newsroom.pages import PagedOutlet
    from tests.newsroom.publications import Publication

_JSON = "application/json; charset=UTF-8"


class BadParameter(ValueError):
    """A parameter that WordPress refuses with 400."""


def posts(outlet: PagedOutlet, path: str, query: Mapping[str, str]) -> Answer:
    """The posts that a query asks for, with the totals in the headers."""
    try:
        per_page, page = _number(query, "per_page", 10, 100), _number(query, "page", 1)
        found = _found(outlet, query)
    except BadParameter as error:
        return _refused("rest_invalid_param", f"معامل (معاملات) غير صحيحة: {error}")
    pages = page_count(len(found), per_page) if found else 0
    if page > max(1, pages):
        return _refused(
            "rest_post_invalid_page_number",
            "رقم الصفحة المطلوبة أكبر من عدد الصفحات المتاحة.",
        )
    fields = {name.strip() for name in query.get("_fields", "").split(",") if name.strip()}
    shown = [
        {name: value for name, value in _post(outlet, pub).items() if not fields or name in fields}
        for pub in found[(page - 1) * per_page : page * per_page]
    ]
    headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
    if page < pages:
        more = urlencode({**query, "page": page + 1})
        headers["Link"] = f'<{outlet.absolute(path)}?{more}>; rel="next"'
    body = json.dumps(shown, ensure_ascii=True).replace("/", "\\/")
    return Answer(body, _JSON, changed_at=outlet.changed_at, headers=headers)


def _found(outlet: PagedOutlet, query: Mapping[str, str]) -> Sequence[Publication]:
    """The posts that pass the filters, in the order asked for."""
    order, key = query.get("order", "desc"), query.get("orderby", "date")
    if order not in ("asc", "desc"):
        raise BadParameter("order")
    if key not in ("date", "modified", "id", "title", "slug"):
        raise BadParameter("orderby")
    after, before = _moment(query, "after"), _moment(query, "before")
    changed_after = _moment(query, "modified_after")
    changed_before = _moment(query, "modified_before")
    asked = {int(one) for one in query.get("include", "").split(",") if one.isdecimal()}
    found = [
        pub
        for pub in outlet.live()
        if (not asked or pub.number in asked)
        and (after is None or pub.published_at > after)
        and (before is None or pub.published_at < before)
        and (changed_after is None or pub.modified_at > changed_after)
        and (changed_before is None or pub.modified_at < changed_before)
    ]
    if key == "modified":
        found.sort(key=lambda pub: (pub.modified_at, pub.number))
    elif key in ("title", "slug"):
        found.sort(key=lambda pub: pub.headline)
    else:
        found.sort(key=lambda pub: (pub.published_at, pub.number))
    return found if order == "asc" else found[::-1]


def _number(query: Mapping[str, str], name: str, default: int, most: int | None = None) -> int:
    text = query.get(name, str(default))
    if not text.isdecimal() or int(text) < 1 or (most and int(text) > most):
        raise BadParameter(name)
    return int(text)


def _moment(query: Mapping[str, str], name: str) -> datetime | None:
    """A moment; without an offset it is Casablanca's, as in WordPress."""
    if not query.get(name):
        return None
    try:
        # a bare + in a query is a blank by the time it gets here
        at = datetime.fromisoformat(query[name].replace(" ", "+"))
    except ValueError as error:
        raise BadParameter(name) from error
    return at if at.tzinfo else at.replace(tzinfo=CASABLANCA)


def _refused(code: str, message: str) -> Answer:
    body = json.dumps({"code": code, "message": message, "data": {"status": 400}})
    return Answer(body, _JSON, status=400)


def _post(outlet: PagedOutlet, pub: Publication) -> dict[str, object]:
    """One post as the API shows it."""
    return {
        "id": pub.number,
        "date": f"{local(pub.published_at):%Y-%m-%dT%H:%M:%S}",
        "date_gmt": f"{pub.published_at:%Y-%m-%dT%H:%M:%S}",
        "guid": {"rendered": f"{outlet.home}?p={pub.number}"},
        "modified": f"{local(pub.modified_at):%Y-%m-%dT%H:%M:%S}",
        "modified_gmt": f"{pub.modified_at:%Y-%m-%dT%H:%M:%S}",
        "slug": pub.path.strip("/").rpartition("/")[2],
        "status": "publish",
        "type": "post",
        "link": pub.url,
        "title": {"rendered": escape(pub.headline, quote=False).replace("&amp;", "&#038;")},
        "content": {"rendered": full_text(pub), "protected": False},
        "excerpt": {
            "rendered": f"<p>{escape(excerpt(pub.paragraphs[0], 40))} [&hellip;]</p>\n",
            "protected": False,
        },
        "author": 1,
        "featured_media": pub.number + 1,
        "comment_status": "open",
        "format": "standard",
        "categories": [list(outlet.section_slugs).index(pub.section_slug) + 1],
        "tags": [],
    }
