"""One crawl as a process of its own."""
