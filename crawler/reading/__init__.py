"""Reading a page: from fetched bytes to an ``Article``. Pure: no network, no database, no clock.

Nothing is imported here: to know an outlet's hints takes a hundredth of what reading a page loads.
"""
