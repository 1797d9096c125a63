"""Data, and so of any length: what every table, view and column of the archive means, in words.

The comments in ``storage.schema`` cannot be completed, since a migration is never edited. What an
article's own fields mean stands with them, in ``crawler.items``. A column without a line here is
told by ``EVERYWHERE``; a test demands that each has one or the other.
"""

EVERYWHERE = {
    "id": "the row's number",
    "outlet": "the outlet's name: the file in spiders/",
    "url": "canonical address",
    "article_id": "articles.id",
    "at": "when",
    "detail": "in words",
    "reason": "in words",
    "evidence": "which rule decided, and by what",
    "score": "how alike, 0 to 1; 1: the same folded text",
    "first_seen": "when it was first seen",
    "last_seen": "when it was last seen",
    "fetched_at": "when it was fetched",
    "etag": "of the last answer, for the next conditional request",
    "last_modified": "of the last answer, for the next conditional request",
    "headline": "as printed",
    "body": "one paragraph per line, as printed",
    "byline": "author as printed; NULL: the page does not say",
    "published_at": "as the page or a listing states it; NULL: unknown",
    "fingerprint": "hash of the folded body: equal for spelling variants",
    "text_hash": "hash of headline and body as printed, white space aside",
    "reader": "version of the reader that read it",
    "read_with": "libraries, hints and learned lines that it was read with; NULL: unknown",
    "capture_id": "captures.id: the raw page it was read from; NULL: there is none",
    "payload_digest": "SHA-1 in base32 of the body as sent, chunks joined, compression kept",
    "offset": "byte of the file at which the record's gzip member begins",
    "length": "of the gzip member, in bytes",
    "status": "HTTP status",
    "mime": "media type as stated; NULL: the answer has no Content-Type",
    "error": "what went wrong, in words; NULL: nothing",
}
"""Columns that mean the same wherever they stand."""

