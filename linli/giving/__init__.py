"""Giving: who gives and what was promised, before money reaches the fund and beside it.

Nouns: Pledge, Box and BoxCount, GoodsGift and GoodsUse, Agreement, Plan, RelatedParty with its
Disclosure, Partner with Promise and Kept, GivingPoint.
Verbs: pledge, end_pledge, receive_instalment, place_box, count_box, count_again, receive_goods,
use_goods, sign_agreement, enter_plan, name_related, disclose_related, welcome_partner, promise,
keep_promise, say_where_to_give.
No payment code, no target bar and no named person's appeal is ever shown: we record, show, and
point to the designated platform (慈善法 arts 23, 26, 27). Money itself is the fund's.
"""
