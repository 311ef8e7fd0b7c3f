"""The meaning of the language: rules and facts in, values and their derivation out."""
