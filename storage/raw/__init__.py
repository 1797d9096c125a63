"""Raw pages: WARC 1.1 segments, written before anyone reads a page."""

from storage.raw.reading import load_page
from storage.raw.records import Fetched
from storage.raw.repair import repair_segments
from storage.raw.segment import SegmentWriter

__all__ = ["Fetched", "SegmentWriter", "load_page", "repair_segments"]
