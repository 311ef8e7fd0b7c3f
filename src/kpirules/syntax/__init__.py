"""What was written: the grammar, the reader and the syntax tree."""
