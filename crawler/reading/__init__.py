"""Reading a page: from fetched bytes to an ``Article``. Pure: no network, no database, no clock.

Nothing is imported here: an outlet's hints are known without all that reads a page.
"""
