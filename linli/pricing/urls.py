"""The prices' addresses: all at the desk; the street and the residents read them in the hall."""

from django.urls import path

from linli.pricing import desk as doors

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
    path("pricing/payer/", doors.payer, name="desk_payer"),
    path("pricing/proof/<uuid:resident_id>/", doors.proof, name="desk_proof"),
    path("pricing/payer/<uuid:payer_id>/<str:month>/", doors.bill, name="desk_bill"),
    path("pricing/payer/<uuid:payer_id>/<str:month>/send/", doors.send_bill, name="desk_send_bill"),
    path("pricing/payer/<uuid:payer_id>/<str:month>/xlsx/", doors.bill_sheet, name="desk_sheet"),
]  # fmt: skip
