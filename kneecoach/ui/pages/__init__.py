"""Hold the pages of the window; none knows another."""
