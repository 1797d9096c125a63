"""Articles as TEI P5: one corpus in one file, or a file for each article.

What XML cannot hold is written as ``<g type="U+0000">␀</g>``, and what nobody sees by its number:
a reader of XML has every character again.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import orjson

from crawler.json_with_invisibles_escaped import ESCAPED
from storage.export.article_files import known_day
from storage.export.columns import Column
from storage.export.rows import Row

_NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ODD = re.compile(f"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|{ESCAPED.pattern}")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_LANGUAGE = re.compile(r"[a-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_TO_THE_SECOND = ("second", "minute", "hour")
_AT_HOME = frozenset(("id", "outlet", "url", "headline", "body", "authors", "section", "tags",
                      "language", "words", "lead"))  # fmt: skip
"""Columns with places of their own in TEI (``lead`` has another name); all others are notes."""
_POINTERS = frozenset(("uid", "payload_digest", "record_id", "warc_file", "warc_offset",
                       "warc_length"))  # fmt: skip
"""Columns that lead back to the raw page: identifiers of the source."""


def write_tei(
    found: Iterator[Row], columns: Sequence[Column], out: BinaryIO, said: Mapping[str, str]
) -> None:
    """One ``teiCorpus`` with a ``TEI`` for each article, written as they come."""
    names = [one.name for one in columns]
    kinds = {one.name: one.kind for one in columns}
    out.write(f"{_HEAD}<teiCorpus {_NAMESPACE}>\n{_corpus_header(said)}".encode())
    for row in found:
        article = dict(zip(names, row, strict=True))
        out.write(_tei(article, kinds, f'xml:id="a{article["id"]}"').encode())
    out.write(b"</teiCorpus>\n")


def tei_file(article: Mapping[str, Any], kinds: Mapping[str, str]) -> bytes:
    """One article as a document of its own; ``kinds`` are those of the columns by name."""
    return f"{_HEAD}{_tei(article, kinds, _NAMESPACE)}".encode()


def xml_text(text: str) -> str:
    """A text as the content of an element."""
    if text.isprintable() and not ("&" in text or "<" in text or ">" in text):
        return text
    return _ODD.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    char = found.group()
    if char in _MARKUP:
        return _MARKUP[char]
    point = ord(char)
    if point < 0x20 or point >= 0xFFFE and point <= 0xFFFF:  # XML 1.0 has no such character
        return f'<g type="U+{point:04X}">{chr(0x2400 + point) if point < 0x20 else chr(0xFFFD)}</g>'
    return f"&#x{point:X};"


def _corpus_header(said: Mapping[str, str]) -> str:
    told = "".join(f"<p n={_quoted(name)}>{xml_text(value)}</p>" for name, value in said.items())
    return (
        "<teiHeader><fileDesc><titleStmt><title>Articles of the press</title></titleStmt>"
        '<publicationStmt><distributor>Warraq</distributor><availability status="restricted">'
        f"<p>{xml_text(said['rights'])}</p></availability></publicationStmt>"
        "<sourceDesc><p>Pages of news sites; each text has its address.</p></sourceDesc></fileDesc>"
        f"<encodingDesc><projectDesc>{told}</projectDesc><editorialDecl><p>One p for each line of"
        " the text as printed. A g stands for a character that XML 1.0 cannot hold; its type is"
        " the character's number.</p></editorialDecl></encodingDesc></teiHeader>\n"
    )


def _quoted(value: str) -> str:
    """A value that holds no character which XML lacks, as an attribute's."""
    return f'"{xml_text(value).replace(chr(34), "&quot;")}"'


def _tei(article: Mapping[str, Any], kinds: Mapping[str, str], attributes: str) -> str:
    language = article["language"]
    lang = f' xml:lang="{language}"' if language and _LANGUAGE.fullmatch(language) else ""
    headline = xml_text(article["headline"])
    return (
        f"<TEI {attributes}><teiHeader><fileDesc><titleStmt><title{lang}>{headline}</title>"
        f"{_each('author', article['authors'])}</titleStmt>"
        f'<extent><measure unit="words" quantity="{article["words"]}">{article["words"]}</measure>'
        "</extent><publicationStmt><distributor>Warraq</distributor>"
        f'<idno type="id">{article["id"]}</idno></publicationStmt>'
        f"{_notes(article, kinds)}{_source(article)}</fileDesc>"
        f"{_profile(article, lang)}</teiHeader><text{lang}>"
        f"<body><head>{headline}</head>{_paragraphs(article['body'])}</body></text></TEI>\n"
    )


def _paragraphs(body: str | None) -> str:
    if body is None:
        return '<p><gap reason="not-exported"/></p>'
    return "".join(f"<p>{xml_text(line)}</p>" for line in body.split("\n"))


def _source(article: Mapping[str, Any]) -> str:
    """Where the text stood, when it was published as far as that is known, and its raw page."""
    pointers = "".join(
        f'<idno type="{name}">{xml_text(str(article[name]))}</idno>'
        for name in sorted(_POINTERS & article.keys())
        if article[name] is not None
    )
    at, precision = article["published_at"], article["published_precision"]
    when = at if precision in _TO_THE_SECOND else known_day(at, precision)
    date = f'<date when="{when}"/>' if when else ""
    return (
        f'<sourceDesc><bibl><title level="j">{xml_text(article["outlet"])}</title>'
        f'<idno type="url">{xml_text(article["url"])}</idno>{pointers}{date}</bibl></sourceDesc>'
    )


def _profile(article: Mapping[str, Any], lang: str) -> str:
    language = f"<langUsage><language ident={lang[10:]}/></langUsage>" if lang else ""
    section, tags = article["section"], _each("term", article["tags"])
    classes = (
        f'<keywords n="section"><term>{xml_text(section)}</term></keywords>' if section else ""
    )
    classes += f'<keywords n="tags">{tags}</keywords>' if tags else ""
    classes = f"<textClass>{classes}</textClass>" if classes else ""
    said = language + classes
    return f"<profileDesc>{said}</profileDesc>" if said else ""


def _notes(article: Mapping[str, Any], kinds: Mapping[str, str]) -> str:
    """Every other column that has a value: a note of its name, of a list one for each of it."""
    notes = "".join(
        note
        for name, value in article.items()
        if value is not None and name not in _AT_HOME and name not in _POINTERS
        for note in _note(name, kinds[name], value)
    )
    return f"<notesStmt>{notes}</notesStmt>" if notes else ""


def _note(name: str, kind: str, value: Any) -> Iterator[str]:
    if kind == "list":
        for one in orjson.loads(value):
            yield f'<note type="{name}">{xml_text(one)}</note>'
    elif kind == "map":
        for key, one in orjson.loads(value).items():
            yield f'<note type="{name}" n={_quoted(key)}>{xml_text(one)}</note>'
    elif kind == "boolean":
        yield f'<note type="{name}">{"true" if value else "false"}</note>'
    else:
        yield f'<note type="{name}">{xml_text(str(value))}</note>'


def _each(element: str, values: str) -> str:
    """An element for each text of a list as the database has it."""
    if values == "[]":
        return ""
    return "".join(f"<{element}>{xml_text(one)}</{element}>" for one in orjson.loads(values))
