"""Fetching and reading any Moroccan news page; knows no outlet and no database."""
