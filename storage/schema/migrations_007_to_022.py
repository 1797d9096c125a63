"""What became of the tables while crawling, copies and the versions of code were built."""

from sqlite_utils import Database

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
