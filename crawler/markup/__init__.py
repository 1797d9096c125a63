"""From the bytes of a page to its tree and lines; knows nothing of articles."""
