"""Coach home rehab of the knee: timed sessions, a dose that follows symptoms, and desk breaks."""

__version__ = "0.1.0"
