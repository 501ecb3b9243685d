"""Hold the controls that the pages are made of; each takes plain values and draws itself."""
