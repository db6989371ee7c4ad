"""The desk's doors to prices and season passes."""
