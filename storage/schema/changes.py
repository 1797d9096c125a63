"""What became of the tables since; a new migration stands at the end."""

from sqlite_utils import Database

from storage.schema.ledger_triggers import (
    TICK,
    on_append,
    on_delete,
    on_insert,
    on_replace,
    on_update,
)
from storage.schema.migration_registry import migrate, run_script

FIRST_VERSIONS = {
    "fold": "6d49438397e3d5df", "sketch": "b9539fc0c9d21f10", "outline": "3684af32d36497e8",
    "index": "2491824aa84c8d5c",
}  # fmt: skip
"""Of the code of November 2026, which made what archives derived before they noted versions."""


@migrate()
def reading(db: Database) -> None:
    """What the second reader takes, and the lines that it learned to leave out."""
    run_script(
        db,
        """
    ALTER TABLE articles ADD COLUMN authors TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE articles ADD COLUMN lead TEXT;
    ALTER TABLE articles ADD COLUMN dateline TEXT;
    ALTER TABLE articles ADD COLUMN city TEXT;
    ALTER TABLE articles ADD COLUMN agency TEXT;
    ALTER TABLE articles ADD COLUMN image_caption TEXT;
    ALTER TABLE articles ADD COLUMN captions TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE articles ADD COLUMN paywall INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE articles ADD COLUMN encoding_evidence TEXT;
    CREATE TABLE learned (
      outlet TEXT NOT NULL,
      line TEXT NOT NULL,               -- folded, as lines are compared
      text TEXT NOT NULL,               -- as printed
      pages INTEGER NOT NULL,           -- in how many articles it stood
      first_seen TEXT NOT NULL,
      vetoed INTEGER NOT NULL DEFAULT 0, -- 1: somebody says that it is text
      PRIMARY KEY (outlet, line)
    ) WITHOUT ROWID;
    """,
    )


@migrate()
def near_copies(db: Database) -> None:
    """The band index, empty, and which article is a copy of which."""
    run_script(
        db,
        """
    CREATE TABLE bands (              -- articles under the keys of their text, for near-copies
      h INTEGER NOT NULL,
      doc INTEGER NOT NULL,             -- articles.id
      PRIMARY KEY (h, doc)
    ) WITHOUT ROWID;
    CREATE TABLE relations (          -- which two articles are alike; stories are made of these
      article_id INTEGER NOT NULL REFERENCES articles(id),
      other_id INTEGER NOT NULL REFERENCES articles(id),
      relation TEXT NOT NULL,           -- copy, partial, follow-up (suspected)
      score REAL NOT NULL,              -- 1.0: the same folded text
      evidence TEXT NOT NULL,
      PRIMARY KEY (article_id, other_id),
      CHECK (article_id < other_id)
    ) WITHOUT ROWID;
    CREATE INDEX relations_other ON relations(other_id);
    INSERT INTO relations
      SELECT min(m.article_id, o.article_id), max(m.article_id, o.article_id), 'copy', m.score,
             m.evidence
      FROM story_members m JOIN story_members o USING (story_id)
      WHERE m.role = 'copy' AND o.role = 'original';
    DROP VIEW copies;
    CREATE VIEW copies AS            -- the stories: original, copy, partial, follow-up (suspected)
      SELECT m.story_id, m.role, m.score, a.id AS article_id, a.outlet, a.headline,
             a.published_at, a.first_seen, a.url, m.evidence
      FROM story_members m JOIN articles a ON a.id = m.article_id
      ORDER BY m.story_id, coalesce(a.published_at, a.first_seen), a.id;
    """,
    )


@migrate()
def backfills(db: Database) -> None:
    """How far each backfill got: its pages, read and to be read."""
    run_script(
        db,
        """
    CREATE TABLE backfill_pages (
      id INTEGER PRIMARY KEY,
      outlet TEXT NOT NULL,
      since TEXT NOT NULL,
      until TEXT NOT NULL,
      url TEXT NOT NULL,
      listing TEXT NOT NULL,            -- the listing it belongs to
      tier INTEGER NOT NULL,            -- 0 API, 1 sitemaps, 2 date archives, 3 feeds and sections
      found_in TEXT NOT NULL,           -- the page that led to it
      state TEXT NOT NULL DEFAULT 'due',    -- due, done, failed, skipped
      attempts INTEGER NOT NULL DEFAULT 0,
      leads INTEGER NOT NULL DEFAULT 0, -- addresses on it
      fresh INTEGER NOT NULL DEFAULT 0, -- of these, taken in as unknown
      error TEXT,
      read_at TEXT,
      UNIQUE (outlet, since, until, url)
    );
    CREATE INDEX backfill_pages_due ON backfill_pages(outlet, since, until, state, tier);
    CREATE INDEX leads_found ON leads(outlet, found_in);
    """,
    )


