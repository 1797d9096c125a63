"""Taking data away: JSONL, CSV and Parquet with the same documented columns."""

from storage.export.columns import COLUMNS, Column, records
from storage.export.formats import UnknownFormat, export

__all__ = ["COLUMNS", "Column", "UnknownFormat", "export", "records"]
