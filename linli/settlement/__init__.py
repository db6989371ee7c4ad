"""Settlement 结算: what was really taught becomes a statement, agreed line by line, and is paid.

Nouns: Said (how a session went where nobody kept its door), Statement, Line, Dispute.
Verbs: say, draft, draft_all; agree, dispute, answer; pay.
Every line carries its session as an origin. What nobody kept and nobody said is asked about, never
paid. Who drafted never agrees, and neither of the two pays; an agreed statement is owed in the book
of whoever runs the hall, and paid from there alone. Silence agrees after fourteen days only to what
was shown: worked out when read, from the read log.
"""
