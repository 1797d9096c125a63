"""The archive as it stood at a former moment, and the clock by which moments are told."""
