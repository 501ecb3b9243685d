"""Put a pack into one file, sign it, check a stranger's, and install it: all of it or nothing."""
