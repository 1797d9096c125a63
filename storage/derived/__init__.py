"""What an archive derives from its texts: which code made it, and making it anew."""
