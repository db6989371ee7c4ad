"""Audit: the desk of whoever checks the books from outside. It changes nothing and reads on record.

Nouns: Sample (drawn at random by a recorded seed, so that anybody can draw it again).
Verbs: draw_sample, export. Unusual patterns are worked out when asked for (terms.py) and are no
accusation: each says what was found and where to look.
"""
