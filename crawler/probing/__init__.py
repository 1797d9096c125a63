"""Probing an unknown site: its listings, its address pattern, its container, its outlet file."""

from crawler.probing.listing_discovery import TriedListing
from crawler.probing.outlet_file import names_container, outlet_file
from crawler.probing.probe import Report, probe

__all__ = ["Report", "TriedListing", "names_container", "outlet_file", "probe"]
