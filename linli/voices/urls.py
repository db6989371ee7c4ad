"""The addresses of voices."""
