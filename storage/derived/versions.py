"""Which code made what an archive derives from its texts: fold, sketch, outline, search index.

A version is a digest of the code's own **output**: of the fold over all code points, of the others
over fixed texts. A number raised by hand would be forgotten, and could not know that another
Python, SQLite, numpy or xxhash does the same differently. Making the digests takes most of a
second, so an archive remembers them under ``code_key``, which differs whenever that code may.
"""

import contextlib
import functools
import hashlib
import json
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, FunctionType, ModuleType

import numpy as np
import xxhash
from sqlite_utils import Database

from crawler import arabic
from storage import times
from storage.copies import shingle_hash_prefilter, shingles_and_winnowing_keys
from storage.schema import FIRST_VERSIONS

NAMES = ("fold", "sketch", "outline", "index", "former")
"""``fold``: fingerprints, word counts, learned lines; ``sketch``: ``bands``; ``outline``:
``outlines``; ``index``: ``articles_fts``; ``former``: ``revisions_fts``."""
_POINTS = 0x110000
_CHUNK = 256
_TOKENIZED = 0x20000
"""The first two planes: the others have no letters of the press, and cost as much again."""
_LETTERS = [*map(chr, range(0x0621, 0x064B)), *"aeiouyncsAEIOUYNCS"]
_MARKS = [*map(chr, range(0x0300, 0x0330)), *map(chr, range(0x064B, 0x0656)), "\u0670", "\u0640"]
_TEXTS = [" ".join(f"كلمة{n} mot{n % 7}" for n in range(size)) for size in (*range(40), 400)]
"""Of 0 to 78 words and of 800: on both sides of every length at which a sketch changes its kind."""


INDEXED = ("headline", "body", "byline", "section", "tags")
"""The columns of the search index, those of ``articles_folded``."""


def index_sql() -> str:
    """The statement that makes the search index."""
    return (
        f"CREATE VIRTUAL TABLE articles_fts USING fts5({', '.join(INDEXED)},"
        f" content='articles_folded', content_rowid='id', tokenize=\"{arabic.TOKENIZER}\")"
    )


FORMER_INDEXED = ("headline", "body", "byline")
"""The columns of the index of former versions, those of ``revisions_folded``."""
SEARCH_INDEXES = ("articles_fts", "revisions_fts")
"""Their tables."""


def former_index_sql() -> str:
    """The statement that makes the index of former versions."""
    return (
        f"CREATE VIRTUAL TABLE revisions_fts USING fts5({', '.join(FORMER_INDEXED)},"
        f" content='revisions_folded', content_rowid='id', tokenize=\"{arabic.TOKENIZER}\")"
    )


def fold_version(words: Callable[[str], list[str]]) -> str:
    """The digest of a fold: its words of every code point, and of letters with marks behind them.

    The latter, since a letter and its marks are folded together.
    """
    digest = hashlib.sha256()
    for first in range(0, _POINTS, _CHUNK):
        surrogates = 0xD800 <= first < 0xE000  # no text: all of a chunk are, or none
        points = "" if surrogates else "\n".join(map(chr, range(first, first + _CHUNK)))
        digest.update((" ".join(words(points)) + "\0").encode())
    for letter in _LETTERS:
        marked = "\n".join(f"{letter}{mark}\n{letter}{mark}\u0651{letter}" for mark in _MARKS)
        digest.update((" ".join(words(marked)) + "\0").encode())
    digest.update(" ".join(words("ΟΔΥΣΣΕΥΣ ΣΑΣ ﷺ 각 İI")).encode())
    return digest.hexdigest()[:16]


def of_the_code() -> Mapping[str, str]:
    """The versions of the code that runs, by name, worked out anew: this takes most of a second."""
    return _made(code_key())


def running(db: Database) -> Mapping[str, str]:
    """The versions of the code that runs, as this archive remembers them, or worked out."""
    key = code_key()
    if not db.table("code_versions").exists():  # of a former version, on a read-only disk
        return _made(key)
    known = db.execute("SELECT versions FROM code_versions WHERE code = ?", [key]).fetchone()
    if known:
        return dict(json.loads(known[0]))
    made = _made(key)
    with contextlib.suppress(sqlite3.OperationalError):  # read-only or full: worked out next time
        db.execute(
            "INSERT OR REPLACE INTO code_versions (code, versions, at) VALUES (?, ?, ?)",
            [key, json.dumps(made), times.stamp(times.now())],
        )
    return made


