"""OpenActive's own validators, asked about our feeds."""
