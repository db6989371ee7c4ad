"""The fund's addresses: all at the desk. The street reads the fund in transparency."""

from django.urls import path

from linli.fund import desk as at_desk

desk = [
    path("fund/", at_desk.index, name="desk_index"),
    path("fund/requests/<uuid:request_id>/", at_desk.request_page, name="desk_request"),
    path("fund/requests/<uuid:request_id>/decide/", at_desk.decide, name="desk_decide"),
    path("fund/requests/<uuid:request_id>/instruct/", at_desk.instruct, name="desk_instruct"),
    path("fund/requests/<uuid:request_id>/withdraw/", at_desk.withdraw, name="desk_withdraw"),
    path("fund/<uuid:fund_id>/opening/", at_desk.opening, name="desk_opening"),
    path("fund/<uuid:fund_id>/donations/", at_desk.donations, name="desk_donations"),
    path("fund/<uuid:fund_id>/donations/new/", at_desk.receive, name="desk_receive"),
    path("fund/donations/<uuid:donation_id>/", at_desk.donation, name="desk_donation"),
    path(
        "fund/donations/<uuid:donation_id>/acknowledge/",
        at_desk.acknowledge,
        name="desk_acknowledge",
    ),
    path(
        "fund/donations/<uuid:donation_id>/receipt/",
        at_desk.ask_receipt,
        name="desk_ask_receipt",
    ),
    path("fund/donations/<uuid:donation_id>/paper/", at_desk.paper, name="desk_paper"),
    path("fund/donations/<uuid:donation_id>/purpose/", at_desk.purpose, name="desk_purpose"),
    path(
        "fund/donations/<uuid:donation_id>/purpose/change/",
        at_desk.change_purpose,
        name="desk_change_purpose",
    ),
    path("fund/consents/<uuid:change_id>/", at_desk.consent, name="desk_consent"),
    path("fund/donations/<uuid:donation_id>/forget/", at_desk.forget, name="desk_forget"),
    path("fund/<uuid:fund_id>/batches/", at_desk.batches, name="desk_batches"),
    path("fund/<uuid:fund_id>/publish/", at_desk.publish, name="desk_publish"),
]
