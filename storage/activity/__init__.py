"""What was done to the archive itself: its log, positions of tasks, places of copies."""
