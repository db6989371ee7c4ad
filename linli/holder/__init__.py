"""The holder's desk: the charity that keeps the money of all its community funds, and its bank.

Nouns: BankAccount, Statement, StatementLine, Assignment, Explanation, Match, Unmatch, FundRule,
AccountCode, Budget, MonthClose, Reconciliation.
Verbs: read_statement, import_statement, give_line, explain_line, match_donation, receive_from_line,
match_instruction, match_bank_item, match_origin, unmatch, prepare_close, confirm_close,
import_receipts, name_account, enter_budget, confirm_budget.
The bank line, not a button, makes aid paid. What no fund is named for waits in 待认领 with its age;
what was reconciled, and what difference is open, stands before the street (published.py).
Beside the usual files: statements.py (what a bank's file says, row by row; no table).
"""
