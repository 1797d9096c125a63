"""Stories as they are asked: who had a text first, who copied how much of it, word by word."""
