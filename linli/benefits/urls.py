"""The addresses of benefits."""

from django.urls import path

from linli.benefits import desk as at_desk

desk = [
    path("benefits/", at_desk.hints, name="desk_hints"),
    path("benefits/workload/", at_desk.workload, name="desk_workload"),
    path("benefits/leave/", at_desk.leave, name="desk_leave"),
    path("benefits/leave/<str:place>/write/", at_desk.write_assessment, name="desk_write_leave"),
    path("benefits/leave/<str:place>/sign/", at_desk.sign_assessment, name="desk_sign_leave"),
    path("benefits/hints/<uuid:hint_id>/", at_desk.answer, name="desk_answer"),
    path("benefits/<uuid:household_id>/", at_desk.household, name="desk_household"),
]
