"""The addresses of benefits."""

from django.urls import path

from linli.benefits import desk as at_desk

desk = [
    path("benefits/<uuid:household_id>/", at_desk.household, name="desk_household"),
]
