"""Recordings and pictures that a stranger may have made: read within bounds, or refused."""
