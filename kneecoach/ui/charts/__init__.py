"""Draw how things went over time."""
