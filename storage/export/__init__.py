"""Taking data away: files and folders of articles with the same documented columns; raw pages."""

from storage.export.columns import COLUMNS, DARIJA, TEXTS, Column, Text
from storage.export.formats import Options, UnknownFormat, export

__all__ = ["COLUMNS", "DARIJA", "TEXTS", "Column", "Options", "Text", "UnknownFormat", "export"]
