"""Identity: who a person at the door is, and what they may do where.

Nouns: User, Organisation, RoleHeld, SignOff.
Verbs: invite, give_login, appoint, dismiss, sign_off, sign_in.
Beside the usual files: permissions.py (what may be permitted, and the Viewer who asks),
doors.py (the four doors every view wears), sign_in.py (how the library's sign-in fits this house).
"""
