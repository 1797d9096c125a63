"""Places whose clock a date may be printed in: ``بتوقيت مكة المكرمة``, "heure de Paris"."""

import re
from datetime import tzinfo
from zoneinfo import ZoneInfo

from crawler.timezone import CASABLANCA

# folded; a place alone is no zone, the words before it say that its clock is meant
_ZONES = {
    "UTC": ("غرينتش", "غرينيتش", "جرينتش", "جرينيتش", "العالمي", "الدولي", "universelle"),
    "Africa/Casablanca": (
        "المغرب", "المغربي", "المملكه", "الرباط", "الدار البيضاء", "المحلي", "locale", "marocaine",
        "maroc", "rabat", "casablanca",
    ),
    "Asia/Riyadh": ("مكه المكرمه", "مكه", "السعوديه", "الرياض", "الدوحه", "قطر", "الكويت", "بغداد"),
    "Asia/Dubai": ("ابوظبي", "ابو ظبي", "دبي", "الامارات"),
    "Africa/Cairo": ("القاهره", "مصر"),
    "Africa/Algiers": ("الجزائر", "الجزاير", "alger", "تونس", "tunis"),
    "Asia/Jerusalem": ("القدس", "فلسطين"),
    "Asia/Beirut": ("بيروت", "لبنان"),
    "Asia/Tehran": ("طهران", "ايران"),
    "Europe/Paris": ("باريس", "فرنسا", "paris", "francaise", "bruxelles", "مدريد", "اوروبا"),
    "Europe/London": ("لندن", "londres"),
    "America/New_York": ("نيويورك", "واشنطن", "new york", "washington"),
}  # fmt: skip
_NAMES = {place: zone for zone, places in _ZONES.items() for place in places}
PLACES = [
    re.escape(place).replace(r"\ ", r"\s+") for place in sorted(_NAMES, key=len, reverse=True)
]
"""Patterns of the places, the longest first."""


def zone_of_place(name: str) -> tzinfo | None:
    """The zone of a folded place, ``zone_of_place("مكه")``; ``None`` where it is not known."""
    zone = _NAMES.get(name)
    return None if zone is None else CASABLANCA if zone == CASABLANCA.key else ZoneInfo(zone)
