"""What the law gives a family, as data and pure arithmetic. No Django, no table.

Nouns: kind of fact, fact, family, pack (one edition of one benefit), condition, verdict, gap.
Verbs: ``evaluate`` a pack for a family on a day. Three answers: eligible, not eligible because,
needs information. Unknown is never false; "asked, and there is none" is not unknown.
"""
