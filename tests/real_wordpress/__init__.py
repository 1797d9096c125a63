"""A real WordPress on loopback, of Debian's packages: what our own imitations leave out.

``make wordpress`` brings it up, crawls it and says what was kept otherwise than it was published.
It runs by hand, not in CI: it needs packages that a developer may not have.
"""
