"""Start the coach in the tray when the person logs in: one small file for each system."""