TABLES = """
articles: one row per article, in its latest version
  id: the article's number in this archive
  uid: what it is called in every archive: outlet:id, the id being the outlet's own, else outlet:url
  words: words in the body
  first_seen: when it was first fetched
  last_seen: when it was last there
  gone_at: when it was found deleted, twice; NULL: it was not
  revision: number of this version; once given a number never changes
  recorded_at: when this version was written here; NULL: before the ledger began
  versions: how many versions are kept, this one among them; 1: never changed
revisions: former versions of articles, whole; of old ones NULL: it was not kept
  number: in the order in which versions were written here; it never changes
  place: its place in time among the article's versions, 1 the oldest; NULL: its number
  recorded_at: when this version was written here; NULL: before the ledger began
  words: words in the body
  fetched_at: when this version was fetched
  replaced_at: when the next version was seen
  cause: outlet: it changed its page; reader: we read the same page better
  sources: as in articles: where each value of that reading stood; a JSON object
article_pages: the further pages behind a version of an article that has several
  first_id: captures.id of the first page, and so of the version
  number: 2 and on
  url: address of the page
  capture_id: captures.id: its raw page; NULL: it is missing
  missing: why it is missing; NULL: it is not
aliases: further addresses of articles
  url: canonical address, another one than the article's
  published_at: as that address states it; NULL: it states none, or was met by an older Warraq
uid_aliases: further identities of articles, by which another archive may know them
  uid: as in articles
stories: sets of articles that are alike
  created_at: when the set was made; its number may change when sets meet or part
story_members: which article belongs to which story, and as what
  story_id: stories.id
  role: original, copy, partial, follow-up (suspected)
  by_id: articles.id of the member that its evidence names; NULL: it is the original
relations: which two articles are alike; stories are made of these
  article_id: articles.id, the lower of the two
  other_id: articles.id, the higher of the two
  relation: copy, partial, follow-up (suspected)
bands: the index that finds near-copies: articles under the keys of their text
  h: key, 32 bits of the hash of five of six words in a row, as winnowing chose them
  doc: articles.id
article_writes: the last thousand writes of articles; a verdict is held against those since it
  id: which write; the highest is the last one
  doc: articles.id
outlines: what tells, without reading two texts, that they are not alike
  length: words
  grams: 16 bits of the hash of each of its word 3-grams
  words: 16 bits of the hash of each of its words, where the text is short
events: what happened to articles beside new versions
  recorded_at: when this was written here; NULL: before the ledger began
  kind: gone, back, parted (from a copy), suppressed, shown again
leads: every address that the archive knows, and when it is due
  address: as the listing gave it
  found_in: address of the listing that gave it first
  published_hint: date that the listing states
  modified_hint: change that the listing states
  headline_hint: headline that the listing states
  state: due, reading, done, quarantine
  priority: 0 fresh, 1 revisit, 2 backfill
  due_at: when it is to be fetched next
  attempts: failures since the last success
  crashes: crawls that died with this page in hand; two, or one that hung on it: quarantine
  visits: how often it was fetched
  outcome: how it ended last: one of outcomes.kind
  reason: why it ended so
  gone_seen: when it was first found gone; NULL: not, or not any more
  watched_by: the listing that tells of its changes, so that its page is asked less often
  refused_by: what a refusal rests on that may change: pattern, host, robots, opt-out, network
  newest_at: when it appeared, as its listing tells by date or place; the newest comes first
  unnamed_at: when a complete listing last did not name it; NULL: that never happened
outlet_rests: outlets of which nothing is asked for a while, since page after page failed
  since: when the rest began
  until: when leads are handed out again
names: by what else an address is known, so that one article is not fetched under two
  name: id 515208, post 515208 or at https://…
  url: leads.url
listings: where outlets list their articles, and how each was polled
  listing: address of the feed, sitemap, API or section page
  polled_at: when it was last looked at
  next_poll: when it is due again
  interval: between two polls, in seconds
  polls: how often it was looked at
  links: addresses on it at the last poll
  fresh: of these, unknown before
  failures: weighted, since the last success; 0: none
  body_hash: SHA-256 of the last body: an unchanged one is not read again
  listed_at: the last poll that was read to its end; what changed since is asked for
  read_hash: SHA-256 of its one page, where that was read to its end
  judged: addresses at the last look, further pages among them
  refused: of these, by the outlet's pattern of addresses
  validators_lie: 1: it answered 304 although it had changed; polls are unconditional
runs: one row per crawl of an outlet
  started_at: when it began
  ended_at: NULL: it is running, or it died
  pid: number of its process
  finish: finished, shutdown, died, timeout …
  listings_polled: listings looked at
  listings_failed: of these, without an answer
  leads_new: addresses found that were unknown
  trouble: the last thing that went wrong, in words
  cut: what a bound or a broken file left out of its listings, in words; NULL: nothing
  moved_to: host that its home page and all that was asked led to; NULL: it has not moved
listing_pages: further pages of listings that a poll did not read; the next one goes on with them
  listing: the listing it belongs to
  url: address of the page
  found_at: when a page led to it
  attempts: polls that asked for it
known_listings: every listing that was looked at since sightings are recorded, by its number
  listing: address, as in listings
  kind: Feed, NewsSitemap, SitemapIndex, WholeSitemap, WordPressAPI, WordPressEdits, SectionPage
  read_whole: 1: the last look that read it was whole
sightings: which listing named which address; nothing from before they were recorded
  lead_id: leads.id
  listing_id: known_listings.id
  first_seen: when it named the address first, in seconds since 1970
  last_seen: when it named it last, in seconds since 1970
  whole_since: when a look named it first that would have read as far whatever was known; NULL: none
looks: how looks at a listing ended on a day; nothing from before they were recorded
  listing_id: known_listings.id
  day: in Casablanca
  whole: looks that read all of it, or of a section page its first page
  unchanged: looks to which it answered that nothing had changed, or with the same page
  stopped: looks that ended where nothing was unknown any more
  cut: looks of which a bound, a broken file or the end of the crawl left something out
  failed: looks that failed, but for those that were blocked
  blocked: looks that were blocked
  hours: bit n is set where a whole look, or one that found it unchanged, ended within hour n
stated_totals: how many articles listings say that there are
  listing_id: known_listings.id
  since: of articles from this time on; NULL: from the first one on
  until: of articles before this time; NULL: up to `at`
  total: how many
  at: when it said so; NULL: the listing is being read
outcomes: how each fetched address ended, one row per look
  run_id: runs.id
  kind: how it ended: one of the closed list in docs/archive.md
  reason: why, in words
segments: the WARC files
  file: path below raw/
  state: open (a crawl writes it), sealed, damaged; joining, joined: house-keeping is at work
  bytes: size when it was sealed
  sha256: of the whole file when it was sealed
  opened_at: when it was begun
  sealed_at: when it was sealed; it has not changed since
  checked_at: when it was last held against its checksum; NULL: not yet
clock: the archive's own time, which rises with every change and never goes back
  id: always 1
  at: microseconds since 1970, of the last change
ledger: how rows stood before each change since the ledger began; triggers write it
  at: microseconds since 1970 by the clock; it rises from row to row
  what: the table; ledger: the row with which it began
  article_id: articles.id: whose row it is; NULL: no one article's
  key: what else tells which row of the table; NULL: the article alone
  former: column -> what stood there before, a JSON object; NULL: there was no such row
captures: every answer that was fetched, and where it lies
  recorded_at: when this was written here; NULL: before the ledger began
  url: address as it was asked for
  kind: response, revisit (bytes of an earlier one), not_modified (304: no record), erased, lost
  record_id: WARC-Record-ID
  file: segments.file, below raw/; NULL: no record
  refers_to: captures.id of the response that a revisit repeats
  opt_outs: what the page asks of machines: noindex, tdm-reservation …; NULL: nothing
refusal_grounds: what refusals rested on at the last crawl; where that changes they are reconsidered
  ground: leads.refused_by
  value: the pattern, the hosts, the opt-outs that are honoured …
robots: the robots.txt files in force
  host: host and port
  rules: the file's bytes
imported: records taken over from other WARC files, or given up there
  record_id: in the file that it came from
  file: that file's name
  capture_id: captures.id: our copy of it; NULL: given up
  given_up: how the page got the better of its reader, and its address; NULL: taken over
  reader: version of the reader that gave up; a newer one tries again
learned: lines that repeat across an outlet's articles and are left out of the next ones
  line: folded, as lines are compared
  text: as printed
  pages: in how many articles it stood
  vetoed: 1: somebody says that it is text
backfill_pages: how far each backfill got
  since: first day of the backfill
  until: last day of the backfill
  url: a page that lists old articles
  listing: the listing it belongs to
  tier: 0 API, 1 sitemaps, 2 date archives, 3 feeds and sections
  found_in: the page that led to it
  state: due, done, failed, skipped
  attempts: failures so far
  leads: addresses on it
  fresh: of these, taken in as unknown
  read_at: when it was read
  reached: 1: it lists what is older than the days asked for
suppressions: articles hidden by order; text and raw page are kept
tombstones: articles erased by order; the article's row is empty
  fingerprint: of the text that must not come back; NULL: it was too short to tell
  fold: version of the fold that made the fingerprint (storage/folds/)
copies_elsewhere: backups, exports, reports, data sets and bags that were made of this archive
  path: file or folder
  kind: backup, export, report, bag
log: what was done to the archive itself
  action: verify, reread, import, backup, restore, join, suppress, erase, rebuild, lost, adopt
casablanca_clock: how far Casablanca's clock is ahead of UTC; by it views tell days
  since: from then on
  seconds: ahead of UTC; in Ramadan 0
progress: where a long task goes on after a break
  task: its name
  position: everything up to here is done
articles_fts: the search index over folded text (FTS5; its own tables are articles_fts_*)
  headline: folded; reading it needs Warraq's ar_fold
  body: folded; reading it needs Warraq's ar_fold
  byline: folded; reading it needs Warraq's ar_fold
  section: folded; reading it needs Warraq's ar_fold
  tags: folded; reading it needs Warraq's ar_fold
articles_folded: what the search index is made of, suppressed articles left out; needs ar_fold
  headline: folded
  body: folded
  byline: folded
  section: folded
  tags: folded
revisions_fts: the index of what outlets rewrote away (FTS5; its own tables are revisions_fts_*)
  headline: folded; reading it needs Warraq's ar_fold
  body: folded; reading it needs Warraq's ar_fold
  byline: folded; reading it needs Warraq's ar_fold
revisions_folded: what that is made of, without suppressed ones and our readings; needs ar_fold
  headline: folded
  body: folded
  byline: folded
versions: every version of every article, oldest first
  number: in the order in which versions were written here; it never changes
  place: its place in time among the article's versions; 1: the oldest
  recorded_at: when this version was written here; NULL: before the ledger began
  fetched_at: when this version was fetched
  replaced_at: when the next version was seen; NULL: it is the latest
  cause: why it was replaced: outlet or reader; NULL: it is the latest
raw_pages: where the pages behind each version lie
  number: the version's
  place: the version's, in time
  page: 1; of an article of several pages also 2 and on
  url: address as it was asked for
  file: path below the archive's folder
copies: the stories with their articles
  story_id: stories.id
  role: original, copy, partial, follow-up (suspected)
revised: articles with more than one version; columns as in articles
gone: articles that were found deleted; columns as in articles
by_day: articles per outlet and day of publication
  day: in Casablanca; NULL: undated articles, a group of their own
  articles: how many
  words: in their bodies
coverage: what was fetched per outlet and day, and how it ended
  day: in Casablanca
  kind: one of outcomes.kind
  addresses: how many
opted_out: pages that ask machines for restraint
  url: address as it was asked for
  opt_outs: noindex, tdm-reservation …
derived: which code made what is derived from the texts; `warraq rebuild` makes it anew
  name: fold (fingerprints, word counts, learned lines), sketch (bands), outline, index
  version: digest of that code's own output; empty: it is being made
code_versions: the versions of the code that has opened this archive
  code: hash of what its versions may depend on
  versions: JSON, name -> version
_sqlite_migrations: which versions of the schema were applied
  migration_set: always archive
  name: of the migration, in storage/schema/
  applied_at: when
"""
"""Each table with its columns; a line of its own for each."""
