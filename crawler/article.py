"""The former name of ``crawler.items``: outlets of one's own that import from it go on working."""

from crawler.items import Article, Lead, Outcome, Page

__all__ = ["Article", "Lead", "Outcome", "Page"]
