"""Marks of what a search found in the texts of an article."""
