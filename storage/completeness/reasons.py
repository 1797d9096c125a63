"""Why a month has no estimate, and what makes one an upper bound."""

from collections.abc import Mapping
from typing import Literal

Unestimated = Literal["nothing named", "one list", "nested", "never overlap", "avoid", "no model"]
"""Why there is no estimate."""
NO_ESTIMATE: Mapping[Unestimated, str] = {
    "nothing named": "no list named an article",
    "one list": "one list alone named articles: how many it missed leaves no trace",
    "nested": "one list named all that the others named: what none of them reaches leaves no trace",
    "never overlap": "two lists never named the same article: they cover different parts, or one"
    " stops where it meets the other",
    "avoid": "lists named the same articles less often than by chance: they cover different parts,"
    " or one stops where it meets another",
    "no model": "too few articles were named by several lists",
}
Sign = Literal[
    "two lists", "no days", "empty day", "thin", "uneven", "adds nothing", "runs", "stops",
    "days differ",
]  # fmt: skip
"""What makes a share an upper bound."""
SIGNS: Mapping[Sign, str] = {
    "two lists": "whether two lists miss the same articles leaves no trace",
    "no days": "without the days of the articles nobody sees whether all lists were blind at once",
    "empty day": "on a day no list named anything: it was a quiet day, or all were blind",
    "thin": "a list named not a tenth of what all named: it reads another part, or stops early",
    "uneven": "some articles are named by many lists, others by few: more may be named by none",
    "adds nothing": "a list named nothing that the others did not: it may follow them",
    "runs": "a list named articles in runs: what it missed others may have missed, too",
    "stops": "a list stopped reading where it met what another had named",
    "days differ": "on some days articles were named by fewer lists than on others",
}
