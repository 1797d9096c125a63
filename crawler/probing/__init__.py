"""Getting to know a site nobody described: its ways in, its addresses, its container."""

from crawler.probing.probe import Report, probe
from crawler.probing.ways import Way
from crawler.probing.writing import outlet_file

__all__ = ["Report", "Way", "outlet_file", "probe"]
