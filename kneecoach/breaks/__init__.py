"""Ask for two minutes after a while at the desk: when, and when not, as a state machine."""
