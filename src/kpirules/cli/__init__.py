"""The command line: each command parses its options, asks the façade and renders."""
