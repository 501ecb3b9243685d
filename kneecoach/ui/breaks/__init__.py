"""Bring desk breaks to the screen: timer, tray, window and notification."""
