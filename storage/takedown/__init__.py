"""Orders to hide or erase articles, and where their text stands."""