@migrate()
def casablanca(db: Database) -> None:
    """Days are Casablanca's: UTC+1 (in Ramadan UTC, where only 23:00 to midnight would differ)."""
    run_script(
        db,
        """
    DROP VIEW by_day;
    CREATE VIEW by_day AS            -- articles per outlet and day of publication, in Casablanca
      SELECT outlet, date(coalesce(published_at, first_seen), '+1 hour') AS day,
             count(*) AS articles, sum(words) AS words
      FROM articles GROUP BY outlet, day;
    """,
    )


@migrate()
def manners(db: Database) -> None:
    """What outlets ask of machines: robots.txt files, and the opt-outs of each page."""
    run_script(
        db,
        """
    ALTER TABLE captures ADD COLUMN opt_outs TEXT;  -- noindex, tdm-reservation …; NULL: none
    CREATE INDEX captures_opt_outs ON captures(outlet, fetched_at) WHERE opt_outs IS NOT NULL;
    CREATE TABLE robots (
      host TEXT PRIMARY KEY,
      status INTEGER NOT NULL,
      rules BLOB NOT NULL,
      fetched_at TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE VIEW opted_out AS         -- pages that ask machines for restraint
      SELECT outlet, url, fetched_at, opt_outs FROM captures WHERE opt_outs IS NOT NULL;
    """,
    )


@migrate()
def darija(db: Database) -> None:
    """Whether a text looks like Darija; articles read before say nothing until read again."""
    run_script(
        db,
        """
    ALTER TABLE articles ADD COLUMN darija_hint REAL;  -- share of Darija words; NULL: no hint
    """,
    )


@migrate()
def outlines(db: Database) -> None:
    """What tells without reading two texts that they are not alike; empty."""
    run_script(
        db,
        """
    CREATE TABLE outlines (
      article_id INTEGER PRIMARY KEY REFERENCES articles(id),
      length INTEGER NOT NULL,          -- words
      grams BLOB NOT NULL,              -- 16 bits of the hash of each word 3-gram
      words BLOB NOT NULL               -- of each word, where the text is short
    );
    """,
    )


@migrate()
def fixity(db: Database) -> None:
    """When each sealed file was last held against its checksum, so that the oldest come first."""
    run_script(db, "ALTER TABLE segments ADD COLUMN checked_at TEXT;")


@migrate()
def finding(db: Database) -> None:
    """By what else leads are known, which of them an API watches, when a listing was read whole."""
    run_script(
        db,
        """
    CREATE TABLE names (
      outlet TEXT NOT NULL,
      name TEXT NOT NULL,               -- id 515208, post 515208, at https://…
      url TEXT NOT NULL,                -- leads.url
      PRIMARY KEY (outlet, name)
    ) WITHOUT ROWID;
    CREATE INDEX names_url ON names(outlet, url);
    ALTER TABLE leads ADD COLUMN watched_by TEXT;   -- the listing that tells of its changes
    ALTER TABLE listings ADD COLUMN listed_at TEXT; -- the last poll that was read to its end
    ALTER TABLE listings ADD COLUMN read_hash TEXT; -- of its one page, read to its end
    ALTER TABLE listings ADD COLUMN validators_lie INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE backfill_pages ADD COLUMN reached INTEGER NOT NULL DEFAULT 0; -- beyond its days
    """,
    )


@migrate()
def large_stories(db: Database) -> None:
    """Whom each member is like, so that a story of thousands need not be worked out anew."""
    run_script(
        db,
        """
    ALTER TABLE story_members ADD COLUMN by_id INTEGER;  -- the article that its evidence names
    CREATE INDEX story_members_by ON story_members(by_id);
    CREATE INDEX story_members_role ON story_members(story_id, role);
    DROP INDEX story_members_story;
    UPDATE story_members SET by_id = (
      SELECT a.id FROM articles a
      WHERE instr(story_members.evidence, a.outlet || ' ' || a.url || ': ') = 1
        AND a.id IN (SELECT o.article_id FROM story_members o
                     WHERE o.story_id = story_members.story_id)
    ) WHERE role <> 'original';
    """,
    )


@migrate()
def dated_aliases(db: Database) -> None:
    """When an article's other addresses say that it was published; the first counts in a story."""
    run_script(
        db,
        """
    ALTER TABLE aliases ADD COLUMN published_at TEXT;
    CREATE INDEX aliases_article ON aliases(article_id);
    CREATE INDEX articles_same_text ON articles(fingerprint, outlet);
    DROP INDEX articles_fingerprint;
    """,
    )


