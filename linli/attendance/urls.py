"""The door's addresses: its rules on the street, one's own sessions, the door at the desk."""

from django.urls import path

from linli.attendance import my as home, public as street
from linli.attendance.desk import doors, people, sheets

public = [
    path("door/", street.index, name="public_index"),
]

my = [
    path("door/", home.index, name="my_index"),
    path("door/<uuid:session_id>/excuse/", home.excuse, name="my_excuse"),
    path("door/<uuid:session_id>/come/", home.come, name="my_come"),
    path("door/<uuid:session_id>/feel/", home.feel, name="my_feel"),
]

desk = [
    path("door/", doors.index, name="desk_index"),
    path("door/calls/", people.calls, name="desk_calls"),
    path("door/calls/<uuid:resident_id>/", people.called, name="desk_called"),
    path("door/cards/", people.cards, name="desk_cards"),
    path("door/cards/<uuid:resident_id>/", people.card, name="desk_card"),
    path("door/cards/<uuid:card_id>/revoke/", people.revoke, name="desk_revoke"),
    path("door/<uuid:session_id>/", doors.door, name="desk_door"),
    path("door/<uuid:session_id>/in/", doors.check_in, name="desk_check_in"),
    path("door/<uuid:session_id>/card/", doors.card, name="desk_read_card"),
    path("door/<uuid:session_id>/walk-in/", doors.walk_in, name="desk_walk_in"),
    path("door/<uuid:session_id>/guests/", doors.guests, name="desk_guests"),
    path("door/<uuid:session_id>/excuse/", doors.excuse, name="desk_excuse"),
    path("door/<uuid:session_id>/faces/", doors.faces, name="desk_faces"),
    path("door/<uuid:session_id>/print/", sheets.print_list, name="desk_print"),
    path("door/left/<uuid:attendance_id>/", doors.leave, name="desk_leave"),
    path("door/back/<uuid:attendance_id>/", doors.take_back, name="desk_take_back"),
    path("door/guests/<uuid:guests_id>/back/", doors.take_back_guests, name="desk_guests_back"),
    path("door/sheet/<uuid:sheet_id>/", sheets.sheet, name="desk_sheet"),
    path("door/sheet/<uuid:sheet_id>/key/", sheets.key, name="desk_key"),
    path("door/keying/<uuid:keying_id>/back/", sheets.take_back, name="desk_keying_back"),
]
