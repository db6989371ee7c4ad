"""The desk's doors: at the door of a session, the sheet of paper, cards and calls."""
