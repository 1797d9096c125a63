"""Where a crawl meets the archive: Scrapy extension, middleware, runs."""
