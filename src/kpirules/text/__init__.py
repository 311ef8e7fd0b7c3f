"""Text as it stands in files: sources, places in them, and how Thai is written."""
