"""The shop's addresses: the till and a piece's story on the street, everything else at the desk."""

from django.urls import path

from linli.shop import public as street
from linli.shop.desk import days, goods

public = [
    path("till/", street.till, name="public_till"),
    path("till/shift/", street.shift, name="public_shift"),
    path("till/sell/", street.sell, name="public_sell"),
    path("till/undo/", street.undo, name="public_undo"),
    path("till/return/", street.take_back, name="public_return"),
    path("till/slip/<uuid:sale_id>/", street.slip, name="public_slip"),
    path("goods/", street.ask, name="public_ask"),
    path("goods/<str:code>/", street.item, name="public_item"),
]

desk = [
    path("shop/", goods.index, name="desk_index"),
    path("shop/new/", goods.found, name="desk_found"),
    path("shop/card/", goods.card, name="desk_card"),
    path("shop/<uuid:corner_id>/", goods.goods, name="desk_goods"),
    path("shop/<uuid:corner_id>/receive/", goods.receive, name="desk_receive"),
    path("shop/<uuid:corner_id>/labels/", goods.labels, name="desk_labels"),
    path("shop/<uuid:corner_id>/stock/", goods.stock, name="desk_stock"),
    path("shop/<uuid:corner_id>/basis/", days.basis, name="desk_basis"),
    path("shop/<uuid:corner_id>/days/", days.days, name="desk_days"),
    path("shop/<uuid:corner_id>/open/", days.open_day, name="desk_open"),
    path("shop/<uuid:corner_id>/bill/", days.bill, name="desk_bill"),
    path("shop/intakes/<uuid:intake_id>/", goods.intake, name="desk_intake"),
    path("shop/intakes/<uuid:intake_id>/slip/", goods.slip, name="desk_slip"),
    path("shop/items/<uuid:item_id>/", goods.item, name="desk_item"),
    path("shop/items/<uuid:item_id>/photo/", goods.photo, name="desk_photo"),
    path("shop/items/<uuid:item_id>/price/", goods.price, name="desk_price"),
    path("shop/items/<uuid:item_id>/move/<str:kind>/", goods.move, name="desk_move"),
    path("shop/items/<uuid:item_id>/write-off/", goods.write_off, name="desk_write_off"),
    path("shop/give/<uuid:household_id>/", goods.give, name="desk_give"),
    path("shop/stock/<uuid:stocktake_id>/", goods.stocktake, name="desk_stocktake"),
    path("shop/stock/<uuid:stocktake_id>/confirm/", goods.confirm_stock, name="desk_confirm_stock"),
    path("shop/days/<uuid:day_id>/", days.day, name="desk_day"),
    path("shop/days/<uuid:day_id>/till/", days.unlock, name="desk_unlock"),
    path("shop/days/<uuid:day_id>/shift/", days.shift, name="desk_shift"),
    path("shop/days/<uuid:day_id>/close/", days.close, name="desk_close"),
    path("shop/days/<uuid:day_id>/count/", days.count, name="desk_count"),
    path("shop/days/<uuid:day_id>/counter/", days.counter_sheet, name="desk_counter"),
    path("shop/days/<uuid:day_id>/tally/", days.print_tally, name="desk_print_tally"),
    path("shop/tills/<uuid:till_id>/lock/", days.lock, name="desk_lock"),
    path("shop/tally/<uuid:sheet_id>/", days.tally, name="desk_tally"),
    path("shop/tally/<uuid:sheet_id>/key/", days.key_tally, name="desk_key_tally"),
]
