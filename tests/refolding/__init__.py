"""On the path of a process whose Arabic fold is another one, and which may die by its own hand."""
