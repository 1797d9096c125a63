"""Probing an unknown site: its listings, its address pattern, its container, its outlet file."""

from crawler.probing.listing_discovery import Way
from crawler.probing.outlet_file import outlet_file
from crawler.probing.probe import Report, probe

__all__ = ["Report", "Way", "outlet_file", "probe"]
