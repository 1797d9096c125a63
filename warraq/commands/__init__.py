"""The subcommands of ``warraq``, one file per group."""
