"""Rule files in their one canonical layout, in either language of the keywords."""
