"""Digits of any script, as 0 to 9."""

import unicodedata


def western(value: str) -> str:
    """A text with its digits as 0 to 9: ``٢٠٢٦-١١-٠١`` is typed on Arabic keyboards."""
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in value)
