"""Outlets of the sample newsroom that are crawled at times that a test sets."""
