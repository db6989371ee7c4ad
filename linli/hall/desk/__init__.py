"""The desk's doors: courses and their sessions; places, and who has them."""
