"""Talking HTTP politely: Scrapy middlewares, single requests, encodings, exact heads."""
