"""Reading kept pages again, in processes that may hang or die."""
