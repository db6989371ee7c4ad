"""The door's addresses: its rules on the street, one's own sessions, the door at the desk."""

from django.urls import path

from linli.attendance import my as home, public as street
from linli.attendance.desk import children, deposits, doors, people, sheets

_CHILD = "door/<uuid:session_id>/child/<uuid:child_id>/"
_HAND = "door/<uuid:session_id>/hand/<uuid:hand_over_id>/"

public = [
    path("door/", street.index, name="public_index"),
]

my = [
    path("door/", home.index, name="my_index"),
    path("door/<uuid:session_id>/excuse/", home.excuse, name="my_excuse"),
    path("door/<uuid:session_id>/come/", home.come, name="my_come"),
    path("door/<uuid:session_id>/feel/", home.feel, name="my_feel"),
    path("door/children/", home.children, name="my_children"),
    path("door/children/<uuid:child_id>/name/", home.name, name="my_name"),
    path("door/children/<uuid:child_id>/sign/", home.sign, name="my_sign"),
    path("door/children/name/<uuid:permit_id>/back/", home.name_back, name="my_name_back"),
    path("door/children/sign/<uuid:sign_id>/back/", home.sign_back, name="my_sign_back"),
]

desk = [
    path("door/", doors.index, name="desk_index"),
    path("door/calls/", people.calls, name="desk_calls"),
    path("door/calls/<uuid:resident_id>/", people.called, name="desk_called"),
    path("door/calls/<uuid:resident_id>/number/", people.number, name="desk_number"),
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
    path("deposits/", deposits.index, name="desk_deposits"),
    path("deposits/<uuid:quote_id>/", deposits.deposit, name="desk_deposit"),
    path("deposits/<uuid:quote_id>/collect/", deposits.collect, name="desk_collect_deposit"),
    path("deposits/<uuid:quote_id>/back/", deposits.give_back, name="desk_return_deposit"),
    path("deposits/<uuid:quote_id>/waive/", deposits.waive, name="desk_waive_deposit"),
    path("deposits/<uuid:quote_id>/number/", deposits.number, name="desk_deposit_number"),
    path("deposits/<uuid:quote_id>/called/", deposits.called, name="desk_call_deposit"),
    path("deposits/<uuid:quote_id>/keep/", deposits.keep, name="desk_keep_deposit"),
    path("deposits/<uuid:quote_id>/confirm/", deposits.confirm, name="desk_confirm_deposit"),
    path("deposits/<uuid:quote_id>/undo/", deposits.give_up, name="desk_give_up_deposit"),
    path("door/rooms/", children.rooms, name="desk_hand_over_rooms"),
    path("door/rooms/<uuid:space_id>/", children.mark, name="desk_mark_room"),
    path("door/<uuid:session_id>/hands/", children.hands, name="desk_hands"),
    path(f"{_CHILD}", children.child, name="desk_child"),
    path(f"{_CHILD}bring/", children.bring, name="desk_bring"),
    path(f"{_CHILD}name/", children.name, name="desk_name"),
    path(f"{_CHILD}sign/", children.sign, name="desk_sign"),
    path(f"{_CHILD}call/<uuid:guardian_id>/", children.call, name="desk_call"),
    path(f"{_HAND}fetch/", children.fetch, name="desk_fetch"),
    path(f"{_HAND}ask/", children.ask, name="desk_ask"),
    path(f"{_HAND}let/", children.let, name="desk_let"),
    path(f"{_HAND}back/", children.back, name="desk_hand_back"),
    path(
        "door/<uuid:session_id>/name/<uuid:permit_id>/back/",
        children.name_back,
        name="desk_name_back",
    ),
    path(
        "door/<uuid:session_id>/sign/<uuid:sign_id>/back/",
        children.sign_back,
        name="desk_sign_back",
    ),
]
