"""Draw the body."""
