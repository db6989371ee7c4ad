"""Claims: doing the paperwork with a family, until the money comes and for as long as it comes.

Nouns: Claim (one application for one benefit at an office outside), Step (what happened to it),
HandedPaper (a paper of its checklist), Bill, Settlement, Arrival (money that came).
Verbs: open_claim, agree, keep_paper, submit, receive, want_more, supply, chase, grant, refuse,
appeal, report_change, renew, stop, withdraw, add_bill, settle, record_arrival, take_back.
The offices have no interface: what they said is what a person saw and wrote down, with its day.
"""
