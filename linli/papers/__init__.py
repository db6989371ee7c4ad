"""Papers 附件: photographed and scanned documents, sealed on disk, kept as long as the law says.

Nouns: Paper. Verbs: keep, keep_voice, release, destroy_due.
Beside the usual files: scans.py (what may come in, and how it is made harmless).
A *guarded* paper opens only through the room whose record it proves; the rest through our own desk.
"""
