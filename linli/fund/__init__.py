"""The fund: a community's charity fund, kept in books of its own under the charity that holds it.

Nouns: Fund, Purpose, OpeningBalance, Donation, TakenBack, Acknowledgement, AidRequest with its
facts (Grant, Refusal, Instruction, Payment, Withdrawal, MoneyReturned), AidProgramme, Batch.
Verbs: open_fund, confirm_opening_balance, receive_donation, take_back_gift, acknowledge, ask,
record_visit, propose, decide, put_on_docket, confirm_sitting, instruct, confirm_paid, withdraw,
ask_back, take_back, open_programme, publish_batch.
It comes after state aid: a family's request fills the gap that benefits leave, and no more. No one
person can take two steps of a request; no purpose can be overdrawn; nothing public names a family.
Beside the usual files: paper.py (the acknowledgement as PDF).
"""
