"""The sample newsroom: a real HTTP server of small fake Moroccan outlets, for tests and the demo.

``with running(Newsroom()) as served: served.url("sahifa")``; nothing here is real news.
"""

from tests.newsroom.newsroom import Newsroom
from tests.newsroom.publications import Gold, Publication
from tests.newsroom.server import Running, running, serve
from tests.newsroom.stories import Story, load_stories, reference_report

__all__ = [
    "Gold",
    "Newsroom",
    "Publication",
    "Running",
    "Story",
    "load_stories",
    "reference_report",
    "running",
    "serve",
]
