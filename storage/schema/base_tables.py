"""The tables, indexes and views that archives began with."""

from sqlite_utils import Database

from storage.schema.migration_registry import migrate, run_script


@migrate()
def articles(db: Database) -> None:
    """One row per article in its latest version, and what its former versions said."""
    run_script(
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
    run_script(
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
    run_script(
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
    run_script(
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
    run_script(
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

    ``log`` is its activity log, ``progress`` where a long task goes on after a break.
    """
    run_script(
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
