"""Voices 声音: a neighbour reads a notice or a programme aloud, in 闽南话, in a minute.

Nouns: Recording (of an origin, in a language). Verbs: record, publish, withdraw.
What is read aloud, a room above keeps: a recording carries an origin (room, noun, id, title). One
is live per origin and language. Whoever spoke may take it back: then the file is destroyed.
"""
