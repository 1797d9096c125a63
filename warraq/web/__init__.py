"""The web page of an archive: for archivists, right-to-left, without scripts."""
