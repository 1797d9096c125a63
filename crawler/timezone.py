"""The clock of Morocco's newspapers: +01:00, but +00:00 in Ramadan."""

from zoneinfo import ZoneInfo

CASABLANCA = ZoneInfo("Africa/Casablanca")
"""A module of its own: the archive's questions need the zone, not the parsers of dates."""
