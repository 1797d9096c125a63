"""Filling a data set that left the texts out: each from an archive that holds just that version."""

from storage.dataset.hydration.filled_rows import Hydrated
from storage.dataset.hydration.hydrate import REPORT, hydrate

__all__ = ["REPORT", "Hydrated", "hydrate"]
