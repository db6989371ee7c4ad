"""The shop 爱心义卖角: donated goods on a shelf, a till for volunteers, takings for the fund.

Nouns: Corner, Basis, Intake, Item, Price, Move, GoodsGiven, StockTake; ShopDay, Till, Shift,
Sale, Return, TallySheet, Closing, SecondCount, MerchantBill.
Verbs: open_corner, record_basis, take_in, add_item, price, put_out, give, write_off, …; open_day,
unlock, sell, take_back, key_tally, close_day, count_again, import_bill.
A piece moves like money: only forward, each move a row. Nothing is sold without a recorded right
to sell; who opened or counted first never counts a second time.
"""
