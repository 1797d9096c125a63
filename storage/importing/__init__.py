"""Articles out of WARC files that others wrote."""