@migrate()
def given_up(db: Database) -> None:
    """Which foreign records hung or killed their reader, so that no import meets them again."""
    run_script(
        db,
        """
    ALTER TABLE imported ADD COLUMN given_up TEXT;  -- the fault and the address; no capture then
    ALTER TABLE imported ADD COLUMN reader INTEGER; -- READER_VERSION that gave up
    """,
    )


@migrate()
def derived(db: Database) -> None:
    """Which code made what is derived from texts, and which fold the fingerprints of erased ones.

    What the migrations near_copies and outlines left empty is marked as to be made.
    """
    run_script(
        db,
        """
    CREATE TABLE derived (
      name TEXT PRIMARY KEY,            -- fold, sketch, outline, index
      version TEXT NOT NULL,            -- of the code that made it; '': it is being made
      at TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE code_versions (        -- so that they need not be worked out at every opening
      code TEXT PRIMARY KEY,            -- hash of what they may depend on
      versions TEXT NOT NULL,           -- JSON: name -> version
      at TEXT NOT NULL
    ) WITHOUT ROWID;
    ALTER TABLE tombstones ADD COLUMN fold TEXT;  -- the version that made the fingerprint
    UPDATE tombstones SET fold = '6d49438397e3d5df' WHERE fingerprint IS NOT NULL;
    DROP INDEX tombstones_fingerprint;
    CREATE INDEX tombstones_fold ON tombstones(fold, fingerprint);
    """,
    )
    made = dict(FIRST_VERSIONS)
    for name, table, words in (("sketch", "bands", 8), ("outline", "outlines", 1)):
        if db.execute(
            f"SELECT NOT EXISTS (SELECT 1 FROM {table})"
            " AND EXISTS (SELECT 1 FROM articles WHERE words >= ?)", [words],
        ).fetchone()[0]:  # fmt: skip
            made[name] = ""
    now = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
    db.conn.executemany(f"INSERT INTO derived VALUES (?, ?, {now})", made.items())


@migrate()
def lead_paragraphs(db: Database) -> None:
    """A lead is an address in the frontier; the former column goes on to answer for one release."""
    run_script(
        db,
        """
    ALTER TABLE articles RENAME COLUMN lead TO lead_paragraph;
    ALTER TABLE articles ADD COLUMN lead TEXT GENERATED ALWAYS AS (lead_paragraph) VIRTUAL;
    """,
    )


@migrate()
def sources(db: Database) -> None:
    """Where each value of an article stood; what was read before says nothing until read again."""
    run_script(
        db,
        """
    ALTER TABLE articles ADD COLUMN sources TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE revisions ADD COLUMN sources TEXT NOT NULL DEFAULT '{}';
    """,
    )


@migrate()
def deciding(db: Database) -> None:
    """With what each version was read, and which articles were written last.

    A verdict is reached before the transaction that keeps the article; there it is held against
    what was written meanwhile. The last thousand writes are remembered.
    """
    forget = "DELETE FROM article_writes WHERE id <= (SELECT max(id) FROM article_writes) - 1000"
    run_script(
        db,
        f"""
    ALTER TABLE articles ADD COLUMN read_with TEXT;  -- libraries, digests of hints, learned lines
    ALTER TABLE revisions ADD COLUMN read_with TEXT; -- NULL: unknown, and so another one
    CREATE TABLE article_writes (
      id INTEGER PRIMARY KEY,
      doc INTEGER NOT NULL              -- articles.id
    );
    CREATE TRIGGER article_writes_insert AFTER INSERT ON articles BEGIN
      INSERT INTO article_writes (doc) VALUES (new.id);
      {forget};
    END;
    CREATE TRIGGER article_writes_update AFTER UPDATE OF
      outlet, url, headline, body, byline, published_at, published_precision, published_source,
      revision, fingerprint, text_hash, capture_id, reader, read_with ON articles
    BEGIN
      INSERT INTO article_writes (doc) VALUES (new.id);
      {forget};
    END;
    CREATE TRIGGER article_writes_alias AFTER INSERT ON aliases BEGIN
      INSERT INTO article_writes (doc) VALUES (new.article_id);
      {forget};
    END;
    """,
    )


@migrate()
def without_darija_hint(db: Database) -> None:
    """The hint is worked out where it is asked for. Heavy: every row is written anew."""
    run_script(db, "ALTER TABLE articles DROP COLUMN darija_hint;")


