"""The addresses of disclosure, a list per face."""

from django.urls import path

from linli.disclosure import desk as at_desk, public as street

public = [path("disclosure/", street.index, name="public_index")]

_DUE = "disclosure/<uuid:fund_id>/<str:rule>/<str:due_on>/"

desk = [
    path("disclosure/", at_desk.index, name="desk_index"),
    path("disclosure/new/", at_desk.begin, name="desk_begin"),
    path("disclosure/<uuid:undertaking_id>/end/", at_desk.end, name="desk_end"),
    path("disclosure/entries/<uuid:entry_id>/correct/", at_desk.correct, name="desk_correct"),
    path(_DUE, at_desk.disclose, name="desk_disclose"),
    path(f"{_DUE}<uuid:undertaking_id>/", at_desk.disclose, name="desk_disclose_of"),
]
