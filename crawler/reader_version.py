"""The reader's version; apart from the reader, so that asking for it loads no library."""

READER_VERSION = 18
"""Raised whenever the same page may read differently; stored with every article."""
