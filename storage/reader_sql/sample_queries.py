"""Questions in SQL that a page shows to begin with."""

SAMPLES = {
    "Articles per outlet": """\
SELECT outlet, count(*) AS articles, min(published_at) AS first, max(published_at) AS last
FROM articles GROUP BY outlet ORDER BY articles DESC""",
    "Search with the words' spellings, best first": """\
SELECT a.id AS article_id, a.outlet, a.published_at, a.headline
FROM articles_fts JOIN articles a ON a.id = articles_fts.rowid
WHERE articles_fts MATCH ar_query('سد أو ماء')
ORDER BY articles_fts.rank LIMIT 50""",
    "A word over the months, as a share of all articles": """\
WITH found AS (SELECT rowid AS id FROM articles_fts WHERE articles_fts MATCH ar_query('سد'))
SELECT substr(coalesce(published_at, first_seen), 1, 7) AS month, count(*) AS articles,
       sum(id IN found) AS with_it, round(100.0 * sum(id IN found) / count(*), 2) AS percent
FROM articles GROUP BY month ORDER BY month""",
    "Headlines that were changed": """\
SELECT a.id AS article_id, a.outlet, r.headline AS before, a.headline AS after, r.replaced_at
FROM revisions r JOIN articles a ON a.id = r.article_id
WHERE r.headline <> a.headline AND r.cause = 'outlet' ORDER BY r.replaced_at DESC LIMIT 100""",
    "What is gone from its site": """\
SELECT id AS article_id, outlet, published_at, gone_at, headline, url
FROM gone ORDER BY gone_at DESC LIMIT 100""",
    "Who copies whom": """\
SELECT o.outlet AS first, c.outlet AS copied_by, count(*) AS articles
FROM copies o JOIN copies c ON c.story_id = o.story_id AND c.role = 'copy'
WHERE o.role = 'original' AND c.outlet <> o.outlet
GROUP BY o.outlet, c.outlet ORDER BY articles DESC LIMIT 100""",
    "Authors with most articles": """\
SELECT outlet, byline, count(*) AS articles FROM articles WHERE byline > ''
GROUP BY outlet, byline ORDER BY articles DESC LIMIT 100""",
    "Tags": """\
SELECT t.value AS tag, count(*) AS articles
FROM articles, json_each(articles.tags) t GROUP BY tag ORDER BY articles DESC LIMIT 100""",
}
"""Title -> a question, to be changed by the reader."""
