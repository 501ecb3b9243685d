"""Hold the nouns of the product as frozen values that refuse a bad state; standard library only."""
