"""The addresses of prices and season passes. What a place costs, one reads in the hall."""

from django.urls import path

from linli.pricing import my as home, public as street
from linli.pricing.desk import passes, prices as doors

public = [path("passes/", street.passes, name="public_passes")]

my = [
    path("passes/", home.passes, name="my_passes"),
    path("passes/<uuid:pass_id>/drop/", home.drop, name="my_drop_pass"),
]

desk = [
    path("pricing/", doors.index, name="desk_index"),
    path("pricing/course/<uuid:course_id>/", doors.price, name="desk_price"),
    path("pricing/<uuid:price_id>/force/", doors.activate_price, name="desk_activate_price"),
    path("pricing/<uuid:price_id>/end/", doors.end_price, name="desk_end_price"),
    path("pricing/subsidy/", doors.subsidy, name="desk_subsidy"),
    path(
        "pricing/subsidy/<uuid:subsidy_id>/force/", doors.activate_subsidy,
        name="desk_activate_subsidy",
    ),
    path("pricing/subsidy/<uuid:subsidy_id>/end/", doors.end_subsidy, name="desk_end_subsidy"),
    path("pricing/passes/", passes.index, name="desk_passes"),
    path("pricing/passes/kind/", passes.kind, name="desk_pass_kind"),
    path("pricing/passes/<uuid:kind_id>/force/", passes.activate, name="desk_activate_pass"),
    path("pricing/passes/<uuid:kind_id>/end/", passes.end, name="desk_end_pass"),
    path("pricing/passes/earned/<uuid:operation_id>/<str:month>/", passes.earn, name="desk_earn"),
    path(
        "pricing/passes/of/<uuid:resident_id>/", passes.resident, name="desk_resident_passes"
    ),
    path("pricing/pass/<uuid:pass_id>/collect/", passes.collect, name="desk_collect_pass"),
    path("pricing/pass/<uuid:pass_id>/back/", passes.give_back, name="desk_return_pass"),
    path("pricing/payer/", doors.payer, name="desk_payer"),
    path("pricing/proof/<uuid:resident_id>/", doors.proof, name="desk_proof"),
    path("pricing/payer/<uuid:payer_id>/<str:month>/", doors.bill, name="desk_bill"),
    path("pricing/payer/<uuid:payer_id>/<str:month>/send/", doors.send_bill, name="desk_send_bill"),
    path("pricing/payer/<uuid:payer_id>/<str:month>/xlsx/", doors.bill_sheet, name="desk_sheet"),
]  # fmt: skip
