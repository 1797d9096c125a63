"""Pages that are no article: each kind is refused by its name (``refusals.gate``)."""
