"""Allocation 排季: who gets which hour of every week of a season, by a rule published before.

Nouns: AllocationRound, RoundRoom, Application, Wish, AllocatedSlot (a weekly hour).
Verbs: open_round, call_off, apply, change_application, add_wish, drop_wish, raise_wish, withdraw,
correct; suggest, move_hour, take_out, put_in; confirm, book_hours, give_back.
A suggestion is a pure function of what is published (terms.py); a keeper may change it, each change
with a reason; somebody else confirms it; then each hour becomes a series of spaces, with a verdict
per date. ``static/allocation/recount.py`` works the suggestion out again for anybody.
"""
