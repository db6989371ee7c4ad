"""Economy's addresses: a month on the street and at the desk."""

from django.urls import path

from linli.economy import desk as at_desk, public as street

public = [path("economy/", street.index, name="public_index")]

desk = [
    path("economy/", at_desk.index, name="desk_index"),
    path("economy/<uuid:operation_id>/", at_desk.hall, name="desk_hall"),
]
