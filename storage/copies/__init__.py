"""Which articles are alike, and the stories that they make; nothing is dropped because of it."""
