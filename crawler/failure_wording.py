"""Failed downloads in words for people, whatever the libraries below say of them."""

import re
from collections.abc import Iterator

from OpenSSL.SSL import Error as TlsError
from twisted.internet import error as connection
from twisted.python.failure import Failure

from crawler.errors import NO_ANSWER_IN_TIME, NO_ROUTE

_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (connection.ConnectionDone, "the server closed the connection without an answer"),
    (connection.ConnectionLost, "the connection was lost"),
    (connection.NoRouteError, NO_ROUTE),
    (connection.TimeoutError, NO_ANSWER_IN_TIME),
    (connection.TCPTimedOutError, NO_ANSWER_IN_TIME),
)
_MAX_CHARACTERS = 200
_INNARDS = re.compile(r"<(?:[\w.]+ object|[\w.]+\.Failure\b[^>]*|function [^>]*|bound [^>]*)[^>]*>")
"""What Python prints of objects that say nothing of themselves."""


def failure_in_words(exception: BaseException) -> str:
    """Why a download failed, in one line without the names of Python's objects."""
    causes = list(_causes(exception))
    for cause in causes:
        for kind, words in _REASONS:
            if isinstance(cause, kind):
                return words
        # private names of Twisted's
        if "ParseError" in {kind.__name__ for kind in type(cause).__mro__}:
            return "the server does not speak HTTP"
        if isinstance(cause, TlsError):
            return f"no secure connection: {_tls_reason(cause)}"
        if isinstance(cause, connection.ConnectError) and cause.osError:
            return f"no connection: {one_line(cause)}"
    return one_line(causes[-1])


def one_line(exception: BaseException) -> str:
    """The message of an exception, its first line; its kind where it has none."""
    said = _INNARDS.sub("", str(exception)).strip()
    first = said.splitlines()[0].strip() if said else ""
    return first[:_MAX_CHARACTERS] or type(exception).__name__


def fault_in_words(exception: BaseException) -> str:
    """A fault of Warraq's own code, in one line: what is to be reported, with the log's trace."""
    return f"a fault of Warraq's own: {type(exception).__name__}: {one_line(exception)}"


def _causes(exception: BaseException) -> Iterator[BaseException]:
    """An exception, what it wraps, and so on: a library's wrapper says nothing of its own."""
    waiting, seen = [exception], set[int]()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        wrapped = [*getattr(one, "reasons", ()), getattr(one, "__cause__", None)]
        inner = (each.value if isinstance(each, Failure) else each for each in wrapped)
        waiting += [each for each in inner if isinstance(each, BaseException)]


def _tls_reason(error: TlsError) -> str:
    """The last reason that OpenSSL gives, as ``certificate verify failed``."""
    given = error.args[0] if error.args else ()
    said = [part for one in given if isinstance(one, tuple) for part in one[-1:] if part]
    return str(said[-1]) if said else "it was broken off"
