"""Data sets: a folder that a researcher can cite, check, make again and fill."""
