"""The auditor's addresses."""

from django.urls import path

from linli.audit import desk as at_desk

desk = [
    path("audit/", at_desk.index, name="desk_index"),
    path("audit/draw/", at_desk.draw, name="desk_draw"),
    path("audit/unusual/", at_desk.unusual, name="desk_unusual"),
    path("audit/samples/<uuid:sample_id>/", at_desk.sample, name="desk_sample"),
    path("audit/<uuid:fund_id>/export/<str:what>/", at_desk.export, name="desk_export"),
]
