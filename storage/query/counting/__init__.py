"""What articles are counted and narrowed by beside words: kinds, and stories as arrays. Pure."""
