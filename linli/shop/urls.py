"""The shop's addresses."""
