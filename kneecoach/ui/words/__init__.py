"""Put doses, decisions, plans and days into sentences; pure functions, tested without a window."""
