"""The language server: what `ide` answers, in the words of the protocol; the only room of pygls."""
