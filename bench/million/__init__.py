"""A million articles: the archive that speed is measured on, and the measurements."""
