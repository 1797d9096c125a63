"""What the operator chooses: ``warraq.toml`` in the archive folder or the current one.

Settings are data, also those that lie in somebody else's archive: no code is loaded from there.
"""

import hashlib
import os
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from crawler import settings
from crawler.settings import USER_AGENT
from storage.database import DATABASE
from storage.database import SETTINGS as FILE
from storage.errors import WrongUsage
from warraq.setting_values import what_is_wrong

_SETTINGS: Mapping[str, tuple[str, Any]] = {
    "spider_modules": ("SPIDER_MODULES", list),
    "homes": ("HOMES", dict),
    "allow_private": ("ALLOW_PRIVATE", bool | list),
    "delay": ("DOWNLOAD_DELAY", float),
    "timeout": ("DOWNLOAD_TIMEOUT", float),
    "max_bytes": ("DOWNLOAD_MAXSIZE", int),
    "min_free_bytes": ("MIN_FREE_BYTES", int),
    "max_memory_bytes": ("MAX_MEMORY_BYTES", int),
    "max_pages": ("MAX_PAGES", int),
    "listing_pages": ("LISTING_PAGES", int),
    "poll_min": ("POLL_MIN", float),
    "poll_start": ("POLL_START", float),
    "poll_max": ("POLL_MAX", float),
    "max_seconds": ("MAX_SECONDS", float),
    "host_budget": ("HOST_BUDGET", int),
    "robots_max_age": ("ROBOTS_MAX_AGE", float),
    "honour_opt_outs": ("HONOUR_OPT_OUTS", list),
    "revisit_ages": ("REVISIT_AGES", list),
    "gone_gap": ("GONE_GAP", float),
    "retry_delay": ("RETRY_DELAY", float),
}
_DAEMON = {
    "outlets": list,
    "contact": str,
    "parallel": int,
    "time_limit": float,
    "shortest_pause": float,
    "spread": float,
    "tidy_every": float,
    "verify_every": float,
    "verify_seconds": float,
    "quiet_hour": int,
    "hold_pages": bool,
}


_ORDERED = (
    ("poll_min", "poll_max", "listings would be looked at at no time at all"),
    ("poll_min", "poll_start", "the first interval would be shorter than the shortest"),
    ("poll_start", "poll_max", "the first interval would be longer than the longest"),
    ("max_seconds", "time_limit", "every long crawl would be broken off from outside"),
    ("delay", "max_seconds", "a crawl would end before its second request"),
    ("timeout", "time_limit", "a crawl would be broken off while it waits for an answer"),
)
"""Pairs of settings of which the first may not exceed the second, and why."""
_DEFAULTS = {
    key: getattr(settings, name) for key, (name, _) in _SETTINGS.items() if hasattr(settings, name)
} | {"time_limit": 3600.0}


UNCONFIRMED = f"{FILE}.unconfirmed"
"""Beside settings that came with a backup: their checksum, until somebody confirms them."""
OUTLETS = "WARRAQ_OUTLETS"
"""The environment variable with folders from which outlets of one's own are loaded."""
_LOOSENING: Mapping[str, Callable[[Any], bool]] = {
    "allow_private": bool,
    "homes": bool,
    "max_bytes": lambda value: value > settings.DOWNLOAD_MAXSIZE,
    "min_free_bytes": lambda value: value < settings.MIN_FREE_BYTES,
    "host_budget": lambda value: value > settings.HOST_BUDGET,
    "delay": lambda value: value < settings.DOWNLOAD_DELAY,
}
"""Settings that turn off what guards the machine, its network and its neighbours, and whether a
value does. From a backup of somebody else's they are in force once the operator says so."""


class BadConfig(WrongUsage):
    """The settings file cannot be read, or names something that we do not know."""


@dataclass(frozen=True, slots=True)
class Config:
    """The operator's choices."""

    file: Path | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    """For Scrapy."""
    daemon: Mapping[str, Any] = field(default_factory=dict)
    set_aside: tuple[str, ...] = ()
    """Settings that came with a backup and are not in force until somebody confirms them."""

    @property
    def contact(self) -> str | None:
        """The address at which outlets can reach the operator."""
        return self.daemon.get("contact", "").strip() or None


