"""What is known of addresses and listings, and when each is looked at again."""
