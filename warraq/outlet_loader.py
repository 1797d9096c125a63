"""Loading the outlets that this installation knows, and choosing among them."""

import difflib
import inspect
import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from crawler.arabic import folded_words
from crawler.run.crawl_process import scrapy_settings
from crawler.urls import host_of
from storage.errors import WrongUsage

if TYPE_CHECKING:  # Scrapy is loaded where outlets are
    from crawler.spider import OutletSpider
    from storage.archive import Archive


class BrokenOutlet(WrongUsage):
    """A module of outlets cannot be imported."""


class OutletsAway(BrokenOutlet):
    """A package of outlets that the settings name is not where it is looked for."""


class UnknownOutlet(WrongUsage):
    """No outlet has that name."""


class UnknownHome(UnknownOutlet):
    """The setting ``homes`` gives an address to an outlet that there is not."""


def all_outlets(overrides: Mapping[str, Any] | None = None) -> "dict[str, type[OutletSpider]]":
    """Every outlet by its name, in alphabetical order.

    Raises ``BrokenOutlet``, and ``UnknownHome``: whoever slips in a name would crawl the site
    itself where a mirror of it was meant.
    """
    from scrapy.spiderloader import SpiderLoader

    from crawler.spider import OutletSpider

    settings = scrapy_settings(overrides or {})
    try:
        loader = SpiderLoader.from_settings(settings)
    except (Exception, SystemExit) as error:  # an outlet's file is anybody's code
        modules = settings.getlist("SPIDER_MODULES")
        said = f"cannot load the outlets in {', '.join(modules)}: {_in_words(error)}"
        if isinstance(error, ModuleNotFoundError):
            said += (
                ". Packages of outlets are looked for where Warraq is installed, in the current"
                " folder, beside a file given with --config, and in the folders of WARRAQ_OUTLETS;"
                " never in an archive's folder"
            )
            # a package itself, and not what one of its files asks for
            if any(f"{module}.".startswith(f"{error.name}.") for module in modules):
                raise OutletsAway(said) from error
        raise BrokenOutlet(said) from error
    _demand_names(OutletSpider, tuple(settings.getlist("SPIDER_MODULES")))
    found = {name: loader.load(name) for name in sorted(loader.list())}
    outlets = {name: spider for name, spider in found.items() if issubclass(spider, OutletSpider)}
    for spider in outlets.values():
        _demand_sound(spider)
    for name in (overrides or {}).get("HOMES", {}):
        if name not in outlets:
            raise UnknownHome(f"the setting `homes`: {_nobody_is_called(name, outlets)}")
    return outlets


def _in_words(error: Exception | SystemExit) -> str:
    """What is wrong with a file of outlets, with the place where it stands."""
    if isinstance(error, ImportError | SyntaxError):  # these name their place
        return str(error)
    *_, last = traceback.extract_tb(error.__traceback__)
    said = "it ends the program" if isinstance(error, SystemExit) else error
    return f"{said} ({last.filename}, line {last.lineno})"


def _demand_names(parent: "type[OutletSpider]", modules: tuple[str, ...]) -> None:
    """Scrapy passes by a spider without a name, and says nothing."""
    for spider in parent.__subclasses__():
        own = any(f"{spider.__module__}.".startswith(f"{module}.") for module in modules)
        leaf = not spider.__subclasses__()  # others may share what they have in common
        if own and leaf and not getattr(spider, "name", None):
            raise BrokenOutlet(f"{spider.__module__}.{spider.__name__} has no `name`")
        _demand_names(spider, modules)


def _demand_sound(spider: "type[OutletSpider]") -> None:
    """Raise ``BrokenOutlet`` for what would end every crawl or data set of the outlet."""
    place = f"{spider.name} ({spider.__module__})"
    if not re.match(r"https?://[^/]", str(getattr(spider, "home", ""))):
        raise BrokenOutlet(f"{place}: `home` must be an http(s) address")
    for key in ("article_url", "post_url"):
        try:
            re.compile(getattr(spider, key) or "")
        except (re.error, TypeError) as error:  # a number has no pattern in it
            raise BrokenOutlet(f"{place}: `{key}` is no pattern: {error}") from error
    if (stated := spider.owner_stated) is not None:
        try:
            date.fromisoformat(stated)
        except (TypeError, ValueError) as error:
            raise BrokenOutlet(f"{place}: `owner_stated` is no day like 2026-11-24") from error


