"""Turn the steps of a session into sound, and tell the time from the stream that plays it."""