def load_config(archive: Path, named: Path | None = None) -> Config:
    """The settings file that applies, read and checked. Raises ``BadConfig`` naming the key."""
    places = [named] if named else [archive / FILE, Path.cwd() / FILE]
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        if named:
            raise BadConfig(f"no settings file at {named}")
        return Config()
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadConfig(f"{file}: {error}") from error
    set_aside = () if named else unconfirmed(archive, file, given)
    for key in set_aside:
        del given[key]
    overrides, daemon = dict[str, Any](), dict[str, Any]()
    for key, value in given.items():
        if key in _SETTINGS:
            name, kind = _SETTINGS[key]
            overrides[name] = _checked(file, key, value, kind)
        elif key in _DAEMON:
            daemon[key] = _checked(file, key, value, _DAEMON[key])
        else:
            known = sorted([*_SETTINGS, *_DAEMON])
            meant = "".join(f" (is {one} meant?)" for one in get_close_matches(key, known, 1))
            raise BadConfig(f"{file}: unknown setting {key!r}{meant}; known are {', '.join(known)}")
    _demand_order(file, given)
    if "SPIDER_MODULES" in overrides:
        places = [Path(name) for name in os.environ.get(OUTLETS, "").split(os.pathsep) if name]
        _load_code_from(*places, *_own_places(archive, file, named))
    if contact := daemon.get("contact", "").strip():
        overrides["USER_AGENT"] = f"{USER_AGENT[:-1]}; {contact})"
    return Config(file, overrides, daemon, set_aside)


def _own_places(archive: Path, file: Path, named: Path | None) -> list[Path]:
    """The folders in which the operator says that packages of outlets stand.

    That of a settings file that he names, and the current one. A folder that holds an archive or a
    backup is none, wherever he stands: what it brings along is data.
    """
    folders = [file.parent.absolute()] if named else []
    here = Path.cwd()
    inside = here.resolve().is_relative_to(archive.resolve())
    if not inside and not (here / DATABASE).exists():
        folders.append(here)
    return folders


def _load_code_from(*folders: Path) -> None:
    """Let packages be found in folders too, after all that is installed: they shadow nothing."""
    for folder in map(str, folders):
        if folder not in sys.path:
            sys.path.append(folder)


def unconfirmed(archive: Path, file: Path, given: Mapping[str, Any]) -> tuple[str, ...]:
    """The settings of an archive's own file that came with a backup, loosen what guards the
    machine, and were neither confirmed nor changed since."""
    try:
        noted = (archive / UNCONFIRMED).read_text(encoding="utf-8").strip()
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except (OSError, UnicodeDecodeError):  # nothing was noted
        return ()
    if noted != digest or file.parent.absolute() != archive.absolute():
        return ()
    return tuple(key for key, loosens in _LOOSENING.items() if key in given and loosens(given[key]))


def note_unconfirmed(archive: Path) -> None:
    """Note that the settings in a restored archive are not confirmed. Raises ``OSError``."""
    digest = hashlib.sha256((archive / FILE).read_bytes()).hexdigest()
    (archive / UNCONFIRMED).write_text(digest + "\n", encoding="utf-8")


def _demand_order(file: Path, given: Mapping[str, Any]) -> None:
    """Raise ``BadConfig`` for two settings that contradict each other.

    Where nobody has set the first poll's interval it keeps within the other two.
    """
    for less, more, why in _ORDERED:
        if "poll_start" in (less, more) and "poll_start" not in given:
            continue
        low, high = given.get(less, _DEFAULTS[less]), given.get(more, _DEFAULTS[more])
        if {less, more} & given.keys() and low > high:
            whose = " and ".join(
                f"{key} = {value:g}" + ("" if key in given else " (its default)")
                for key, value in ((less, low), (more, high))
            )
            raise BadConfig(f"{file}: {less} is above {more}: {whose}; {why}")


def _checked(file: Path, key: str, value: Any, kind: Any) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if wrong := what_is_wrong(key, value, kind):
        raise BadConfig(f"{file}: {key} {wrong}")
    return value
