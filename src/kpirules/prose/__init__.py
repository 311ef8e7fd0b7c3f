"""Meaningful text: what the stages say, before anyone decides how it looks."""
