"""Make the figure of an exercise: its keyframes, its joints, and what is in the room."""
