"""The body of an article: extraction, boilerplate rules, trimming, trafilatura."""
