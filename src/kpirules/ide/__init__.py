"""What an editor asks of rules: offsets in, plain data out; knows no protocol."""
