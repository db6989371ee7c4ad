"""The desk's doors: the rooms and their terms, the door of one, somebody before its terms."""
