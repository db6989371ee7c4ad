"""The addresses of papers."""

from django.urls import path

from linli.papers import desk as door

desk = [path("papers/<uuid:paper_id>/", door.show, name="desk_paper")]
