"""Hold one step a file; a released one is never changed."""
