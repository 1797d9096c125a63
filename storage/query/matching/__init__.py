"""Which articles match: numbers asked for once, then counted, cut and ordered in memory."""
