"""Running the examples that policy staff write beside their rules."""
