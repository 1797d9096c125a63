"""Searches beyond the plain one: one hit per story, former versions, what a query may mean."""
