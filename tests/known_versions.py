"""Loads on import what a crawl into a new archive works out first, for the fork server of tests.

The versions of the code that derives (``storage.derived.versions``) take most of a second; an
archive remembers them, and most tests begin with an empty one.
"""

from storage.derived import versions

versions.of_the_code()