@migrate()
def several_pages(db: Database) -> None:
    """Articles of several pages: their addresses, their raw pages, and whether one is missing."""
    run_script(
        db,
        """
    ALTER TABLE articles ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE articles ADD COLUMN partial INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE article_pages (
      first_id INTEGER NOT NULL REFERENCES captures(id), -- the first page of the version
      number INTEGER NOT NULL,          -- 2 and on
      article_id INTEGER NOT NULL REFERENCES articles(id),
      url TEXT NOT NULL,
      capture_id INTEGER REFERENCES captures(id), -- NULL: it is missing
      missing TEXT,                     -- why
      PRIMARY KEY (first_id, number)
    ) WITHOUT ROWID;
    CREATE INDEX article_pages_article ON article_pages(article_id);
    CREATE INDEX article_pages_capture ON article_pages(capture_id);
    CREATE INDEX article_pages_url ON article_pages(url);
    DROP VIEW raw_pages;
    CREATE VIEW raw_pages AS         -- where the pages behind each version lie
      SELECT v.article_id, v.number, 1 AS page, c.url, c.fetched_at, c.status, c.mime,
             'raw/' || c.file AS file, c.offset, c.length, c.payload_digest
      FROM versions v JOIN captures c ON c.id = v.capture_id
      UNION ALL
      SELECT v.article_id, v.number, p.number, c.url, c.fetched_at, c.status, c.mime,
             'raw/' || c.file, c.offset, c.length, c.payload_digest
      FROM versions v JOIN article_pages p ON p.first_id = v.capture_id
      JOIN captures c ON c.id = p.capture_id;
    """,
    )


@migrate()
def listing_bounds(db: Database) -> None:
    """What bounds left out of a run's listings, and the pages with which the next poll goes on."""
    run_script(
        db,
        """
    ALTER TABLE runs ADD COLUMN cut TEXT; -- what a bound left out of its listings, in words
    CREATE TABLE listing_pages (        -- further pages that a poll had no room for
      id INTEGER PRIMARY KEY,
      outlet TEXT NOT NULL,
      listing TEXT NOT NULL,            -- the listing they belong to
      url TEXT NOT NULL,
      found_at TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      UNIQUE (outlet, listing, url)
    );
    """,
    )


@migrate()
def refusals(db: Database) -> None:
    """What refusals rest on, how much of a listing its pattern refuses, how new leads are.

    Due again at once: posts of a WordPress API that a pattern refused.
    """
    run_script(
        db,
        """
    ALTER TABLE leads ADD COLUMN refused_by TEXT; -- pattern, host, robots, opt-out, network
    ALTER TABLE leads ADD COLUMN newest_at TEXT;  -- when it appeared, as far as its listing tells
    ALTER TABLE listings ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;  -- leads at the last look
    ALTER TABLE listings ADD COLUMN refused INTEGER NOT NULL DEFAULT 0; -- of these, by the pattern
    CREATE TABLE refusal_grounds (      -- what refusals rested on at the last crawl
      outlet TEXT NOT NULL,
      ground TEXT NOT NULL,             -- leads.refused_by
      value TEXT NOT NULL,
      PRIMARY KEY (outlet, ground)
    ) WITHOUT ROWID;
    UPDATE leads SET refused_by = CASE
        WHEN reason = 'robots.txt does not allow it' THEN 'robots'
        WHEN reason LIKE 'the page asks not to be kept: %' THEN 'opt-out'
        WHEN reason LIKE '% is inside a private network %' THEN 'network'
        WHEN reason LIKE '% leads to another site: %' THEN 'host'
        WHEN reason = 'not this outlet''s address' THEN 'host'
        WHEN reason = 'not an article''s address of this outlet' THEN 'pattern'
      END
      WHERE outcome = 'refused';
    UPDATE leads SET state = 'due', attempts = 0, outcome = NULL, reason = NULL, refused_by = NULL
      WHERE refused_by = 'pattern' AND state = 'done' AND found_in LIKE '%/wp/v2/posts?%';
    UPDATE leads SET newest_at = coalesce(published_hint, modified_hint, first_seen)
      WHERE state = 'due' AND priority = 0;
    CREATE INDEX leads_refused ON leads(outlet, refused_by) WHERE refused_by IS NOT NULL;
    CREATE INDEX leads_fresh ON leads(outlet, newest_at DESC, due_at)
      WHERE state = 'due' AND priority = 0;
    """,
    )


