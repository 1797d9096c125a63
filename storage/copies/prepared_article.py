"""An article made ready: what deciding and keeping ask of its text, each thing made once."""

import hashlib
from dataclasses import dataclass, replace

from crawler.items import Article
from storage.copies.shingles_and_winnowing_keys import Text, text_of


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article with its text cut, folded and hashed. Pure: it is made outside transactions.

    Its text makes sketch and keys when they are first asked for: most pages are repeats.
    """

    article: Article
    text: Text
    fingerprint: str
    text_hash: str

    def at(self, url: str) -> "PreparedArticle":
        """The same article under another address; nothing is made anew."""
        return replace(self, article=replace(self.article, url=url))


def prepare(article: Article) -> PreparedArticle:
    """An article made ready."""
    text = text_of(article.outlet, article.headline, article.body, article.published_at)
    return PreparedArticle(
        article, text, text.fingerprint, text_hash(article.headline, article.body)
    )


def text_hash(headline: str, body: str) -> str:
    """Hash of a text as printed, white space aside: changes with every visible edit."""
    printed = " ".join(f"{headline}\n{body}".split())
    return hashlib.sha256(printed.encode()).hexdigest()[:32]
