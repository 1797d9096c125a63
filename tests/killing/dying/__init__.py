"""On the path of a process that is to die by its own hand."""
