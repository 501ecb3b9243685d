"""Decide the next dose from what was done and felt, as one ordered table of small rules."""
