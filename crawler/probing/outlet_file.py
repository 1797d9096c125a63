"""An outlet's file, from the report of a probe: formatted, and within every rule about outlets."""

import keyword
import re
import textwrap
from dataclasses import fields
from datetime import date

from crawler import listings, platforms
from crawler.listings import Listing
from crawler.probing.probe import Report, suggested_name
from crawler.probing.python_source import assigned, assigned_call_tuple, pattern, quoted
from crawler.spider import OutletSpider
from crawler.urls import canonical, readable

_ARABIC = re.compile(r"[\u0600-\u06ff]")
MOST_TITLE = 60
"""Characters of a site's name: its first line holds the name of its software, too."""


def outlet_file(report: Report, day: date, name: str | None = None) -> str:
    """The text of ``NAME.py``; it says on which day it was probed and what was seen."""
    name = name or suggested_name(report.home)
    title = _one_line(report.site_name or name)
    family = report.family.__name__
    kinds = sorted({type(way.listing).__name__ for way in report.ways})
    imports = [f"from crawler.listings import {', '.join(kinds)}"] if kinds else []
    module = "crawler.spider" if report.family is OutletSpider else "crawler.platforms"
    imports.append(f"from {module} import {family}")
    lines = [
        f'"""{title}. {_software(report)}.',
        "",
        *_evidence(report, day),
        '"""',
        "",
        *imports,
        "",
        "",
        f"class {_class_name(name)}({family}):",
        f'    """{title}."""',
        "",
        *_attributes(report, name, title),
    ]
    return "\n".join(lines) + "\n"


def names_container(report: Report) -> bool:
    """Whether the file of a report names a body container, since the family's does not serve."""
    return report.container is not None and not report.family_container


def _attributes(report: Report, name: str, title: str) -> list[str]:
    lines = assigned("name", quoted(name))
    if report.site_name and _ARABIC.search(title):
        lines += assigned("arabic_name", quoted(title))
    level = _level(report)
    lines += [*assigned("home", quoted(report.home)), *assigned("evidence", quoted(level))]
    if level == "doubtful":  # the daemon does not crawl what may never answer
        lines.append("    default = False")
    if report.javascript:
        lines.append('    javascript = "the home page"')
    if report.languages and report.languages != ("ar",):
        spoken = ", ".join(map(quoted, report.languages))
        lines.append(f"    languages = ({spoken}{',' if len(report.languages) == 1 else ''})")
    if report.ways:
        calls = [_call(way.listing, report.home) for way in report.ways]
        lines += assigned_call_tuple("listings", calls)
    if report.pattern:
        lines += assigned("article_url", pattern(report.pattern))
    elif report.articles and report.family.article_url:
        lines += assigned("article_url", "None")  # the family's would refuse some
    if report.container and names_container(report):
        lines += assigned("body", quoted(report.container.selector))
    return lines


def _software(report: Report) -> str:
    if report.family is OutletSpider:
        return "A system of its own"
    return report.family.__name__


def _level(report: Report) -> str:
    """A way in that gave no article that could be read is doubtful."""
    return "probed" if report.ways and report.articles else "doubtful"


def _evidence(report: Report, day: date) -> list[str]:
    """The evidence and its month; the listings of one kind are counted together."""
    counted: dict[str, list[int]] = {}
    for way in report.ways:
        counted.setdefault(way.listing.kind, []).append(len(way.leads))
    gave = [
        f"{f'{len(leads)} ' if len(leads) > 1 else ''}{kind} ({sum(leads)})"
        for kind, leads in counted.items()
    ]
    said = (
        f"Probed on {day}: {', '.join(gave) or 'no listing answered'}; {len(report.articles)}"
        f" articles read, pattern {report.accepts[0]} of {report.accepts[1]} addresses"
        f"{f', {report.older} of them old' if report.older else ''}."
    )
    return textwrap.wrap(said, 98)


def _call(listing: Listing, home: str) -> tuple[str, list[str]]:
    """A listing as it is written: its class, and of its values those unlike the default."""
    kind, given = type(listing), list[str]()
    for one in fields(listing):
        value = getattr(listing, one.name)
        if one.name == "path":
            value = _readable(listing, home)
        if value == one.default:
            continue
        written = pattern(value) if "\\" in str(value) else quoted(value)
        given.append(written if one.name == "path" else f"{one.name}={written}")
    return kind.__name__, given


def _readable(listing: Listing, home: str) -> str:
    """The path of a listing in Arabic letters, where that is the same address."""
    shown = readable(listing.path)
    same = canonical(type(listing)(shown).address(home)) == canonical(listing.address(home))
    return shown if same else listing.path


def _class_name(name: str) -> str:
    made = "".join(part.capitalize() for part in name.split("_"))
    taken = hasattr(platforms, made) or hasattr(listings, made) or keyword.iskeyword(made)
    return made if made.isidentifier() and not taken else f"Outlet{made}"


def _one_line(text: str) -> str:
    """A site's name for a docstring: one line, no quotes, no backslash, no full stop."""
    line = " ".join(re.sub(r'["\\\x00-\x1f\x7f-\x9f]', " ", text).split())
    return line[:MOST_TITLE].rstrip(". ") or "?"
