"""Economy 账本看得见: what an hour of a room and a programme cost, bring in and are worth.

Nouns: HallMonth, RoomLine, ProgrammeLine, Figure (a number that opens to its formula).
No verbs and no tables: everything is worked out, when read, from costs two people confirmed, quotes
that never change, bookings, the door, and statements that were agreed. What is not known is said to
be unknown, and never nought; in public, fewer than five people are not told.
"""
