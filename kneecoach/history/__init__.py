"""Keep what was done and felt: tables, store, migrations, backup, integrity."""
