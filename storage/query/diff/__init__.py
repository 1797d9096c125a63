"""The difference of two texts, word by word, at a bounded cost."""
