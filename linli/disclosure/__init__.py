"""Disclosure: what the law wants told, by when, and whether it was told.

Nouns: Undertaking (a project; a campaign is giving's filed plan), DisclosureEntry, CorrectionNote.
Verbs: begin_undertaking, end_undertaking, disclose, correct.
Due days are worked out from facts (terms.py, each rule beside its article) and stored nowhere; what
was told is only ever added to, and a correction is a note that stands beside it.
"""
