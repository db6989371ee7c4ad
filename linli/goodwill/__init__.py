"""Goodwill 慰问: rounds of visits with money or goods, from the list to the signed sheet.

Nouns: Round, Listed (a household with its reason), Sheet (paper to sign, one a visit), SheetLine,
Settlement.
Verbs: begin_round, list_found, list_household, strike, submit, send_back, approve, issue_sheet,
key_sheet, return_sheet, confirm_sheet, settle.
The list is made by one person, approved by another, handed out by one who did not approve, keyed
once from the signed sheet under its number and confirmed by one more. Money is asked of the fund
once for the whole round; goods are giving's. What was not handed out goes back.
Beside the usual files: guards.py (what was approved, signed or settled stays, by the database).
"""
