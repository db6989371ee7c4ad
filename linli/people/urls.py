"""The addresses of people, a list per face."""

from django.urls import path

from linli.people import my as mine
from linli.people.desk import access, households, knowledge, logins, residents, rosters

my = [
    path("file/", mine.file, name="my_file"),
    path("file/withdraw/<uuid:basis_id>/", mine.withdraw, name="my_withdraw"),
]

_PERSON = "people/residents/<uuid:resident_id>/"
_HOME = "people/households/<uuid:household_id>/"

desk = [
    path("people/", residents.index, name="desk_index"),
    path("people/register/", residents.register, name="desk_register"),
    path(_PERSON, residents.resident, name="desk_resident"),
    path(f"{_PERSON}numbers/", residents.numbers, name="desk_numbers"),
    path(f"{_PERSON}changes/", residents.changes, name="desk_changes"),
    path(f"{_PERSON}correct/", residents.correct, name="desk_correct"),
    path(f"{_PERSON}household/", households.form_household, name="desk_form_household"),
    path(f"{_PERSON}join/", households.join, name="desk_join"),
    path(f"{_PERSON}leave/", households.leave, name="desk_leave"),
    path(f"{_PERSON}fact/", knowledge.fact_of_resident, name="desk_fact_of_resident"),
    path(f"{_PERSON}basis/", knowledge.basis_of_resident, name="desk_basis_of_resident"),
    path(f"{_PERSON}guardian/", knowledge.guardian, name="desk_guardian"),
    path(f"{_PERSON}ask/", access.ask, name="desk_ask"),
    path(f"{_PERSON}assign/", access.assign_resident, name="desk_assign_resident"),
    path(f"{_PERSON}shield/", access.shield, name="desk_shield"),
    path(f"{_PERSON}login/", logins.login, name="desk_login"),
    path(f"{_PERSON}login/renew/", logins.renew_login, name="desk_renew_login"),
    path(f"{_PERSON}login/end/", logins.end_login, name="desk_end_login"),
    path(_HOME, households.household, name="desk_household"),
    path(f"{_HOME}add/", households.add_member, name="desk_add_member"),
    path(f"{_HOME}fact/", knowledge.fact_of_household, name="desk_fact_of_household"),
    path(f"{_HOME}basis/", knowledge.basis_of_household, name="desk_basis_of_household"),
    path(f"{_HOME}assign/", access.assign_household, name="desk_assign_household"),
    path("people/facts/<uuid:fact_id>/retract/", knowledge.retract, name="desk_retract"),
    path("people/bases/<uuid:basis_id>/withdraw/", knowledge.withdraw, name="desk_withdraw"),
    path("people/bases/<uuid:basis_id>/paper/", knowledge.consent_paper, name="desk_paper"),
    path(
        "people/guardians/<uuid:guardianship_id>/end/",
        knowledge.end_guardian,
        name="desk_end_guardian",
    ),
    path("people/asked/", access.asked, name="desk_asked"),
    path("people/asked/<uuid:request_id>/", access.decide, name="desk_decide"),
    path(
        "people/assignments/<uuid:assignment_id>/end/",
        access.end_assignment,
        name="desk_end_assignment",
    ),
    path("people/shields/<uuid:shield_id>/lift/", access.lift_shield, name="desk_lift_shield"),
    path("people/rosters/", rosters.upload, name="desk_rosters"),
    path("people/rosters/template/", rosters.template, name="desk_roster_template"),
    path("people/rosters/<uuid:roster_id>/", rosters.preview, name="desk_roster"),
    path("people/rosters/<uuid:roster_id>/import/", rosters.confirm, name="desk_roster_import"),
    path("people/rosters/<uuid:roster_id>/discard/", rosters.discard, name="desk_roster_discard"),
    path(
        "people/rosters/<uuid:roster_id>/refused/", rosters.refused_rows, name="desk_roster_refused"
    ),
]
