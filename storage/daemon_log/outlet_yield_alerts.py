"""What is said of an outlet that answers and yet brings no articles, or spoilt ones."""

import logging
from collections.abc import Mapping

from storage.archive import Archive
from storage.daemon_log.outage_alert_grouping import Say
from storage.query.health import RECENT_ARTICLES, Health

SILENT, UNREAD, DRIFT = "silent", "unread", "drift"
_ANSWERING = ("well", "troubled", "silent")
"""The states in which its listings were read."""
_OVER = {
    SILENT: "no longer silent",
    UNREAD: "its pages can be read again",
    DRIFT: "its latest articles were in a container that it declares",
}


def concerns(one: Health, *, drifts: bool) -> dict[str, str]:
    """What somebody should look at, by its kind, in sentences; empty where there is nothing.

    ``drifts``: it has a container that its latest articles were not in.
    """
    closer = f"`warraq check {one.outlet}` looks closer"
    found = dict[str, str]()
    if one.state == "silent":
        since = (one.last_new or "")[:16].replace("T", " ")
        found[SILENT] = (
            f"silent, no new article since {since} although its listings answer; {closer}"
        )
    if one.unread:
        found[UNREAD] = f"{one.unread}; {closer}"
    if drifts:
        found[DRIFT] = (
            f"drift, {one.fallback_share:.0%} of its latest articles were not in a container that"
            " it declares; if its layout has changed, name the new container in its file:"
            " docs/reading.md"
        )
    return found


def left_its_container(archive: Archive, one: Health) -> bool:
    """Whether articles were read from a container of it before too many were not.

    Told by rows alone: whoever has no file of the outlet at hand does not know what it declares.
    """
    return one.drifts and bool(archive.row(
        "SELECT 1 FROM (SELECT body_source FROM articles WHERE outlet = ?"
        " ORDER BY first_seen DESC LIMIT ?) WHERE body_source LIKE 'container%' LIMIT 1",
        one.outlet, 20 * RECENT_ARTICLES,
    ))  # fmt: skip


class Concerns:
    """Tells each concern of an outlet once, when it begins, and when it is over."""

    def __init__(self, say: Say) -> None:
        """Nothing has been told yet."""
        self.say = say
        self.open: dict[str, set[str]] = {}
        """By outlet, the kinds that were told and are not over."""

    def told(self, one: Health, found: Mapping[str, str]) -> None:
        """Take what there is now: what is new of it is told, and what is no more.

        Of an outlet that does not answer nothing is over.
        """
        before = self.open.get(one.outlet, set())
        over = before - set(found) if one.state in _ANSWERING else set[str]()
        self.open[one.outlet] = (before | set(found)) - over
        for kind, words in found.items():
            if kind not in before:
                self.say(one.outlet, words, logging.WARNING)
        for kind in sorted(over):
            self.say(one.outlet, _OVER[kind])
