"""Notices: one outbox for everything the house tells its people.

Nouns: Notice. Verbs: tell, tell_role, mark_seen, send_waiting.
A notice is written in the caller's transaction and sent once. It holds ids and amounts; the
sentence is composed when it is read (terms.py), so no name waits in an outbox.
"""
