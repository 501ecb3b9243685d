"""Keep the key that everything about a person is encrypted with, if they wish it to be."""
