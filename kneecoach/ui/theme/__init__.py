"""Hold how the window looks: colours, type, spacing and the way they are put in force."""
