"""Sentences that rows hold: written in one place, taken apart again for other languages."""
