"""What an export as of a former moment leaves out, since it is under an order now."""

from dataclasses import replace

from storage.archive import Archive
from storage.past.as_of import Moment, Withdrawal
from storage.query.filters import Filters


def left_out(archive: Archive, then: Moment, filters: Filters) -> list[Withdrawal]:
    """The withdrawn articles that the filters would let through. Within the moment.

    Of an erased one nothing is known but its outlet: it is among them if that is asked for.
    """
    by_outlet = replace(Filters(), outlets=filters.outlets)
    return [
        one
        for one in then.withdrawn
        if _let_through(archive, one.id, by_outlet if one.order == "erased" else filters)
    ]


def _let_through(archive: Archive, id: int, filters: Filters) -> bool:
    narrower, values = filters.narrowing()  # hidden articles, too
    asked = f"SELECT 1 FROM articles a WHERE a.id = ? AND {narrower or '1'}"
    return archive.row(asked, id, *values) is not None
