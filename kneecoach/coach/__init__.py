"""Join packs, history and dose for one person: plan a day, keep what was done, look ahead."""
