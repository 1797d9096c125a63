"""What readers see of each table and view of the archive; all that is not named here is closed.

Every table of the schema is on one of these lists (a test demands it). Which rows are held back
says ``storage.query.archive_without_hidden``. A table, view or column that is new is closed.
"""

from storage.article_fields import FIELDS, READING

SHOWN = {
    "articles": (
        "id", "uid", *(one.name for one in FIELDS), "words", "first_seen", "last_seen", "gone_at",
        "revision", "versions", "fingerprint", "text_hash", "reader", "capture_id", "recorded_at",
    ),
    "revisions": ("id", "article_id", "number", "place", "replaced_at", "cause", *READING),
    "article_pages": ("first_id", "number", "article_id", "url", "capture_id", "missing"),
    "aliases": ("outlet", "url", "article_id", "first_seen", "evidence", "published_at"),
    "uid_aliases": ("uid", "article_id", "first_seen", "evidence"),
    "stories": ("id", "created_at"),
    "story_members": ("article_id", "story_id", "role", "score", "evidence", "by_id"),
    "relations": ("article_id", "other_id", "relation", "score", "evidence"),
    "events": ("id", "article_id", "at", "kind", "detail", "recorded_at"),
    # its troubles are told with addresses
    "runs": ("id", "outlet", "started_at", "ended_at", "finish", "listings_polled",
             "listings_failed", "leads_new"),
    "casablanca_clock": ("since", "seconds"),
}  # fmt: skip
"""Table -> the columns that readers see, without the rows of hidden articles."""
SHOWN_VIEWS = ("versions", "raw_pages", "copies", "revised", "gone", "by_day", "coverage")
"""Views of the archive; they are made anew over what is shown."""
INNER = ("captures", "outcomes")
"""Tables that only these views read, without the rows of hidden articles: captures and outcomes
hold addresses and reasons of pages of which nobody knows whose they are."""
INDEX = "articles_fts"
"""The search index: of what is suppressed it holds nothing, what was erased is an empty row."""
CLOSED = {
    "leads": "addresses and headlines that a listing gave, hidden or not",
    "names": "addresses",
    "listings": "addresses, and errors that quote answers",
    "listing_pages": "addresses",
    "known_listings": "addresses",
    "sightings": "numbers of addresses, hidden or not; `warraq stats --coverage` counts them",
    "looks": "the operator's business; gaps are told by `warraq stats --coverage`",
    "stated_totals": "what listings count, hidden articles among it",
    "backfill_pages": "addresses, and errors that quote answers",
    "opted_out": "addresses of pages of which nobody knows whose they are",
    "learned": "lines of texts, hidden ones among them",
    "bands": "keys of texts",
    "outlines": "hashes of words",
    "article_writes": "numbers of articles, hidden or not",
    "ledger": "what stood in rows before, of hidden articles too",
    "clock": "the operator's business",
    "articles_folded": "what the index is made of",
    "revisions_fts": "what outlets rewrote away, without its texts",
    "revisions_folded": "what that index is made of",
    "segments": "files of the operator",
    "imported": "files of others, and addresses",
    "robots": "files of the outlets",
    "refusal_grounds": "the operator's rules",
    "outlet_rests": "the operator's business",
    "suppressions": "orders",
    "tombstones": "orders, and fingerprints of what was erased",
    "log": "names articles under an order, with the reason",
    "copies_elsewhere": "paths of the operator's machine",
    "progress": "the operator's business",
    "derived": "versions of code",
    "code_versions": "versions of code",
    "_sqlite_migrations": "versions of code",
}
"""Table or view -> why it is not shown at all."""
