"""People: who lives here, with whom, what is known of them, on what basis, and who may look.

Nouns: Resident, Household, Membership, Guardianship, Basis, Fact, Sheet, Assignment,
OpeningRequest, Shield, ResidentLogin, PersonKey, Roster.
Verbs: register, correct, form_household, join, leave, name_guardian, record_basis, withdraw_basis,
state_fact, retract_fact, assign, ask_to_open, decide_opening, shield, give_login, import_roster.
Beside the usual files: roster.py (what a workbook says, row by row; no table).
"""
