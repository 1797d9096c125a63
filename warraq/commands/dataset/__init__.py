"""Data sets: making one, proving it, making it again."""
