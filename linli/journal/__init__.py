"""The journal: what was done, by whom, when, where; and who looked at what.

Nouns: Deed, Read, Cursor, Slot. Verbs: record, record_reads, take_slot, move_cursor.
It stands beneath every room so that every room may write into it; it knows ids only, no names.
Append-only: the database refuses to change or delete a row (guards.py, hung in apps.py).
"""
