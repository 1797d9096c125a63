"""How much of what outlets published is held: counted, listed and estimated; and the gaps."""
