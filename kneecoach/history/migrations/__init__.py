"""Hold the steps from each released schema to the next; Alembic runs them."""
