"""The holder's addresses: all at the desk."""

from django.urls import path

from linli.holder import desk as at_desk

desk = [
    path("holder/", at_desk.index, name="desk_index"),
    path("holder/lines/<uuid:line_id>/", at_desk.line, name="desk_line"),
    path("holder/lines/<uuid:line_id>/match/", at_desk.match, name="desk_match"),
    path("holder/lines/<uuid:line_id>/receive/", at_desk.receive, name="desk_receive"),
    path("holder/lines/<uuid:line_id>/give/", at_desk.give, name="desk_give"),
    path("holder/lines/<uuid:line_id>/explain/", at_desk.explain, name="desk_explain"),
    path(
        "holder/lines/<uuid:line_id>/matches/<uuid:match_id>/undo/",
        at_desk.unmatch,
        name="desk_unmatch",
    ),
    path("holder/rules/", at_desk.rules, name="desk_rules"),
    path("holder/rules/<uuid:rule_id>/end/", at_desk.end_rule, name="desk_end_rule"),
    path("holder/statements/", at_desk.statements, name="desk_statements"),
    path("holder/accounts/new/", at_desk.open_account, name="desk_open_account"),
    path("holder/statements/<uuid:statement_id>/", at_desk.statement, name="desk_statement"),
    path(
        "holder/statements/<uuid:statement_id>/import/",
        at_desk.import_statement,
        name="desk_import",
    ),
    path("holder/statements/<uuid:statement_id>/discard/", at_desk.discard, name="desk_discard"),
    path("holder/instructions/", at_desk.instructions, name="desk_instructions"),
    path("holder/instructions/<uuid:request_id>/", at_desk.instruction, name="desk_instruction"),
    path("holder/instructions/<uuid:request_id>/accept/", at_desk.accept, name="desk_accept"),
    path("holder/instructions/<uuid:request_id>/return/", at_desk.give_back, name="desk_return"),
    path("holder/close/", at_desk.close, name="desk_close"),
    path("holder/close/prepare/", at_desk.prepare, name="desk_prepare"),
    path("holder/close/<uuid:close_id>/confirm/", at_desk.confirm, name="desk_confirm"),
    path("holder/papers/", at_desk.papers, name="desk_papers"),
    path("holder/papers/receipts/", at_desk.receipts_asked, name="desk_receipts_asked"),
    path("holder/papers/numbers/", at_desk.receipts_numbered, name="desk_receipts_numbered"),
    path("holder/papers/vouchers/", at_desk.vouchers, name="desk_vouchers"),
    path("holder/papers/accounts/", at_desk.name_account, name="desk_name_account"),
    path("holder/reports/", at_desk.reports, name="desk_reports"),
    path("holder/reports/<uuid:fund_id>/<int:year>/", at_desk.report, name="desk_report"),
    path(
        "holder/reports/<uuid:fund_id>/<int:year>/budget/",
        at_desk.enter_budget,
        name="desk_enter_budget",
    ),
    path(
        "holder/reports/<uuid:fund_id>/<int:year>/budget/<uuid:budget_id>/",
        at_desk.confirm_budget,
        name="desk_confirm_budget",
    ),
]
