"""SQL of readers: which tables they see, and asking them in a process with bounds."""
