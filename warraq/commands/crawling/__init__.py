"""The subcommands that crawl: now, for ever, the past; what is waiting, and how outlets fare."""
