"""What the daemon's log says of troubles: each once, when it begins and when it is over."""
