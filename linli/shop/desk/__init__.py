"""The desk's doors to the shop: goods, and selling days."""
