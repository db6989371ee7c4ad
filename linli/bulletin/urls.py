"""The board's addresses: on the street, short enough to be read out, and at the desk."""

from django.urls import path

from linli.bulletin import desk as door, public as street

public = [
    path("n/", street.index, name="public_index"),
    path("n/past/", street.past, name="public_past"),
    path("n/<int:number>/", street.notice, name="public_notice"),
    path("n/<int:number>/sheet/", street.sheet, name="public_sheet"),
    path("n/<int:number>/share/", street.share, name="public_share"),
    path("n/<int:number>/picture.png", street.picture, name="public_picture"),
]

desk = [
    path("bulletins/", door.index, name="desk_index"),
    path("bulletins/new/", door.draft, name="desk_draft"),
    path("bulletins/<uuid:bulletin_id>/", door.bulletin, name="desk_bulletin"),
    path("bulletins/<uuid:bulletin_id>/correct/", door.correct, name="desk_correct"),
    path("bulletins/<uuid:bulletin_id>/withdraw/", door.withdraw, name="desk_withdraw"),
    path("bulletins/<uuid:bulletin_id>/pin/", door.pin, name="desk_pin"),
]
