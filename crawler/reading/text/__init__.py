"""What a text is written in: language, and a hint of Darija."""
