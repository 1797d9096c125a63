"""The words of the language of search in Arabic, French and English, and what looks like them."""
