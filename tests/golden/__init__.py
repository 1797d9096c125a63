"""Golden pages: our own texts in the markup of each platform family, with the text expected."""
