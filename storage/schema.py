"""The tables, as migrations: a migration is never edited once it has been released.

Nor does one call code that may change: what is derived from texts it leaves empty, for
``storage.derived.rebuild``. Times are UTC, ``2026-11-24T09:30:00Z``; ``NULL`` means that the page
does not say.
"""

import sqlite3

from sqlite_utils import Database, Migrations

migrate = Migrations("archive")

FIRST_VERSIONS = {
    "fold": "6d49438397e3d5df", "sketch": "b9539fc0c9d21f10", "outline": "3684af32d36497e8",
    "index": "2491824aa84c8d5c",
}  # fmt: skip
"""Of the code of November 2026, which made what archives derived before they noted versions."""


def _run(db: Database, script: str) -> None:
    """Run statements one by one: ``executescript`` would commit the migration half-way."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if statement.strip() and sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""


@migrate()
def articles(db: Database) -> None:
    """One row per article in its latest version, and what its former versions said."""
    _run(
        db,
        """
    CREATE TABLE articles (
      id INTEGER PRIMARY KEY,
      outlet TEXT NOT NULL,             -- the outlet's name: the file in spiders/
      url TEXT NOT NULL,                -- canonical address, unique within the outlet
      headline TEXT NOT NULL,
      body TEXT NOT NULL,               -- one paragraph per line
      byline TEXT,
      section TEXT,
      tags TEXT NOT NULL DEFAULT '[]',  -- JSON array
      language TEXT,                    -- ar, fr, en, es, zgh
      published_at TEXT,
      published_precision TEXT,         -- second, minute, hour, day, month, year
      published_source TEXT,            -- json-ld, meta, outlet, lead, text
      published_printed TEXT,           -- the date as the page prints it
      modified_at TEXT,                 -- as the page states it
      image TEXT,
      canonical_url TEXT,
      brief INTEGER NOT NULL DEFAULT 0, -- 1: flash news of a sentence or two
      words INTEGER NOT NULL,
      first_seen TEXT NOT NULL,
      last_seen TEXT NOT NULL,
      fetched_at TEXT NOT NULL,         -- when this version was fetched
      gone_at TEXT,                     -- when it was found deleted, twice
      revision INTEGER NOT NULL DEFAULT 1,
      fingerprint TEXT NOT NULL,        -- hash of the folded body: equal for spelling variants
      text_hash TEXT NOT NULL,          -- hash of headline and body as printed
      reader INTEGER NOT NULL,          -- version of the reader that read it
      encoding TEXT,
      body_source TEXT,                 -- 'container: CSS' or 'page'
      capture_id INTEGER REFERENCES captures(id),
      UNIQUE (outlet, url)
    );
    CREATE INDEX articles_fingerprint ON articles(fingerprint);
    CREATE INDEX articles_published ON articles(published_at);
    CREATE INDEX articles_first_seen ON articles(outlet, first_seen);

    CREATE TABLE revisions (
      id INTEGER PRIMARY KEY,
      article_id INTEGER NOT NULL REFERENCES articles(id),
      number INTEGER NOT NULL,          -- 1 is the text as first seen
      headline TEXT NOT NULL,
      body TEXT NOT NULL,
      byline TEXT,
      published_at TEXT,
      fetched_at TEXT NOT NULL,
      replaced_at TEXT NOT NULL,        -- when the next version was seen
      cause TEXT NOT NULL,              -- outlet: it changed its page; reader: we read it better
      fingerprint TEXT NOT NULL,
      text_hash TEXT NOT NULL,
      reader INTEGER NOT NULL,
      capture_id INTEGER REFERENCES captures(id),
      UNIQUE (article_id, number)
    );

    CREATE TABLE aliases (
      outlet TEXT NOT NULL,
      url TEXT NOT NULL,
      article_id INTEGER NOT NULL REFERENCES articles(id),
      first_seen TEXT NOT NULL,
      evidence TEXT,
      PRIMARY KEY (outlet, url)
    ) WITHOUT ROWID;

    CREATE TABLE stories (id INTEGER PRIMARY KEY, created_at TEXT NOT NULL);
    CREATE TABLE story_members (
      article_id INTEGER PRIMARY KEY REFERENCES articles(id),
      story_id INTEGER NOT NULL REFERENCES stories(id),
      role TEXT NOT NULL,               -- original or copy
      score REAL NOT NULL,              -- 1.0: the same folded text
      evidence TEXT NOT NULL
    );
    CREATE INDEX story_members_story ON story_members(story_id);

    CREATE TABLE events (
      id INTEGER PRIMARY KEY,
      article_id INTEGER NOT NULL REFERENCES articles(id),
      at TEXT NOT NULL,
      kind TEXT NOT NULL,               -- gone, back
      detail TEXT
    );
    CREATE INDEX events_article ON events(article_id);
    """,
    )


@migrate()
def crawling(db: Database) -> None:
    """The frontier, the listings, every run and how each address ended."""
    _run(
        db,
        """
    CREATE TABLE leads (
      id INTEGER PRIMARY KEY,
      outlet TEXT NOT NULL,
      url TEXT NOT NULL,                -- canonical
      address TEXT NOT NULL,            -- as the listing gave it
      found_in TEXT NOT NULL,
      published_hint TEXT,
      modified_hint TEXT,
      headline_hint TEXT,
      state TEXT NOT NULL DEFAULT 'due',    -- due, reading, done, quarantine
      priority INTEGER NOT NULL DEFAULT 0,  -- 0 fresh, 1 revisit, 2 backfill
      due_at TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,  -- failures since the last success
      crashes INTEGER NOT NULL DEFAULT 0,   -- crawls that died with this page in hand
      visits INTEGER NOT NULL DEFAULT 0,
      outcome TEXT,
      reason TEXT,
      gone_seen TEXT,
      article_id INTEGER REFERENCES articles(id),
      etag TEXT,
      last_modified TEXT,
      first_seen TEXT NOT NULL,
      last_seen TEXT NOT NULL,
      fetched_at TEXT,
      UNIQUE (outlet, url)
    );
    CREATE INDEX leads_due ON leads(outlet, state, priority, due_at);
    CREATE INDEX leads_article ON leads(article_id);

    CREATE TABLE listings (
      outlet TEXT NOT NULL,
      listing TEXT NOT NULL,
      polled_at TEXT,
      next_poll TEXT NOT NULL,
      interval REAL NOT NULL,           -- seconds
      polls INTEGER NOT NULL DEFAULT 0,
      links INTEGER NOT NULL DEFAULT 0, -- leads at the last poll
      fresh INTEGER NOT NULL DEFAULT 0, -- of these, unknown before
      failures REAL NOT NULL DEFAULT 0, -- weighted, since the last success
      error TEXT,
      etag TEXT,
      last_modified TEXT,
      body_hash TEXT,
      PRIMARY KEY (outlet, listing)
    ) WITHOUT ROWID;

    CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      outlet TEXT NOT NULL,
      started_at TEXT NOT NULL,
      ended_at TEXT,                    -- NULL: running, or it died
      pid INTEGER NOT NULL,
      finish TEXT,                      -- finished, shutdown, died, timeout …
      listings_polled INTEGER NOT NULL DEFAULT 0,
      listings_failed INTEGER NOT NULL DEFAULT 0,
      leads_new INTEGER NOT NULL DEFAULT 0,
      trouble TEXT                      -- the last thing that went wrong, in words
    );
    CREATE INDEX runs_outlet ON runs(outlet, started_at);

    CREATE TABLE outcomes (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs(id),
      outlet TEXT NOT NULL,
      url TEXT NOT NULL,
      kind TEXT NOT NULL,
      reason TEXT,
      at TEXT NOT NULL,
      article_id INTEGER REFERENCES articles(id)
    );
    CREATE INDEX outcomes_run ON outcomes(run_id, kind);
    CREATE INDEX outcomes_day ON outcomes(outlet, at);
    """,
    )


@migrate()
def raw_pages(db: Database) -> None:
    """Where each fetched page lies in the WARC files."""
    _run(
        db,
        """
    CREATE TABLE segments (
      file TEXT PRIMARY KEY,            -- below raw/
      outlet TEXT NOT NULL,
      state TEXT NOT NULL,              -- open, sealed
      bytes INTEGER,
      sha256 TEXT,
      opened_at TEXT NOT NULL,
      sealed_at TEXT
    );
    CREATE TABLE captures (
      id INTEGER PRIMARY KEY,
      outlet TEXT NOT NULL,
      url TEXT NOT NULL,
      fetched_at TEXT NOT NULL,
      kind TEXT NOT NULL,               -- response, revisit, not_modified
      status INTEGER,
      mime TEXT,
      payload_digest TEXT,
      record_id TEXT UNIQUE,
      file TEXT REFERENCES segments(file),
      offset INTEGER,
      length INTEGER,
      refers_to INTEGER REFERENCES captures(id),
      UNIQUE (file, offset)
    );
    CREATE INDEX captures_url ON captures(url, fetched_at);
    CREATE INDEX captures_digest ON captures(payload_digest) WHERE kind = 'response';
    """,
    )


@migrate()
def search(db: Database) -> None:
    """Arabic full-text search over folded text; ``ar_fold`` is registered by the archive."""
    _run(
        db,
        """
    CREATE VIEW articles_folded AS
      SELECT id, ar_fold(headline) AS headline, ar_fold(body) AS body FROM articles;
    CREATE VIRTUAL TABLE articles_fts USING fts5(
      headline, body, content='articles_folded', content_rowid='id',
      tokenize="unicode61 categories 'L* N* Co Mn Cf'"
    );
    CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
      INSERT INTO articles_fts(rowid, headline, body)
        VALUES (new.id, ar_fold(new.headline), ar_fold(new.body));
    END;
    CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
      INSERT INTO articles_fts(articles_fts, rowid, headline, body)
        VALUES ('delete', old.id, ar_fold(old.headline), ar_fold(old.body));
    END;
    CREATE TRIGGER articles_fts_update AFTER UPDATE OF headline, body ON articles BEGIN
      INSERT INTO articles_fts(articles_fts, rowid, headline, body)
        VALUES ('delete', old.id, ar_fold(old.headline), ar_fold(old.body));
      INSERT INTO articles_fts(rowid, headline, body)
        VALUES (new.id, ar_fold(new.headline), ar_fold(new.body));
    END;
    """,
    )


@migrate()
def views(db: Database) -> None:
    """The common questions, ready to be asked in plain ``sqlite3``."""
    _run(
        db,
        """
    CREATE VIEW versions AS          -- every version of every article, oldest first
      SELECT article_id, number, headline, body, byline, published_at, fetched_at, replaced_at,
             cause, fingerprint, capture_id FROM revisions
      UNION ALL
      SELECT id, revision, headline, body, byline, published_at, fetched_at, NULL,
             NULL, fingerprint, capture_id FROM articles
      ORDER BY article_id, number;
    CREATE VIEW raw_pages AS         -- where the page behind each version lies
      SELECT v.article_id, v.number, c.url, c.fetched_at, c.status, c.mime,
             'raw/' || c.file AS file, c.offset, c.length, c.payload_digest
      FROM versions v JOIN captures c ON c.id = v.capture_id;
    CREATE VIEW copies AS            -- the same text in several outlets
      SELECT m.story_id, m.role, m.score, a.id AS article_id, a.outlet, a.headline,
             a.published_at, a.first_seen, a.url
      FROM story_members m JOIN articles a ON a.id = m.article_id
      ORDER BY m.story_id, coalesce(a.published_at, a.first_seen), a.id;
    CREATE VIEW revised AS SELECT * FROM articles WHERE revision > 1;
    CREATE VIEW gone AS SELECT * FROM articles WHERE gone_at IS NOT NULL;
    CREATE VIEW by_day AS            -- articles per outlet and day of publication
      SELECT outlet, substr(coalesce(published_at, first_seen), 1, 10) AS day,
             count(*) AS articles, sum(words) AS words
      FROM articles GROUP BY outlet, day;
    CREATE VIEW coverage AS          -- what we fetched per outlet and day, and how it ended
      SELECT outlet, substr(at, 1, 10) AS day, kind, count(*) AS addresses
      FROM outcomes GROUP BY outlet, day, kind;
    """,
    )


@migrate()
def keeping(db: Database) -> None:
    """What was done to the archive itself: checks, imports, joined files, orders to hide or erase.

    ``log`` is its diary, ``progress`` where a long task goes on after a break.
    """
    _run(
        db,
        """
    CREATE TABLE log (
      id INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      action TEXT NOT NULL,             -- verify, reread, import, backup, restore, join, suppress …
      detail TEXT NOT NULL
    );
    CREATE TABLE progress (
      task TEXT PRIMARY KEY,
      position INTEGER NOT NULL,        -- everything up to here is done
      at TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE imported (             -- records taken over from other WARC files
      record_id TEXT PRIMARY KEY,       -- in the file that it came from
      file TEXT NOT NULL,               -- that file's name
      capture_id INTEGER REFERENCES captures(id)
    ) WITHOUT ROWID;
    CREATE INDEX imported_capture ON imported(capture_id);
    CREATE TABLE suppressions (         -- hidden by order; text and raw page are kept
      article_id INTEGER PRIMARY KEY REFERENCES articles(id),
      at TEXT NOT NULL,
      reason TEXT NOT NULL
    );
    CREATE TABLE tombstones (           -- erased by order; the article's row is empty
      article_id INTEGER PRIMARY KEY REFERENCES articles(id),
      at TEXT NOT NULL,
      reason TEXT NOT NULL,
      fingerprint TEXT                  -- of the text that must not come back; NULL: too short
    );
    CREATE INDEX tombstones_fingerprint ON tombstones(fingerprint);
    CREATE TABLE copies_elsewhere (     -- backups and exports that were made of this archive
      path TEXT PRIMARY KEY,
      at TEXT NOT NULL,
      kind TEXT NOT NULL                -- backup, export
    ) WITHOUT ROWID;
    """,
    )


@migrate()
def reading(db: Database) -> None:
    """What the second reader takes, and the lines that it learned to leave out."""
    _run(
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
    _run(
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
    _run(
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
    _run(
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
    _run(
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
    _run(
        db,
        """
    ALTER TABLE articles ADD COLUMN darija_hint REAL;  -- share of Darija words; NULL: no hint
    """,
    )


@migrate()
def outlines(db: Database) -> None:
    """What tells without reading two texts that they are not alike; empty."""
    _run(
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
    _run(db, "ALTER TABLE segments ADD COLUMN checked_at TEXT;")


@migrate()
def finding(db: Database) -> None:
    """By what else leads are known, which of them an API watches, when a listing was read whole."""
    _run(
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
    _run(
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
    _run(
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
    _run(
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
    _run(
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
    _run(
        db,
        """
    ALTER TABLE articles RENAME COLUMN lead TO lead_paragraph;
    ALTER TABLE articles ADD COLUMN lead TEXT GENERATED ALWAYS AS (lead_paragraph) VIRTUAL;
    """,
    )


@migrate()
def sources(db: Database) -> None:
    """Where each value of an article stood; what was read before says nothing until read again."""
    _run(
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
    _run(
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
    _run(db, "ALTER TABLE articles DROP COLUMN darija_hint;")
