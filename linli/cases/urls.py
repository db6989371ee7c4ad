"""The addresses of cases."""

from django.urls import path

from linli.cases import desk as at_desk, public as on_street

public = [
    path("tell/", on_street.tell, name="public_tell"),
    path("tell/thanks/", on_street.thanks, name="public_thanks"),
]

desk = [
    path("cases/", at_desk.index, name="desk_index"),
    path("cases/tell/", at_desk.tell, name="desk_tell"),
    path("cases/told/", at_desk.told, name="desk_told"),
    path("cases/leads/<uuid:lead_id>/", at_desk.lead, name="desk_lead"),
    path("cases/leads/<uuid:lead_id>/take-in/", at_desk.take_in, name="desk_take_in"),
    path("cases/leads/<uuid:lead_id>/decline/", at_desk.decline, name="desk_decline"),
    path("cases/<uuid:case_id>/", at_desk.case, name="desk_case"),
    path("cases/<uuid:case_id>/assign/", at_desk.assign, name="desk_assign"),
    path("cases/<uuid:case_id>/assess/", at_desk.assess, name="desk_assess"),
    path("cases/<uuid:case_id>/plan/", at_desk.plan, name="desk_plan"),
    path("cases/<uuid:case_id>/intervene/", at_desk.intervene, name="desk_intervene"),
    path("cases/<uuid:case_id>/follow-up/", at_desk.follow_up, name="desk_follow_up"),
    path("cases/<uuid:case_id>/evaluate/", at_desk.evaluate, name="desk_evaluate"),
    path("cases/<uuid:case_id>/close/", at_desk.close, name="desk_close"),
    path("cases/<uuid:case_id>/reopen/", at_desk.reopen, name="desk_reopen"),
    path("cases/<uuid:case_id>/ask-fund/", at_desk.ask_fund, name="desk_ask_fund"),
]
