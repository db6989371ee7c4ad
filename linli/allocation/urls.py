"""The seasons' addresses: on the street, at home, at the desk."""

from django.urls import path

from linli.allocation import desk as office, my as home, public as street

public = [
    path("seasons/", street.index, name="public_index"),
    path("seasons/<uuid:round_id>/", street.round_page, name="public_round"),
    path("seasons/<uuid:round_id>/season.json", street.season, name="public_season"),
]

my = [
    path("seasons/", home.index, name="my_index"),
    path("seasons/<uuid:round_id>/apply/", home.apply, name="my_apply"),
    path("seasons/applications/<uuid:application_id>/", home.application, name="my_application"),
    path("seasons/applications/<uuid:application_id>/change/", home.change, name="my_change"),
    path("seasons/applications/<uuid:application_id>/wish/", home.add_wish, name="my_add_wish"),
    path("seasons/applications/<uuid:application_id>/withdraw/", home.withdraw, name="my_withdraw"),
    path("seasons/wishes/<uuid:wish_id>/drop/", home.drop_wish, name="my_drop_wish"),
    path("seasons/wishes/<uuid:wish_id>/raise/", home.raise_wish, name="my_raise_wish"),
    path("seasons/hours/<uuid:slot_id>/give-back/", home.give_back, name="my_give_back"),
]

desk = [
    path("seasons/", office.index, name="desk_index"),
    path("seasons/new/", office.open_round, name="desk_open"),
    path("seasons/<uuid:round_id>/", office.round_page, name="desk_round"),
    path("seasons/<uuid:round_id>/apply/", office.apply, name="desk_apply"),
    path("seasons/<uuid:round_id>/suggest/", office.suggest, name="desk_suggest"),
    path("seasons/<uuid:round_id>/plan/", office.plan, name="desk_plan"),
    path("seasons/<uuid:round_id>/put-in/", office.put_in, name="desk_put_in"),
    path("seasons/<uuid:round_id>/confirm/", office.confirm, name="desk_confirm"),
    path("seasons/<uuid:round_id>/call-off/", office.call_off, name="desk_call_off"),
    path("seasons/applications/<uuid:application_id>/", office.application,
         name="desk_application"),
    path("seasons/applications/<uuid:application_id>/wish/", office.add_wish,
         name="desk_add_wish"),
    path("seasons/applications/<uuid:application_id>/correct/", office.correct,
         name="desk_correct"),
    path("seasons/applications/<uuid:application_id>/withdraw/", office.withdraw,
         name="desk_withdraw"),
    path("seasons/wishes/<uuid:wish_id>/drop/", office.drop_wish, name="desk_drop_wish"),
    path("seasons/wishes/<uuid:wish_id>/raise/", office.raise_wish, name="desk_raise_wish"),
    path("seasons/hours/<uuid:slot_id>/", office.hour, name="desk_hour"),
    path("seasons/hours/<uuid:slot_id>/out/", office.take_out, name="desk_take_out"),
    path("seasons/hours/<uuid:slot_id>/give-back/", office.give_back, name="desk_give_back"),
]  # fmt: skip
