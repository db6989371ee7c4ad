"""The committee: how a body decides on paper, so that nobody needs a login to vote.

Nouns: Committee, Member (with a term), Tie (which a member declared), Sitting, Item (of its
docket), Attendance, Vote, Decision.
Verbs: found_committee, appoint_member, end_term, declare_tie, end_tie, call_sitting,
put_on_docket, take_off, key_sheet, send_back, confirm.
The secretary keys what stands on the signed sheet, another person confirms it against the photo,
and only then there are decisions. What a decision is about is an upper room's: room, noun and id.
Beside the usual files: guards.py (what was confirmed is never changed, by the database).
"""
