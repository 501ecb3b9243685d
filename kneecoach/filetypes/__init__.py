"""Make the system open the coach's own files by a double click: one small file for each system."""
