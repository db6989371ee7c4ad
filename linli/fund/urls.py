"""The fund's addresses. The street reads the fund in transparency."""

from django.urls import path

from linli.fund import desk as at_desk, my as at_my
from linli.fund.desk import aid, programmes

desk = [
    path("fund/", at_desk.index, name="desk_index"),
    path("fund/requests/<uuid:request_id>/", aid.request_page, name="desk_request"),
    path("fund/requests/<uuid:request_id>/visit/", aid.visit, name="desk_visit"),
    path("fund/requests/<uuid:request_id>/propose/", aid.propose, name="desk_propose"),
    path("fund/requests/<uuid:request_id>/decide/", aid.decide, name="desk_decide"),
    path("fund/requests/<uuid:request_id>/docket/", aid.docket, name="desk_docket"),
    path("fund/requests/<uuid:request_id>/carry-out/", aid.carry_out, name="desk_carry_out"),
    path("fund/requests/<uuid:request_id>/instruct/", aid.instruct, name="desk_instruct"),
    path("fund/requests/<uuid:request_id>/ask-back/", aid.ask_back, name="desk_ask_back"),
    path("fund/requests/<uuid:request_id>/take-back/", aid.take_back, name="desk_take_back"),
    path("fund/requests/<uuid:request_id>/withdraw/", aid.withdraw, name="desk_withdraw"),
    path("fund/requests/<uuid:request_id>/papers/", programmes.hand_in, name="desk_hand_in"),
    path(
        "fund/sittings/<uuid:sitting_id>/confirm/",
        aid.confirm_sitting,
        name="desk_confirm_sitting",
    ),
    path("fund/<uuid:fund_id>/committee/", aid.found_committee, name="desk_found_committee"),
    path("fund/<uuid:fund_id>/limit/", aid.limit, name="desk_limit"),
    path("fund/<uuid:fund_id>/interests/", aid.interests, name="desk_interests"),
    path("fund/interests/<uuid:interest_id>/end/", aid.end_interest, name="desk_end_interest"),
    path("fund/<uuid:fund_id>/programmes/", programmes.index, name="desk_programmes"),
    path("fund/<uuid:fund_id>/programmes/new/", programmes.begin, name="desk_open_programme"),
    path("fund/programmes/<uuid:programme_id>/", programmes.programme, name="desk_programme"),
    path(
        "fund/programmes/<uuid:programme_id>/docket/<uuid:sitting_id>/",
        programmes.docket,
        name="desk_docket_programme",
    ),
    path("fund/apply/<uuid:household_id>/", programmes.apply, name="desk_apply"),
    path(
        "fund/apply/<uuid:household_id>/<uuid:programme_id>/",
        programmes.apply_to,
        name="desk_apply_to",
    ),
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
my = [
    path("programmes/", at_my.programmes, name="my_programmes"),
    path("programmes/<uuid:programme_id>/apply/", at_my.apply, name="my_apply"),
]
