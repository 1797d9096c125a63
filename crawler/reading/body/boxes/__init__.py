"""Boxes within and around a text that are none of it: widgets, other articles, advertisements."""
