"""The committee's addresses: all at the desk. Nobody needs one to vote."""

from django.urls import path

from linli.committee import desk as at_desk

desk = [
    path("committee/", at_desk.index, name="desk_index"),
    path("committee/<uuid:committee_id>/", at_desk.committee, name="desk_committee"),
    path("committee/<uuid:committee_id>/appoint/", at_desk.appoint, name="desk_appoint"),
    path("committee/<uuid:committee_id>/call/", at_desk.call, name="desk_call"),
    path("committee/members/<uuid:member_id>/", at_desk.member, name="desk_member"),
    path("committee/members/<uuid:member_id>/end/", at_desk.end_term, name="desk_end_term"),
    path("committee/ties/<uuid:tie_id>/end/", at_desk.end_tie, name="desk_end_tie"),
    path("committee/sittings/<uuid:sitting_id>/", at_desk.sitting, name="desk_sitting"),
    path("committee/sittings/<uuid:sitting_id>/docket/", at_desk.docket, name="desk_docket"),
    path("committee/sittings/<uuid:sitting_id>/key/", at_desk.key, name="desk_key"),
    path("committee/sittings/<uuid:sitting_id>/sheet/", at_desk.sheet, name="desk_sheet"),
    path("committee/sittings/<uuid:sitting_id>/slips/", at_desk.slips, name="desk_slips"),
    path("committee/sittings/<uuid:sitting_id>/back/", at_desk.send_back, name="desk_send_back"),
    path("committee/items/<uuid:item_id>/off/", at_desk.take_off, name="desk_take_off"),
]
