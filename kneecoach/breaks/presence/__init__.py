"""Know whether somebody is at the desk and may be asked: one small file for each system."""
