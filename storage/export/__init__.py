"""Taking data away: JSONL, CSV and Parquet with the same documented columns."""

from storage.export.columns import COLUMNS, DARIJA, TEXTS, Column, Text
from storage.export.formats import Options, UnknownFormat, export

__all__ = ["COLUMNS", "DARIJA", "TEXTS", "Column", "Options", "Text", "UnknownFormat", "export"]
