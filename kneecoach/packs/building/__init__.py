"""Make packs: what a draft says, the changes made to it, and the YAML that it is kept as."""
