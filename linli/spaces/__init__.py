"""Spaces 空间: the rooms of the hall, when they are open, and who holds a quarter of an hour.

Nouns: Space, OpeningRule, Closure, BookingPolicy; Booking, Slot, BookingSeries, SeriesDate.
Verbs: open_space, change_space, set_opening, close_for, set_policy, …; occupy, occupy_many, move,
release (for the rooms above); book, ask, approve, refuse, cancel, check_in; book_series, retry.
A quarter of an hour of a leaf is a row: two bookings that meet are refused by its primary key. What
a room is used for, it does not know: a booking carries an origin (room, noun, id, title).
Beside the usual files: outside.py (a file of a calendar that is not ours, read with distrust).
"""
