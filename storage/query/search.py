"""Full-text search over folded text: forgives spelling, marks the words in the original text.

Words are joined by AND; "a phrase" in quotes; ``-word`` excludes; ``word*`` is a prefix. A word is
also found behind the particles that Arabic writes together with it (ال، و، ف، ب، ك، ل).
"""

import re
from dataclasses import dataclass

from crawler.arabic import TOKEN, folded_words
from storage.archive import Archive
from storage.query.filters import WHEN, Filters

MARK_OPEN, MARK_CLOSE = "\x01", "\x02"
"""Control characters, which no printed text holds."""
_PART = re.compile(r'(-?)(?:["“«](.+?)["”»]|(\S+))')
_ARTICLE = re.compile("^(?:[وف]?(?:ال|بال|كال)|[وف]?لل)(?=.{2})")
_LONG_PARTICLES = ("ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وبال")
_PARTICLES = ("", "و", "ف", "ب", "ك", "ل", *_LONG_PARTICLES)
_NOT_AN_ARTICLE = frozenset(("الله", "الان", "التي", "الذي", "الذين", "اللذين", "الا", "الف"))
"""Words whose first letters are no definite article (folded)."""
_ARABIC = re.compile("[\u0621-\u064a]")


class BadQuery(ValueError):
    """The query has no word to search for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found; ``headline`` and ``snippet`` carry ``MARK_OPEN`` and ``MARK_CLOSE``."""

    id: int
    outlet: str
    url: str
    published_at: str | None
    first_seen: str
    headline: str
    snippet: str
    score: float


def search(
    archive: Archive, text: str, filters: Filters | None = None, *, limit: int = 20,
    offset: int = 0, exact: bool = False,
) -> list[Hit]:  # fmt: skip
    """The articles that match, best first. Raises ``BadQuery`` if there is no word in it.

    ``exact`` keeps only those that have each word spelled just so.
    """
    where, query = _condition(text, filters, exact)
    rows = archive.rows(
        "SELECT a.id, a.outlet, a.url, a.published_at, a.first_seen, a.headline, a.body,"
        f" highlight(articles_fts, 0, '{MARK_OPEN}', '{MARK_CLOSE}') AS marked_headline,"
        f" highlight(articles_fts, 1, '{MARK_OPEN}', '{MARK_CLOSE}') AS marked_body,"
        " bm25(articles_fts, 4.0, 1.0) AS score"
        " FROM articles_fts JOIN articles a ON a.id = articles_fts.rowid"
        f" WHERE articles_fts MATCH ? AND {where}"
        f" ORDER BY score, {WHEN} DESC, a.id LIMIT ? OFFSET ?",
        *query, limit, offset,
    )  # fmt: skip
    return [
        Hit(
            row["id"], row["outlet"], row["url"], row["published_at"], row["first_seen"],
            transfer_marks(row["headline"], row["marked_headline"]),
            # bm25 is the smaller the better; a score that people see grows
            snippet(transfer_marks(row["body"], row["marked_body"])), -row["score"],
        )
        for row in rows
    ]  # fmt: skip


def count(
    archive: Archive, text: str, filters: Filters | None = None, *, exact: bool = False
) -> int:
    """The number of articles that match. Raises ``BadQuery`` if there is no word in it."""
    where, query = _condition(text, filters, exact)
    row = archive.row(
        "SELECT count(*) FROM articles_fts JOIN articles a ON a.id = articles_fts.rowid"
        f" WHERE articles_fts MATCH ? AND {where}",
        *query,
    )  # fmt: skip
    return int(row[0]) if row else 0


def _condition(text: str, filters: Filters | None, exact: bool) -> tuple[str, list[object]]:
    """What an article must meet beside the index, and the values of the whole query."""
    where, values = (filters or Filters()).where()
    query: list[object] = [match_expression(text), *values]
    for part in literal_terms(text) if exact else ():
        # instr, not LIKE: it compares byte by byte, and knows no wildcards
        where += " AND (instr(a.headline, ?) OR instr(a.body, ?))"
        query += [part, part]
    return where, query


