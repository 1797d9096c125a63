"""What pages say that stand in place of an article: notices, placeholders, servers' answers."""
