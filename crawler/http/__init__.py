"""Polite HTTP: Scrapy middlewares, single requests, encodings, exact heads."""
