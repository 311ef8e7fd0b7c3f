"""From what was written to what it means: names, kinds, units, order, soundness."""
