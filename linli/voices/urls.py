"""The addresses of voices: on the street and at the desk."""

from django.urls import path

from linli.voices import desk as door, public as street

public = [path("voice/<uuid:recording_id>/", street.sound, name="public_sound")]

desk = [
    path("voices/", door.index, name="desk_index"),
    path("voices/new/<str:slot>/", door.record, name="desk_record"),
    path("voices/<uuid:recording_id>/", door.recording, name="desk_recording"),
    path("voices/<uuid:recording_id>/sound/", door.sound, name="desk_sound"),
    path("voices/<uuid:recording_id>/withdraw/", door.withdraw, name="desk_withdraw"),
]
