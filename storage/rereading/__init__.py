"""Reading kept pages again in a pool of worker processes that may hang or die."""
