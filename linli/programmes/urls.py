"""The programme's addresses. Its pages, which show places left, are the hall's."""

from django.urls import path

from linli.programmes import public as street

public = [
    path("programme.ics", street.calendar, name="public_calendar"),
]
