"""The addresses of a resident's own pages."""

from django.urls import path

from linli.home import my as at_home

my = [
    path("", at_home.today, name="my_today"),
    path("services/", at_home.services, name="my_services"),
    path("help/", at_home.ask_for_help, name="my_help"),
    path("help/sent/", at_home.helped, name="my_helped"),
    path("slips/<uuid:request_id>/", at_home.slip, name="my_slip"),
]
