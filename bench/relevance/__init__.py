"""How much of what should be found search finds, and how much of what it finds should be."""
