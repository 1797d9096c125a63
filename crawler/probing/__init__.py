"""Getting to know a site nobody described: its ways in, its addresses, its container."""

from crawler.probing.listing_discovery import Way
from crawler.probing.outlet_file import names_container, outlet_file
from crawler.probing.probe import Report, probe

__all__ = ["Report", "Way", "names_container", "outlet_file", "probe"]
