"""The addresses of benefits, a list per face."""

from django.urls import path

from linli.benefits import my as mine
from linli.benefits.desk import families, hints, signs

my = [
    path("looking/", mine.looking, name="my_looking"),
    path("looking/refuse/", mine.refuse, name="my_refuse"),
    path("looking/allow/", mine.allow, name="my_allow"),
    path("note/", mine.note, name="my_note"),
]

_HOME = "benefits/<uuid:household_id>/"
_NOTE = "benefits/notes/<uuid:note_id>/"

desk = [
    path("benefits/", hints.hints, name="desk_hints"),
    path("benefits/workload/", hints.workload, name="desk_workload"),
    path("benefits/leave/", hints.leave, name="desk_leave"),
    path("benefits/leave/<str:place>/write/", hints.write_assessment, name="desk_write_leave"),
    path("benefits/leave/<str:place>/sign/", hints.sign_assessment, name="desk_sign_leave"),
    path("benefits/hints/<uuid:hint_id>/", hints.answer, name="desk_answer"),
    path("benefits/notes/", signs.note, name="desk_note"),
    path(_NOTE, signs.read_note, name="desk_read_note"),
    path(f"{_NOTE}of/<uuid:resident_id>/", signs.place_note, name="desk_place_note"),
    path("benefits/coming/", signs.coming, name="desk_coming"),
    path("benefits/uncaught/", signs.uncaught, name="desk_uncaught"),
    path("benefits/uncaught/<uuid:household_id>/", signs.catch, name="desk_catch"),
    path(_HOME, families.household, name="desk_household"),
    path(f"{_HOME}refuse/", families.refuse, name="desk_refuse"),
    path(f"{_HOME}allow/", families.allow, name="desk_allow"),
    path(f"{_HOME}explain/<str:benefit>/", families.verdict, name="desk_verdict_of_all"),
    path(f"{_HOME}explain/<str:benefit>/<uuid:person_id>/", families.verdict, name="desk_verdict"),
]
