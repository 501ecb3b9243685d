"""Hold the cards that Today is made of; each shows one thing and says what the person wants."""
