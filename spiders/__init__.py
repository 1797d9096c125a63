"""The outlets: one file each, found by Scrapy, imported by nobody."""