@migrate()
def outlet_rests(db: Database) -> None:
    """When nothing is asked of an outlet for a while: one row, not a new time for every lead."""
    run_script(
        db,
        """
    CREATE TABLE outlet_rests (
      outlet TEXT PRIMARY KEY,
      since TEXT NOT NULL,
      until TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    )


@migrate()
def presence(db: Database) -> None:
    """Which addresses a complete listing named no more when it was asked."""
    run_script(db, "ALTER TABLE leads ADD COLUMN unnamed_at TEXT;")


@migrate()
def moved_outlets(db: Database) -> None:
    """The host that an outlet was found to have moved to."""
    run_script(db, "ALTER TABLE runs ADD COLUMN moved_to TEXT;")


@migrate()
def search_fields(db: Database) -> None:
    """Byline, section and tags can be searched; what is suppressed is not in the search index.

    The index itself is empty behind this, and made by ``warraq rebuild``.
    """
    columns = ("headline", "body", "byline", "section", "tags")
    names = ", ".join(columns)

    def folded(row: str) -> str:
        return ", ".join(f"ar_fold(coalesce({row}{name}, ''))" for name in columns)

    shown = "NOT IN (SELECT article_id FROM suppressions)"
    took = f"INSERT INTO articles_fts(rowid, {names})"
    left = f"INSERT INTO articles_fts(articles_fts, rowid, {names})"
    as_view = ", ".join(f"ar_fold(coalesce({name}, '')) AS {name}" for name in columns)
    run_script(
        db,
        f"""
    DROP TRIGGER articles_fts_insert;
    DROP TRIGGER articles_fts_delete;
    DROP TRIGGER articles_fts_update;
    DROP TABLE IF EXISTS articles_fts;
    DROP VIEW articles_folded;
    CREATE VIEW articles_folded AS
      SELECT id, {as_view} FROM articles WHERE id {shown};
    CREATE VIRTUAL TABLE articles_fts USING fts5({names}, content='articles_folded',
      content_rowid='id', tokenize="unicode61 categories 'L* N* Mn Cf'");
    CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
      {took} VALUES (new.id, {folded("new.")});
    END;
    CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles WHEN old.id {shown} BEGIN
      {left} VALUES ('delete', old.id, {folded("old.")});
    END;
    CREATE TRIGGER articles_fts_update AFTER UPDATE OF {names} ON articles
    WHEN old.id {shown} BEGIN
      {left} VALUES ('delete', old.id, {folded("old.")});
      {took} VALUES (new.id, {folded("new.")});
    END;
    CREATE TRIGGER suppressions_insert BEFORE INSERT ON suppressions
    WHEN new.article_id {shown} BEGIN
      {left} SELECT 'delete', id, {folded("")} FROM articles WHERE id = new.article_id;
    END;
    CREATE TRIGGER suppressions_delete AFTER DELETE ON suppressions BEGIN
      {took} SELECT id, {folded("")} FROM articles WHERE id = old.article_id;
    END;
    CREATE INDEX articles_columns ON articles(
      published_at, first_seen, outlet, language, section, revision, gone_at
    );
    """,
    )


@migrate()
def article_kinds(db: Database) -> None:
    """Which articles are brief, paywalled, partial or an agency's, without reading the others."""
    run_script(
        db,
        """
    CREATE INDEX articles_kinds ON articles(id, brief, paywall, partial, agency)
      WHERE brief OR paywall OR partial OR agency IS NOT NULL;
    """,
    )


@migrate()
def former_versions(db: Database) -> None:
    """What outlets rewrote away can be searched; the index is made by ``warraq rebuild``.

    Kept as the search index is: what is suppressed is not in it, and erasing leaves nothing there.
    """
    columns = ("headline", "body", "byline")
    names = ", ".join(columns)

    def folded(row: str) -> str:
        return ", ".join(f"ar_fold(coalesce({row}{name}, ''))" for name in columns)

    def searched(row: str) -> str:  # what we read better was no text of the outlet's
        shown = "NOT IN (SELECT article_id FROM suppressions)"
        return f"{row}cause = 'outlet' AND {row}article_id {shown}"

    took = f"INSERT INTO revisions_fts(rowid, {names})"
    left = f"INSERT INTO revisions_fts(revisions_fts, rowid, {names})"
    as_view = ", ".join(f"ar_fold(coalesce({name}, '')) AS {name}" for name in columns)
    run_script(
        db,
        f"""
    CREATE VIEW revisions_folded AS
      SELECT id, {as_view} FROM revisions WHERE {searched("")};
    CREATE VIRTUAL TABLE revisions_fts USING fts5({names}, content='revisions_folded',
      content_rowid='id', tokenize="unicode61 categories 'L* N* Mn Cf'");
    CREATE TRIGGER revisions_fts_insert AFTER INSERT ON revisions WHEN {searched("new.")} BEGIN
      {took} VALUES (new.id, {folded("new.")});
    END;
    CREATE TRIGGER revisions_fts_delete AFTER DELETE ON revisions WHEN {searched("old.")} BEGIN
      {left} VALUES ('delete', old.id, {folded("old.")});
    END;
    CREATE TRIGGER revisions_fts_update
    AFTER UPDATE OF id, article_id, cause, {names} ON revisions BEGIN
      {left} SELECT 'delete', old.id, {folded("old.")} WHERE {searched("old.")};
      {took} SELECT new.id, {folded("new.")} WHERE {searched("new.")};
    END;
    CREATE TRIGGER revisions_fts_suppress BEFORE INSERT ON suppressions BEGIN
      {left} SELECT 'delete', id, {folded("")} FROM revisions
        WHERE article_id = new.article_id AND {searched("")};
    END;
    CREATE TRIGGER revisions_fts_show AFTER DELETE ON suppressions BEGIN
      {took} SELECT id, {folded("")} FROM revisions
        WHERE article_id = old.article_id AND {searched("")};
    END;
    """,
    )


_READING = (
    "fetched_at", "headline", "body", "byline", "authors", "section", "tags", "lead_paragraph",
    "dateline", "city", "agency", "image", "image_caption", "captions", "language", "published_at",
    "published_precision", "published_source", "published_printed", "modified_at", "brief",
    "paywall", "pages", "partial", "canonical_url", "encoding", "encoding_evidence", "body_source",
    "read_with", "sources", "words", "fingerprint", "text_hash", "reader", "capture_id",
    "recorded_at",
)  # fmt: skip
"""The columns of one version of an article, in ``articles`` and in ``revisions``."""


@migrate()
def whole_readings(db: Database) -> None:
    """Versions hold whole readings, their place in time, and when each was written here.

    Of versions put aside before, the new columns are NULL: a better reader had overwritten them.
    """
    run_script(
        db,
        """
    ALTER TABLE articles ADD COLUMN recorded_at TEXT;
    ALTER TABLE articles ADD COLUMN versions INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE revisions ADD COLUMN place INTEGER;
    ALTER TABLE revisions ADD COLUMN recorded_at TEXT;
    ALTER TABLE revisions ADD COLUMN authors TEXT;
    ALTER TABLE revisions ADD COLUMN section TEXT;
    ALTER TABLE revisions ADD COLUMN tags TEXT;
    ALTER TABLE revisions ADD COLUMN lead_paragraph TEXT;
    ALTER TABLE revisions ADD COLUMN dateline TEXT;
    ALTER TABLE revisions ADD COLUMN city TEXT;
    ALTER TABLE revisions ADD COLUMN agency TEXT;
    ALTER TABLE revisions ADD COLUMN image TEXT;
    ALTER TABLE revisions ADD COLUMN image_caption TEXT;
    ALTER TABLE revisions ADD COLUMN captions TEXT;
    ALTER TABLE revisions ADD COLUMN language TEXT;
    ALTER TABLE revisions ADD COLUMN published_precision TEXT;
    ALTER TABLE revisions ADD COLUMN published_source TEXT;
    ALTER TABLE revisions ADD COLUMN published_printed TEXT;
    ALTER TABLE revisions ADD COLUMN modified_at TEXT;
    ALTER TABLE revisions ADD COLUMN brief INTEGER;
    ALTER TABLE revisions ADD COLUMN paywall INTEGER;
    ALTER TABLE revisions ADD COLUMN pages TEXT;
    ALTER TABLE revisions ADD COLUMN partial INTEGER;
    ALTER TABLE revisions ADD COLUMN canonical_url TEXT;
    ALTER TABLE revisions ADD COLUMN encoding TEXT;
    ALTER TABLE revisions ADD COLUMN encoding_evidence TEXT;
    ALTER TABLE revisions ADD COLUMN body_source TEXT;
    ALTER TABLE revisions ADD COLUMN words INTEGER;
    ALTER TABLE events ADD COLUMN recorded_at TEXT;
    ALTER TABLE captures ADD COLUMN recorded_at TEXT;
    DROP VIEW revised;
    CREATE VIEW revised AS SELECT * FROM articles WHERE versions > 1;
    DROP VIEW raw_pages;
    DROP VIEW versions;
    CREATE VIEW versions AS          -- every version of every article, oldest first
      SELECT article_id, number, headline, body, byline, published_at, fetched_at, replaced_at,
             cause, fingerprint, capture_id, coalesce(place, number) AS place, recorded_at
      FROM revisions
      UNION ALL
      SELECT id, revision, headline, body, byline, published_at, fetched_at, NULL,
             NULL, fingerprint, capture_id, versions, recorded_at FROM articles
      ORDER BY article_id, place;
    CREATE VIEW raw_pages AS         -- where the pages behind each version lie
      SELECT v.article_id, v.number, 1 AS page, c.url, c.fetched_at, c.status, c.mime,
             'raw/' || c.file AS file, c.offset, c.length, c.payload_digest, v.place
      FROM versions v JOIN captures c ON c.id = v.capture_id
      UNION ALL
      SELECT v.article_id, v.number, p.number, c.url, c.fetched_at, c.status, c.mime,
             'raw/' || c.file, c.offset, c.length, c.payload_digest, v.place
      FROM versions v JOIN article_pages p ON p.first_id = v.capture_id
      JOIN captures c ON c.id = p.capture_id;
    """,
    )


@migrate()
def counted_versions(db: Database) -> None:
    """How many versions are kept of each article. Heavy: an index of all articles is made anew.

    Until now that was the number of the latest one. Its step has written it into the rows.
    """
    run_script(
        db,
        """
    DROP INDEX articles_columns;
    CREATE INDEX articles_columns ON articles(
      published_at, first_seen, outlet, language, section, versions, gone_at
    );
    """,
    )


@migrate()
def ledger(db: Database) -> None:
    """The past is kept: triggers note how each row stood before it was changed, and when."""
    erased = "NOT EXISTS (SELECT 1 FROM tombstones t WHERE t.article_id = {0})"
    own = ("outlet", "url", "first_seen", "last_seen", "gone_at", "revision", "versions")
    aside = (
        "old.revision IS NOT new.revision AND EXISTS (SELECT 1 FROM revisions r"
        " WHERE r.article_id = old.id AND r.number = old.revision)"
    )
    version = (*_READING, "replaced_at", "cause", "place")
    members = ("story_id", "role", "score", "evidence", "by_id")
    alike = ("relation", "score", "evidence")
    alias = ("article_id", "first_seen", "evidence", "published_at")
    parts = ("article_id", "url", "capture_id", "missing")
    order = ("at", "reason")
    capture = ("outlet", "url", "fetched_at", "kind", "status", "mime", "payload_digest",
               "record_id", "file", "offset", "length", "refers_to", "opt_outs")  # fmt: skip
    at_address, pair = "@.outlet || ' ' || @.url", "@.other_id"
    page = "@.first_id || ' ' || @.number"
    run_script(
        db,
        f"""
    CREATE TABLE clock (                -- the archive's own time: it never goes back
      id INTEGER PRIMARY KEY CHECK (id = 1),
      at INTEGER NOT NULL               -- microseconds since 1970, of the last change
    );
    CREATE TABLE ledger (               -- how rows stood before each change; triggers write it
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,              -- by the clock; rising
      what TEXT NOT NULL,               -- the table
      article_id INTEGER,               -- the article whose row it is
      key TEXT,                         -- what else tells which row of the table
      former TEXT                       -- JSON: column -> what stood there; NULL: no such row
    );
    CREATE INDEX ledger_article ON ledger(article_id);
    INSERT INTO clock VALUES (1, 0);
    {TICK};
    INSERT INTO ledger (at, what) SELECT at, 'ledger' FROM clock;
    {on_insert("articles", "@.id", "NULL")}
    {
            on_update(
                "articles",
                "@.id",
                "NULL",
                (*own, *_READING),
                when=erased.format("old.id"),
                kept_elsewhere=_READING,
                elsewhere=aside,
            )
        }
    {on_insert("revisions", "@.article_id", "@.number")}
    {
            on_update(
                "revisions",
                "@.article_id",
                "@.number",
                version,
                when=erased.format("old.article_id"),
            )
        }
    {on_replace("story_members", "@.article_id", "NULL", ("article_id",), members)}
    {on_update("story_members", "@.article_id", "NULL", members)}
    {on_delete("story_members", "@.article_id", "NULL", members)}
    {on_insert("stories", "NULL", "@.id")}
    {on_delete("stories", "NULL", "@.id", ("created_at",))}
    {on_replace("relations", "@.article_id", pair, ("article_id", "other_id"), alike)}
    {on_update("relations", "@.article_id", pair, alike)}
    {on_delete("relations", "@.article_id", pair, alike)}
    {on_replace("aliases", "@.article_id", at_address, ("outlet", "url"), alias)}
    {on_update("aliases", "@.article_id", at_address, alias)}
    {on_delete("aliases", "@.article_id", at_address, alias)}
    {on_replace("article_pages", "@.article_id", page, ("first_id", "number"), parts)}
    {on_update("article_pages", "@.article_id", page, parts)}
    {on_delete("article_pages", "@.article_id", page, parts)}
    {on_replace("suppressions", "@.article_id", "NULL", ("article_id",), order)}
    {on_update("suppressions", "@.article_id", "NULL", order)}
    {on_delete("suppressions", "@.article_id", "NULL", order)}
    {on_insert("tombstones", "@.article_id", "NULL")}
    {on_update("captures", "NULL", "@.id", capture, when="new.kind <> 'erased'")}
    {on_append("captures")}
    {on_append("events")}
    """,
    )


@migrate()
def identities(db: Database) -> None:
    """What an article is called beyond this archive; ``uids`` fills it for those that are here."""
    run_script(
        db,
        """
    ALTER TABLE articles ADD COLUMN uid TEXT; -- outlet:id, or outlet:address
    CREATE UNIQUE INDEX articles_uid ON articles(uid);
    CREATE TABLE uid_aliases (          -- further identities: another archive's for the same one
      uid TEXT PRIMARY KEY,
      article_id INTEGER NOT NULL REFERENCES articles(id),
      first_seen TEXT NOT NULL,
      evidence TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX uid_aliases_article ON uid_aliases(article_id);
    """,
    )


@migrate()
def uids(db: Database) -> None:
    """An identity never changes once it is made. Heavy: ``fill_uids`` wrote every row before."""
    run_script(
        db,
        """
    CREATE TRIGGER articles_uid_stays BEFORE UPDATE OF uid ON articles
    WHEN old.uid IS NOT NULL AND new.uid IS NOT old.uid BEGIN
      SELECT RAISE(ABORT, 'the uid of an article is made once');
    END;
    """,
    )


def fill_uids(db: Database, after: int) -> int | None:
    """Make the identity of a batch of old articles; as ``heavy_migrations.Step``.

    The outlet's own id is the one that the frontier noted for its address, else for the leads that
    led to it where these agree; where another article has that already, the address.
    """
    ids = [
        int(row[0])
        for row in db.execute(
            "SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT 1000", [after]
        )
    ]
    if not ids:
        return None
    # an id of another host than the outlet's home has that host before it: numbers of its own
    own = "n.outlet = a.outlet AND n.name GLOB 'id *' AND n.name NOT GLOB 'id * *'"
    db.conn.executemany(
        f"""
    UPDATE articles SET uid = coalesce((
      SELECT m.uid FROM (SELECT a.outlet || ':' || coalesce(
          (SELECT iif(count(DISTINCT n.name) = 1, substr(min(n.name), 4), NULL)
           FROM names n WHERE {own} AND n.url = a.url),
          (SELECT iif(count(DISTINCT n.name) = 1, substr(min(n.name), 4), NULL)
           FROM leads l JOIN names n ON n.outlet = l.outlet AND n.url = l.url
           WHERE l.article_id = a.id AND {own})) AS uid FROM articles a WHERE a.id = ?1) m
      WHERE NOT EXISTS (SELECT 1 FROM articles o WHERE o.uid = m.uid)),
      outlet || ':' || url)
    WHERE id = ?1 AND uid IS NULL
    """,
        [(id,) for id in ids],
    )
    return ids[-1]


@migrate()
def sightings(db: Database) -> None:
    """Which listing named which address, how each look ended, and what listings state in all.

    Nothing is claimed of the time before: the tables begin empty. Times are seconds since the
    epoch, listings are numbers: a look at a known address writes one row of some twenty bytes.
    """
    run_script(
        db,
        """
    CREATE TABLE known_listings (
      id INTEGER PRIMARY KEY,
      outlet TEXT NOT NULL,
      listing TEXT NOT NULL,            -- its address, as in listings
      kind TEXT NOT NULL,               -- Feed, WordPressAPI, SitemapIndex …
      read_whole INTEGER NOT NULL DEFAULT 0, -- 1: the last look that read it was whole
      UNIQUE (outlet, listing)
    );
    CREATE TABLE sightings (
      lead_id INTEGER NOT NULL,         -- leads.id
      listing_id INTEGER NOT NULL,      -- known_listings.id
      first_seen INTEGER NOT NULL,
      last_seen INTEGER NOT NULL,
      whole_since INTEGER,              -- first named by a whole look; NULL: by none
      PRIMARY KEY (lead_id, listing_id)
    ) WITHOUT ROWID;
    CREATE TRIGGER sightings_erased AFTER UPDATE OF state ON leads WHEN new.state = 'erased' BEGIN
      DELETE FROM sightings WHERE lead_id = new.id;
    END;
    CREATE TRIGGER sightings_folded AFTER DELETE ON leads BEGIN
      DELETE FROM sightings WHERE lead_id = old.id;
    END;
    CREATE TABLE looks (                -- one row per listing and day in Casablanca
      listing_id INTEGER NOT NULL,      -- known_listings.id
      day TEXT NOT NULL,
      whole INTEGER NOT NULL DEFAULT 0,
      unchanged INTEGER NOT NULL DEFAULT 0,
      stopped INTEGER NOT NULL DEFAULT 0,
      cut INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      blocked INTEGER NOT NULL DEFAULT 0,
      hours INTEGER NOT NULL DEFAULT 0, -- bit n: read as far as it goes within hour n
      PRIMARY KEY (listing_id, day)
    ) WITHOUT ROWID;
    CREATE TABLE stated_totals (
      id INTEGER PRIMARY KEY,
      listing_id INTEGER NOT NULL,      -- known_listings.id
      since TEXT,                       -- of articles from then on; NULL: of all
      until TEXT,                       -- before then; NULL: up to `at`
      total INTEGER NOT NULL,
      at TEXT                           -- NULL: the listing is being read
    );
    CREATE INDEX stated_totals_scope ON stated_totals(listing_id, since, until, at);
    """,
    )
