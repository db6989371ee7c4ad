"""The addresses of the desk's own pages."""

from django.urls import path

from linli.workbench import desk as at_desk

desk = [
    path("", at_desk.today, name="desk_today"),
    path("search/", at_desk.search, name="desk_search"),
    path("households/<uuid:household_id>/", at_desk.household, name="desk_household"),
    path("reach/", at_desk.reach, name="desk_reach"),
    path("parts/", at_desk.parts, name="desk_parts"),
    path("journal/", at_desk.journal_page, name="desk_journal"),
    path("journal/export/", at_desk.export_journal, name="desk_export_journal"),
]
