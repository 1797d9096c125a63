"""The page of a report: a template filled in with its figures, nothing loaded from elsewhere."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from crawler.settings import VERSION
from storage import times
from storage.query.filters import Filters
from storage.query.report.figures import Figures
from storage.query.statistics import UNKNOWN_LANGUAGE
from storage.schema.logical_clock import written
from warraq.report.charts import Charts
from warraq.report.scales import duration
from warraq.report.template_context import Overview
from warraq.web.page_rendering import finished, shown
from warraq.web.wording.translation import Language

_HERE = Path(__file__).parent


def report_language(code: str) -> Language:
    """A language of a report: what its own catalogue lacks the web page's has."""
    return Language(code, (_HERE / "locale", *Language(code).catalogues))


def page(
    figures: Figures, names: Mapping[str, str], homes: Mapping[str, str], language: Language,
    options: str = "",
) -> Iterator[str]:  # fmt: skip
    """The page, part by part; ``names``: outlet -> its name for people; ``homes``: its address.

    ``options`` of the command, by which it is made again.
    """
    overview = Overview(figures, names, language)

    def language_name(code: str) -> str:
        if code == UNKNOWN_LANGUAGE:
            return language("unknown")
        return str(Locale(language.code).languages.get(code, code))

    def long(seconds: float | None) -> str:
        return duration(seconds, language)

    return _environment(language).get_template("report.html").generate(
        _=language, language=language, overview=overview, figures=figures,
        chart=Charts(overview), homes=homes, version=VERSION, long=long,
        language_name=language_name, name=written(figures.at), options=options,
        unfiltered=Filters(),
        minute=times.there(times.stamp(figures.at)),
        style=Markup((_HERE / "report.css").read_text("utf-8")),  # ours alone
    )  # fmt: skip


def _environment(language: Language) -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=finished,
    )  # fmt: skip
    made.filters |= {"day": times.day, "minute": times.there, "shown": shown, "n": language.number}
    return made
