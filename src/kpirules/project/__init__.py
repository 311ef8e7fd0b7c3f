"""The façade: files on disk to rules, facts and results. What programmers import."""
