"""The parts of the page on which a pack is made."""
