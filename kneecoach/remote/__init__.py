"""Let one coach run at a time, and let the command line speak to the one that runs."""
