"""Hold the parts of the running session's screen; each shows plain values and draws itself."""
