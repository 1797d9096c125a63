"""What every table, view and column of the archive means; docs and README print it from here."""

from storage.glossary.column_meanings import EVERYWHERE
from storage.glossary.described_tables import Described, described, meanings, of_a_new_archive

__all__ = ["EVERYWHERE", "Described", "described", "meanings", "of_a_new_archive"]