def stored(db: Database) -> Mapping[str, str]:
    """The versions of the code that made what the archive holds; empty: it is to be made."""
    if not db.table("derived").exists():
        return FIRST_VERSIONS
    return {name: version for name, version in db.execute("SELECT name, version FROM derived")}


def stale(db: Database) -> list[str]:
    """The names of what other code made than the one that runs, in the order of ``NAMES``."""
    now, then = running(db), stored(db)
    return [name for name in NAMES if now[name] != then.get(name)]


def code_key() -> str:
    """The hash of all that the versions depend on: code, constants, and the libraries below."""
    libraries = (sys.version, unicodedata.unidata_version, sqlite3.sqlite_version,
                 np.__version__, xxhash.VERSION)  # fmt: skip
    digest = hashlib.sha256("\n".join(libraries).encode())
    modules = (arabic, shingles_and_winnowing_keys, shingle_hash_prefilter, sys.modules[__name__])
    for module in modules:
        for part in _spelled(module, module.__name__):
            digest.update(part)
    return digest.hexdigest()[:32]


@functools.lru_cache(maxsize=8)
def _made(key: str) -> Mapping[str, str]:
    fold = fold_version(arabic.folded_words)
    texts = [shingles_and_winnowing_keys.text_of("", "", body, None) for body in _TEXTS]
    keys = [shingles_and_winnowing_keys.winnowing_keys(text) for text in texts]
    terms = [*_tokenized()]
    outlines = [shingle_hash_prefilter.outline_of(text) for text in texts]
    return {
        "fold": fold,
        "sketch": _digest(fold, keys),
        "outline": _digest(fold, [(o.length, o.grams.hex(), o.words.hex()) for o in outlines]),
        "index": _digest(fold, [index_sql(), *terms]),
        "former": _digest(fold, [former_index_sql(), *terms]),
    }


def _digest(fold: str, output: object) -> str:
    return hashlib.sha256(f"{fold} {json.dumps(output)}".encode()).hexdigest()[:16]


def _tokenized() -> Iterator[str]:
    """The terms that this SQLite makes of folded letters."""
    db = sqlite3.connect(":memory:")
    db.execute(f'CREATE VIRTUAL TABLE probe USING fts5(text, tokenize="{arabic.TOKENIZER}")')
    db.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(probe, 'instance')")
    points = (chr(point) for point in range(1, _TOKENIZED) if not 0xD800 <= point < 0xE000)
    db.execute("INSERT INTO probe VALUES (?)", [arabic.fold("\n".join(points))])
    try:
        yield from (term for (term,) in db.execute("SELECT term FROM terms ORDER BY offset"))
    finally:
        db.close()


def _spelled(value: object, module: str) -> Iterator[bytes]:
    """A piece of a program as bytes that differ where it does: functions, classes, constants."""
    value = getattr(value, "__wrapped__", value)
    if isinstance(value, ModuleType):
        if value.__name__ == module:
            yield from _members(vars(value), module)
    elif isinstance(value, type):
        if value.__module__ == module:
            yield from _members(vars(value), module)
    elif isinstance(value, FunctionType):
        if value.__module__ == module:
            yield from _spelled(value.__code__, module)
            yield repr(value.__defaults__).encode()
    elif isinstance(value, CodeType):
        yield value.co_code + repr(value.co_names).encode()
        for constant in value.co_consts:
            yield from _spelled(constant, module)
    elif isinstance(value, functools.cached_property):
        yield from _spelled(value.func, module)
    elif isinstance(value, re.Pattern):
        yield f"{value.pattern}{value.flags}".encode()
    elif isinstance(value, dict):
        yield repr(sorted((repr(key), repr(item)) for key, item in value.items())).encode()
    elif isinstance(value, set | frozenset):
        yield repr(sorted(map(repr, value))).encode()
    elif isinstance(value, np.ndarray):
        yield value.tobytes()
    elif isinstance(value, str | bytes | int | float | list | tuple):
        yield repr(value).encode()


def _members(members: Mapping[str, object], module: str) -> Iterator[bytes]:
    for name, value in sorted(members.items()):
        if not (name.startswith("__") and name.endswith("__")):
            yield name.encode()
            yield from _spelled(value, module)
