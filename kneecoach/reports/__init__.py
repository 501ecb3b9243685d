"""Make what leaves the house, on paper or in a file: reports for the physio, and handouts."""
