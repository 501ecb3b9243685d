"""Know what a human body can do: its joints and their ranges, where they are, what it stands on."""