def match_expression(text: str) -> str:
    """The FTS5 query for what a person typed. Raises ``BadQuery`` if there is no word in it."""
    wanted, unwanted = list[str](), list[str]()
    for minus, phrase, word in _PART.findall(text):
        expression = _phrase(phrase) if phrase else _word(word)
        if expression:
            (unwanted if minus else wanted).append(expression)
    if not wanted:
        raise BadQuery(f"no word to search for in {text!r}: give at least one")
    query = " AND ".join(wanted)
    return f"({query}) NOT ({' OR '.join(unwanted)})" if unwanted else query


def literal_terms(text: str) -> list[str]:
    """The wanted words and phrases as they were typed; what holds no word is none of them."""
    found = _PART.findall(text)
    wanted = [(phrase or word).strip("*") for minus, phrase, word in found if not minus]
    return [text for text in wanted if TOKEN.search(text)]


def _phrase(text: str) -> str:
    """The expression for words in this order; the first one may have particles before it."""
    first, *rest = folded_words(text) or [""]
    if not first:
        return ""
    return "(" + " OR ".join('"' + " ".join([form, *rest]) + '"' for form in _forms(first)) + ")"


def _word(text: str) -> str:
    """The expression for a word in all its forms; a word of several tokens is a phrase."""
    tokens = folded_words(text)
    if len(tokens) != 1:
        return _phrase(text)
    token = tokens[0].lower()
    star = "*" if text.endswith("*") else ""
    return "(" + " OR ".join(f'"{form}"{star}' for form in _forms(token)) + ")"


def _forms(token: str) -> list[str]:
    """The forms of a folded word, with and without the particles written together with it."""
    if not _ARABIC.match(token):
        return [token]
    stem = token if token in _NOT_AN_ARTICLE else _ARTICLE.sub("", token)
    # two letters with one particle before them are too often another word
    particles = _PARTICLES if len(stem) > 2 else ("", *_LONG_PARTICLES)
    return list(dict.fromkeys([token, *(particle + stem for particle in particles)]))


def transfer_marks(original: str, marked: str) -> str:
    """The original text with the marks of the highlighted folded one.

    Folding maps each token to one token: the n-th of one is the n-th of the other.
    """
    spans = [(match.start(), match.end()) for match in TOKEN.finditer(original)]
    parts, at, token, begins = list[str](), 0, 0, 0
    for match in re.finditer(f"{MARK_OPEN}|{MARK_CLOSE}|{TOKEN.pattern}", marked):
        if match.group() == MARK_OPEN:
            begins = token
        elif match.group() == MARK_CLOSE:
            start, end = spans[begins][0], spans[token - 1][1]
            parts += [original[at:start], MARK_OPEN, original[start:end], MARK_CLOSE]
            at = end
        else:
            token += 1
    return "".join([*parts, original[at:]])


def snippet(marked: str, width: int = 220) -> str:
    """The part of a marked text with the most marks, on one line, cut at words.

    ``width`` is in characters.
    """
    text = re.sub(r"\s+", " ", marked)
    places = [match.start() for match in re.finditer(MARK_OPEN, text)]
    best = max(places, key=lambda p: sum(p <= q < p + width for q in places), default=0)
    start = 0 if best < width // 3 else text.rfind(" ", 0, best - width // 4) + 1
    end = len(text) if start + width >= len(text) else text.rfind(" ", 0, start + width)
    end = end if end > best else len(text)
    cut = text[start:end]
    if cut.rfind(MARK_OPEN) > cut.rfind(MARK_CLOSE):  # cut inside a marked phrase
        cut += MARK_CLOSE
    return ("… " if start else "") + cut + (" …" if end < len(text) else "")
