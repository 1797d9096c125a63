"""Whether the archive still is what it was: checksums by turns, and every page read again."""
