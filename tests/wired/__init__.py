"""A server whose every byte is given by the test, and the outlet that it plays."""
