"""Attendance 到场: who came, was excused, walked in, and what they felt; the sheet of paper.

Nouns: Headcount (a session's places against who is inside), Attendance, Guests, Card; Sheet,
SheetLine, Keying; Feedback, Reminder;
HandOverRoom, HandOver, FetchPermit, ChildSign.
Verbs: check_in, walk_in, bring_guests, leave, excuse, take_back; issue_card, revoke_card;
print_sheet, key_sheet, take_back_keying; give_feedback, remind;
call_about, keep_deposit, confirm_deposit, give_up_deposit;
mark_room, bring, fetch, ask_exception, let_exception, name_fetcher, tell_sign.
Nothing is deleted: what was wrong is taken back, with a reason. Who is still awaited, and who did
not come, is reckoned when read; no job decides it.
"""
