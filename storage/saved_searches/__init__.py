"""Searches that readers of the web page keep, in a file of their own beside the archive."""
