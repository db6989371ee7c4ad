"""The hall's addresses: on the street, at home, at the desk."""

from django.urls import path

from linli.hall import my as home, public as street

public = [
    path("programme/", street.index, name="public_index"),
    path("programme/sheet/", street.sheet, name="public_sheet"),
    path("programme/<uuid:course_id>/", street.course, name="public_course"),
    path("programme/<uuid:course_id>/lots.json", street.lots, name="public_lots"),
]

my = [
    path("programme/", home.index, name="my_index"),
    path("programme/<uuid:offer_id>/", home.enrol, name="my_enrol"),
    path("programme/<uuid:offer_id>/<uuid:session_id>/", home.enrol, name="my_enrol_session"),
    path("programme/party/<uuid:party_id>/", home.party, name="my_party"),
    path("programme/party/<uuid:party_id>/cancel/", home.cancel, name="my_cancel"),
    path("programme/party/<uuid:party_id>/yes/", home.take_up, name="my_take_up"),
    path("programme/party/<uuid:party_id>/no/", home.decline, name="my_decline"),
]
