"""What the rules are applied to: supplied facts, read, checked and kept with their provenance."""
