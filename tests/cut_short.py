"""A sample outlet with a hint that cuts a paragraph out of every text, as before it was mended."""

from tests.newsroom.spiders import wataniya


class CutShort(wataniya.Wataniya):
    """الوطنية بريس"""

    drop = "div.entry-content > p:nth-of-type(2)"
