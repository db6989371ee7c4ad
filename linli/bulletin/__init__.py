"""The bulletin board 公告栏: what the street is told, until when; on phone, paper and wall.

Nouns: Bulletin (numbered when it is put up), Wording (append-only: a correction is a new one).
Verbs: draft, publish, correct, pin, withdraw.
A voice reads one wording: when the words change, it falls silent until somebody reads them anew.
"""
