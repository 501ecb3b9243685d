"""Hold the parts of the screen that closes a session: questions, what follows, what was done."""
