"""Proving a data set: its files and rows against its manifest, and by making it again."""
