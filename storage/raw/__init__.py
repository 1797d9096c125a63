"""Raw pages: WARC 1.1 segments, written before anyone reads a page."""

from storage.raw.crash_repair import repair_segments
from storage.raw.load_page import load_all_pages, load_page
from storage.raw.segment import SegmentWriter
from storage.raw.warc_record_writing import Fetched

__all__ = ["Fetched", "SegmentWriter", "load_all_pages", "load_page", "repair_segments"]
