"""What a person runs: the ``warraq`` command."""
