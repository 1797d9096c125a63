"""The page's languages, and what is said that no template has: columns, events, refusals."""
