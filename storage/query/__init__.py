"""Questions to the archive: search, filters, history, differences, health."""