def chosen(
    names: Iterable[str], outlets: "Mapping[str, type[OutletSpider]]"
) -> "list[type[OutletSpider]]":
    """The outlets of these names. Raises ``UnknownOutlet`` with the nearest known names."""
    found = []
    for name in names:
        if name not in outlets:
            said = _nobody_is_called(name, outlets)
            raise UnknownOutlet(f"{said} `warraq outlets --all` lists them")
        found.append(outlets[name])
    return found


def _nobody_is_called(name: str, outlets: Iterable[str]) -> str:
    """That no outlet has a name, and which ones have nearly that."""
    near = _called_in_arabic(name, outlets) or difflib.get_close_matches(
        name, list(outlets), n=3, cutoff=0.5
    )
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"no outlet is called {name!r}.{hint}"


def _called_in_arabic(name: str, outlets: Iterable[str]) -> list[str]:
    """The keys of the outlets with that Arabic name however it is spelt, else with its words."""
    wanted = {*folded_words(name)}
    called = {
        key: {*folded_words(spider.arabic_name or "")}
        for key, spider in (outlets.items() if isinstance(outlets, Mapping) else ())
    }
    exact = [key for key, words in called.items() if words == wanted]
    return (exact or [key for key, words in called.items() if wanted <= words])[:3]


def crawled(
    outlets: "Mapping[str, type[OutletSpider]]", settings: Iterable[str] | None
) -> "list[type[OutletSpider]]":
    """The outlets that the daemon crawls: those of the settings, else the default ones.

    Raises ``UnknownOutlet``.
    """
    default = (name for name, spider in outlets.items() if spider.default)
    return chosen(settings or default, outlets)


def demand_known(names: Iterable[str] | None, archive: "Archive", overrides: Any = None) -> None:
    """Raise ``UnknownOutlet`` for a name that no file and nothing in the archive has."""
    from storage.query.filters import has_outlet  # it loads NumPy

    strangers = [name for name in names or () if not has_outlet(archive, name)]
    if strangers:
        chosen(strangers, all_outlets(overrides))


def owner_of_addresses(overrides: Mapping[str, Any]) -> Callable[[str], str | None]:
    """Says which outlet owns an address that may be an article of it."""
    by_host: dict[str, list[OutletSpider]] = {}
    for spider_class in all_outlets(overrides).values():
        spider = spider_class()
        spider.address = overrides.get("HOMES", {}).get(spider.name, spider_class.home)
        for host in spider.hosts:
            by_host.setdefault(host, []).append(spider)

    def owner(url: str) -> str | None:
        try:
            found = by_host.get(host_of(url), [])
        except ValueError:  # no address at all
            return None
        return next((spider.name for spider in found if spider.is_article(url)), None)

    return owner


def own_ids(overrides: Mapping[str, Any]) -> Callable[[str, str], str | None]:
    """Says by which id an outlet itself knows the article of an address; ``None``: by none."""
    spiders: dict[str, OutletSpider] = {}
    for name, spider_class in all_outlets(overrides).items():
        spiders[name] = spider_class()
        spiders[name].address = overrides.get("HOMES", {}).get(name, spider_class.home)

    def own_id(outlet: str, url: str) -> str | None:
        return spiders[outlet].own_id(url)

    return own_id


def outlet_of(
    url: str, outlets: "Mapping[str, type[OutletSpider]]", homes: Mapping[str, str]
) -> "OutletSpider | None":
    """The outlet that owns an address, if one does."""
    for name, spider_class in outlets.items():
        spider = spider_class()
        spider.address = homes.get(name, spider_class.home)
        if spider.owns(url):
            return spider
    return None


def evidence_of(spider: "type[OutletSpider]") -> str:
    """The evidence for an outlet and its date: its file's words, without the first line."""
    said = inspect.getdoc(inspect.getmodule(spider)) or ""
    return " ".join(said.partition("\n")[2].split())
