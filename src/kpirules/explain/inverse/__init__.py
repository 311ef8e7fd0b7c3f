"""What would have been enough, exactly: roundings, scoring lines and formulas turned round."""
