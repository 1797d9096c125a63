"""The language of a text, and a hint of Darija."""
