"""The addresses: how full it is on the street, one's own page, the door at the desk."""

from django.urls import path

from linli.gym import my as home, public as street
from linli.gym.desk import doors, people, rooms

_ROOM = "gym/<uuid:space_id>/"
_WHO = f"{_ROOM}who/<uuid:resident_id>/"

public = [
    path("gym/", street.index, name="public_index"),
    path(_ROOM, street.room, name="public_room"),
]

my = [
    path("gym/", home.index, name="my_index"),
    path(f"{_WHO}declare/", home.declare, name="my_declare"),
    path("gym/declaration/<uuid:declaration_id>/withdraw/", home.withdraw, name="my_withdraw"),
]

desk = [
    path("gym/", rooms.index, name="desk_index"),
    path(_ROOM, doors.door, name="desk_door"),
    path(f"{_ROOM}card/", doors.card, name="desk_card"),
    path(f"{_ROOM}enter/", doors.enter, name="desk_enter"),
    path(f"{_ROOM}visit/<uuid:visit_id>/leave/", doors.leave, name="desk_leave"),
    path(f"{_ROOM}back/", doors.take_back, name="desk_take_back"),
    path(f"{_ROOM}clear/", doors.clear, name="desk_clear"),
    path(f"{_ROOM}inside/", doors.inside, name="desk_inside"),
    path(f"{_ROOM}sheet/", rooms.sheet, name="desk_sheet"),
    path(f"{_ROOM}terms/", rooms.terms, name="desk_terms"),
    path(f"{_ROOM}terms/end/", rooms.end_terms, name="desk_end_terms"),
    path(_WHO, people.person, name="desk_person"),
    path(f"{_WHO}induct/", people.induct, name="desk_induct"),
    path(
        f"{_WHO}induction/<uuid:induction_id>/back/",
        people.take_back_induction,
        name="desk_induction_back",
    ),
    path(f"{_WHO}declare/", people.declare, name="desk_declare"),
    path(f"{_WHO}talk/", people.talk, name="desk_talk"),
    path(
        f"{_WHO}declaration/<uuid:declaration_id>/withdraw/",
        people.withdraw,
        name="desk_withdraw",
    ),
]
