"""The subcommands that ask the archive: search, concordance, SQL, and single articles."""
