"""The sample outlets as an archive knows them: one file each, found by Scrapy."""
