"""Show the coach in a window: pages show values and say what the person wants; nothing decides."""
