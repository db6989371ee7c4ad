"""Pricing 计价: what a course costs, who bears which part of it, and what each payer owes.

Nouns: Price (a version, two people), Payer, Subsidy (a version, two people), SubsidyUse, Proof;
PassKind (a version, two people), SeasonPass, PassUse; Quote with its lines, QuoteEnd,
DepositWaiver; PayerBill.
Verbs: write_price, put_price_in_force, end_price; name_payer, write_subsidy, put_subsidy_in_force,
end_subsidy; write_pass, put_pass_in_force, end_pass_kind, sell_pass, collect_pass, use_pass,
return_pass, earn_passes; see_proof; quote, end_quotes; collect; collect_deposit, return_deposit,
waive_deposit; send_bill.
A quote is made when a place is given, and frozen: what everybody bears adds up to the list price,
always. How often somebody may use a subsidy or a pass is a key, not a count. A free course has no
price, unless it asks for a deposit.
"""
