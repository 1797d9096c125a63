"""An outlet's file, from the report of a probe."""

import json
import re
from dataclasses import fields
from datetime import date

from crawler.listings import Listing
from crawler.probing.probe import Report, suggested_name
from crawler.spider import OutletSpider

_ARABIC = re.compile(r"[\u0600-\u06ff]")


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
        f"    name = {json.dumps(name)}",
    ]
    if report.site_name and _ARABIC.search(report.site_name):
        lines.append(f"    arabic_name = {json.dumps(title, ensure_ascii=False)}")
    lines += [f"    home = {json.dumps(report.home)}", f'    evidence = "{_level(report)}"']
    if report.javascript:
        lines.append('    javascript = "the home page"')
    if report.languages and report.languages != ("ar",):
        lines.append(f"    languages = {_tuple(list(map(json.dumps, report.languages)))}")
    lines += _assigned("listings", [_call(way.listing) for way in report.ways])
    if report.pattern:
        lines.append(f"    article_url = {_raw(report.pattern)}{_noqa(report.pattern)}")
    if report.container and not report.family_container:
        lines.append(f"    body = {json.dumps(report.container.selector)}")
    return "\n".join(lines) + "\n"


def _software(report: Report) -> str:
    if report.family is OutletSpider:
        return "A system of its own"
    return report.family.__name__


def _level(report: Report) -> str:
    """A way in that gave no article that could be read is doubtful."""
    return "probed" if report.ways and report.articles else "doubtful"


def _evidence(report: Report, day: date) -> list[str]:
    """What was seen, and when."""
    gave = ", ".join(f"{way.listing.kind} ({len(way.leads)})" for way in report.ways)
    said = [f"Probed on {day}: {gave or 'no listing answered'};", f"{len(report.articles)} articles"
            f" read, pattern {report.accepts[0]} of {report.accepts[1]} addresses."]  # fmt: skip
    return [" ".join(said)] if len(" ".join(said)) < 99 else said


def _assigned(name: str, values: list[str]) -> list[str]:
    one = f"    {name} = {_tuple(values)}"
    if len(one) <= 100:
        return [one]
    return [f"    {name} = (", *(f"        {value}," for value in values), "    )"]


def _tuple(values: list[str]) -> str:
    return f"({', '.join(values)}{',' if len(values) == 1 else ''})"


def _call(listing: Listing) -> str:
    """A listing as it is written: its path, and what differs from the default."""
    kind = type(listing)
    given = []
    for one in fields(listing):
        value = getattr(listing, one.name)
        if value == one.default:
            continue
        written = _raw(value) if "\\" in str(value) else json.dumps(value, ensure_ascii=False)
        given.append(written if one.name == "path" else f"{one.name}={written}")
    return f"{kind.__name__}({', '.join(given)})"


def _raw(text: str) -> str:
    """A text as a literal; patterns stay readable."""
    if '"' in text or text.endswith("\\") or "\n" in text:
        return repr(text)
    return f'r"{text}"' if "\\" in text else f'"{text}"'


def _noqa(pattern: str) -> str:
    return "  # noqa: E501" if len(pattern) > 78 else ""


def _class_name(name: str) -> str:
    made = "".join(part.capitalize() for part in name.split("_"))
    return made if made.isidentifier() else f"Outlet{made}"


def _one_line(text: str) -> str:
    """A site's name for a docstring: one line, no quotes, no backslash, no full stop."""
    return " ".join(re.sub(r'["\\\x00-\x1f]', " ", text).split()).rstrip(".")[:80] or "?"
