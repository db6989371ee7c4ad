"""Operator 运营账: the book of whoever runs a hall or a canteen, and what a month of it costs.

Nouns: Operation (an organisation's book in a community), Debt, Payment, Taking, GivenBack,
Earning, KeptDeposit; CostMonth, CostLine, CostShare.
Verbs: open_operation, set_give_back_limit, owe, pay, receive, give_back, earn; propose_keeping,
confirm_keeping, undo_keeping; begin_month, save_line, drop_line, confirm_month.
Each book has one legal owner. What is owed is booked when it is agreed, not when it is paid; who
pays is another person than who owed it. A month is entered line by line and posted by a second
person; what nobody confirmed is unknown, and never nought.
"""
