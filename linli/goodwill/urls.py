"""The addresses of goodwill: all at the desk. What a family received stands on its own page."""

from django.urls import path

from linli.goodwill import desk as at_desk

ROUND = "goodwill/<uuid:round_id>/"
SHEET = "goodwill/sheets/<uuid:sheet_id>/"

desk = [
    path("goodwill/", at_desk.index, name="desk_index"),
    path("goodwill/begin/<str:place>/", at_desk.begin, name="desk_begin"),
    path(ROUND, at_desk.visits, name="desk_round"),
    path(f"{ROUND}find/<slug:reason>/", at_desk.find, name="desk_find"),
    path(f"{ROUND}list/", at_desk.list_household, name="desk_list"),
    path(f"{ROUND}submit/", at_desk.submit, name="desk_submit"),
    path(f"{ROUND}approve/", at_desk.approve, name="desk_approve"),
    path(f"{ROUND}send-back/", at_desk.send_back, name="desk_send_back"),
    path(f"{ROUND}issue/", at_desk.issue, name="desk_issue"),
    path(f"{ROUND}settle/", at_desk.settle, name="desk_settle"),
    path("goodwill/listed/<uuid:listed_id>/strike/", at_desk.strike, name="desk_strike"),
    path(
        "goodwill/household/<uuid:household_id>/",
        at_desk.list_from_file,
        name="desk_list_from_file",
    ),
    path(SHEET, at_desk.sheet, name="desk_sheet"),
    path(f"{SHEET}key/", at_desk.key_sheet, name="desk_key"),
    path(f"{SHEET}check/", at_desk.check, name="desk_check"),
    path(f"{SHEET}confirm/", at_desk.confirm, name="desk_confirm"),
    path(f"{SHEET}return/", at_desk.return_sheet, name="desk_return"),
    path(f"{SHEET}photo/", at_desk.photo, name="desk_photo"),
]
