"""Taking data away: files and folders of articles with the same documented columns; raw pages."""

from storage.export.columns import COLUMNS, DARIJA, TEXTS, Column, Text
from storage.export.formats import Options, UnknownFormat, export
from storage.export.raw_page_selection import RawTold

__all__ = [
    "COLUMNS",
    "DARIJA",
    "TEXTS",
    "Column",
    "Options",
    "RawTold",
    "Text",
    "UnknownFormat",
    "export",
]
