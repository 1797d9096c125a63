"""Tests of the web page: what archivists and those who attack them notice."""
