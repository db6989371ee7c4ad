"""Settlement's addresses: a teacher on the street, at home, and the desk's months."""

from django.urls import path

from linli.settlement import desk as at_desk, my as home, public as street

public = [
    path("teachers/", street.index, name="public_index"),
    path("teachers/<uuid:provider_id>/", street.teacher, name="public_teacher"),
]

my = [
    path("teaching/", home.index, name="my_index"),
    path("teaching/sessions/<uuid:session_id>/", home.session, name="my_session"),
    path("teaching/statements/<uuid:statement_id>/", home.statement, name="my_statement"),
    path("teaching/statements/<uuid:statement_id>/yes/", home.agree, name="my_agree"),
    path("teaching/lines/<uuid:line_id>/", home.line, name="my_line"),
]

desk = [
    path("settlement/", at_desk.index, name="desk_index"),
    path("settlement/draft/", at_desk.draft_all, name="desk_draft_all"),
    path("settlement/draft/<uuid:provider_id>/", at_desk.draft, name="desk_draft"),
    path("settlement/sessions/<uuid:session_id>/", at_desk.session, name="desk_session"),
    path("settlement/pay/", at_desk.to_pay, name="desk_to_pay"),
    path("settlement/<uuid:statement_id>/", at_desk.statement, name="desk_statement"),
    path("settlement/<uuid:statement_id>/pay/", at_desk.pay, name="desk_pay"),
    path(
        "settlement/<uuid:statement_id>/answer/<uuid:dispute_id>/",
        at_desk.answer,
        name="desk_answer",
    ),
]
