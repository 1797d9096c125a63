"""Two articles of one story beside each other: what one has of the other's text."""

from starlette.requests import Request
from starlette.responses import Response

from storage.query.history import article_row
from storage.query.stories.story import alignment_with, story_of
from warraq.web.page_rendering import Pages


class StoryPages:
    """The answers about stories."""

    def __init__(self, pages: Pages) -> None:
        """Know the archive."""
        self.pages = pages

    def beside(self, request: Request) -> Response:
        """Two members' texts aligned: the one that had it first, then the other."""
        archive = self.pages.readers.archive
        id, other = (int(request.path_params[name]) for name in ("id", "other"))
        story = story_of(archive, id)
        members = {one.article_id: one for one in story.members} if story else {}
        if id == other or not {id, other} <= members.keys():
            return self.pages.missing(request, request.url.path)
        # the members stand in order of time, the original first
        former, later = (one for one in members.values() if one.article_id in (id, other))
        rows = [article_row(archive, str(one.article_id)) for one in (former, later)]
        return self.pages.answer(request, "story.html", {
            "members": (former, later), "rows": rows,
            "alignment": alignment_with(archive, former.article_id, later.article_id),
        })  # fmt: skip
