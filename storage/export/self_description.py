"""What an export says of itself: how it was made and chosen, and whose the texts are."""

from crawler.settings import VERSION
from storage.export.columns import EXCERPT, Text
from storage.query.filters import Filters

_TEXTS = {
    "full": "whole",
    "excerpt": f"the first {EXCERPT} characters of each; what is cut ends in …",
    "none": "left out",
}
RIGHTS = "The texts are their publishers'. Whoever passes them on needs their leave."


def about(filters: Filters, text: Text) -> dict[str, str]:
    """Names and values for people; no clock is asked, so that the same export says the same."""
    return {
        "what": "Articles of the press as a Warraq archive keeps them, each in its latest version",
        "made_by": f"Warraq {VERSION}",
        "chosen": filters.in_words() or "all articles",
        "texts": _TEXTS[text],
        "times": "UTC; what the page does not say is left empty, never guessed",
        "rights": RIGHTS,
    }
