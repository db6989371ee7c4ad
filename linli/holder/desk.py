"""The holder's desk: its bank's lines, what they are, what it is asked to pay, the month's end."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.fund import actions as funds, queries as books
from linli.holder import actions, forms, queries
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission

P = Permission
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


# Lines --------------------------------------------------------------------------------------------


@desk(P.STATEMENT_KEEP)
def index(request: HttpRequest) -> HttpResponse:
    """The lines that wait, for a fund first and then for a paper."""
    viewer = request.viewer
    counts = queries.counts(viewer)
    state = request.GET.get("state", "unclaimed" if counts["unclaimed"] else "given")
    context = {
        "state": state,
        "tabs": _tabs(counts),
        "lines": queries.lines(viewer, state, today(request), request.GET.get("page", 1)),
        "waiting": len(books.instructions(viewer, queries.holder_of(viewer))),
    }
    return render(request, "holder/desk/index.html", context)


@desk(P.STATEMENT_KEEP)
def line(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """One line in the clear, and what it may be."""
    return _line_page(request, line_id)


@desk(P.STATEMENT_KEEP)
@require_POST
def match(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """It is what was offered."""
    return _said(request, line_id, forms.OfferForm(request.POST), actions.accept_offer)


@desk(P.STATEMENT_KEEP)
@require_POST
def receive(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """It is a gift that nobody has written down yet."""
    card = queries.line(request.viewer, line_id, today(request))
    form = forms.ReceiveForm(request.POST, card=card)
    return _said(request, line_id, form, actions.receive_from_line)


@desk(P.STATEMENT_KEEP)
@require_POST
def give(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """It is this fund's, whatever it is."""
    card = queries.line(request.viewer, line_id, today(request))
    form = forms.FundForm(request.POST, funds=card.funds)
    if done(request, form, actions.give_line, line_id=line_id):
        return redirect("holder:desk_line", line_id)
    return _line_page(request, line_id, tried=form)


@desk(P.STATEMENT_KEEP)
@require_POST
def explain(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """It is none of ours, and why."""
    return _said(request, line_id, forms.WordsForm(request.POST), actions.explain_line)


@desk(P.STATEMENT_KEEP)
@require_POST
def unmatch(request: HttpRequest, line_id: UUID, match_id: UUID) -> HttpResponse:
    """It was something else."""
    form = forms.UnmatchForm(request.POST)
    if done(request, form, actions.unmatch, match_id=match_id):
        return redirect("holder:desk_line", line_id)
    return _line_page(request, line_id, tried=form)


@desk(P.STATEMENT_KEEP)
def rules(request: HttpRequest) -> HttpResponse:
    """The words by which lines find their fund."""
    holder_id = queries.holder_of(request.viewer)
    form = forms.RuleForm(typed(request), funds=queries.funds_of(request.viewer, holder_id))
    if request.method == "POST" and done(request, form, actions.keep_rule):
        return redirect("holder:desk_rules")
    context = {"form": form, "rules": queries.rules(request.viewer)}
    return render(request, "holder/desk/rules.html", context, status=status_of(form))


@desk(P.STATEMENT_KEEP)
@require_POST
def end_rule(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """A rule holds no longer."""
    actions.end_rule(rule_id=rule_id, by=request.viewer, at=request.at)
    return redirect("holder:desk_rules")


# Statements ---------------------------------------------------------------------------------------


@desk(P.STATEMENT_KEEP)
def statements(request: HttpRequest) -> HttpResponse:
    """Bring a file of the bank's."""
    files = request.FILES or None
    accounts = queries.bank_accounts(request.viewer)
    form = forms.StatementForm(typed(request), files, accounts=accounts)
    if request.method == "POST" and (read := done(request, form, actions.read_statement)):
        return redirect("holder:desk_statement", read.pk)
    return _statements_page(request, form, forms.BankAccountForm())


@desk(P.STATEMENT_KEEP)
@require_POST
def open_account(request: HttpRequest) -> HttpResponse:
    """Enter an account of the holder's."""
    form = forms.BankAccountForm(request.POST)
    holder_id = queries.holder_of(request.viewer)
    if done(request, form, actions.open_bank_account, holder_id=holder_id):
        return redirect("holder:desk_statements")
    accounts = queries.bank_accounts(request.viewer)
    return _statements_page(request, forms.StatementForm(accounts=accounts), form)


@desk(P.STATEMENT_KEEP)
def statement(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """What would become of each row; and what each column holds, where that was not recognised."""
    preview = queries.preview(request.viewer, statement_id)
    request.viewer.looked_at("statement", statement_id, "rows")
    form = forms.ColumnsForm(typed(request), preview=preview)
    if request.method == "POST" and done(
        request, form, actions.map_columns, statement_id=statement_id
    ):
        return redirect("holder:desk_statement", statement_id)
    context = {"preview": preview, "form": form}
    return render(request, "holder/desk/statement.html", context, status=status_of(form))


@desk(P.STATEMENT_KEEP)
@require_POST
def import_statement(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """Write its new lines."""
    actions.import_statement(statement_id=statement_id, by=request.viewer, at=request.at)
    return redirect("holder:desk_statements")


@desk(P.STATEMENT_KEEP)
@require_POST
def discard(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """Forget it."""
    actions.discard_statement(statement_id=statement_id, by=request.viewer, at=request.at)
    return redirect("holder:desk_statements")


# Paying -------------------------------------------------------------------------------------------


@desk(P.AID_PAY)
def instructions(request: HttpRequest) -> HttpResponse:
    """What the funds ask to be paid."""
    found = books.instructions(request.viewer, queries.holder_of(request.viewer))
    return render(request, "holder/desk/instructions.html", {"instructions": found})


@desk(P.AID_PAY)
def instruction(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One of them: the evidence, and whom to pay."""
    return _instruction_page(request, request_id, forms.ReturnForm())


@desk(P.AID_PAY)
@require_POST
def accept(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The holder will pay."""
    form = forms.Pressed(request.POST)
    if done(request, form, funds.accept_instruction, request_id=request_id):
        return redirect("holder:desk_instruction", request_id)
    return _instruction_page(request, request_id, form)


@desk(P.AID_PAY)
@require_POST
def give_back(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The holder gives it back and says why."""
    form = forms.ReturnForm(request.POST)
    if done(request, form, funds.return_instruction, request_id=request_id):
        return redirect("holder:desk_instructions")
    return _instruction_page(request, request_id, form)


# The month's end ----------------------------------------------------------------------------------


@desk(P.BOOK_CLOSE)
def close(request: HttpRequest) -> HttpResponse:
    """The month that is to be closed, and those that were; one person prepares."""
    return _close_page(request, forms.CloseForm())


@desk(P.BOOK_CLOSE)
@require_POST
def prepare(request: HttpRequest) -> HttpResponse:
    """Sign what the bank says against the books."""
    form = forms.CloseForm(request.POST)
    holder_id = queries.holder_of(request.viewer)
    through = queries.month_to_close(request.viewer, holder_id, today(request))
    told = {"holder_id": holder_id, "through": through or today(request)}
    if done(request, form, actions.prepare_close, **told):
        return redirect("holder:desk_close")
    return _close_page(request, form)


@desk(P.BOOK_CLOSE)
@require_POST
def confirm(request: HttpRequest, close_id: UUID) -> HttpResponse:
    """Another person signs the same figures, and the books are closed."""
    form = forms.Attempt(request.POST)
    if done(request, form, actions.confirm_close, close_id=close_id):
        return redirect("holder:desk_close")
    return _close_page(request, form)


# Papers -------------------------------------------------------------------------------------------


@desk(P.RECEIPT_KEEP)
def papers(request: HttpRequest) -> HttpResponse:
    """Receipts that are wished, vouchers that leave, and what the accounts are called."""
    return _papers_page(request, forms.FileForm())


@desk(P.RECEIPT_KEEP)
@require_POST
def receipts_asked(request: HttpRequest) -> HttpResponse:
    """Every receipt that waits for a number, in one workbook."""
    holder_id = queries.holder_of(request.viewer)
    request.viewer.looked_at("organisation", holder_id, "receipts")
    rows = queries.receipt_rows(request.viewer, holder_id)
    return _file(queries.as_workbook(rows, _("捐赠票据")), "receipts.xlsx", XLSX)


@desk(P.RECEIPT_KEEP)
@require_POST
def receipts_numbered(request: HttpRequest) -> HttpResponse:
    """The official numbers, come back in one file."""
    form = forms.FileForm(request.POST, request.FILES)
    holder_id = queries.holder_of(request.viewer)
    imported = done(request, form, actions.import_receipts, holder_id=holder_id)
    return _papers_page(request, form, imported=imported)


@desk(P.STATEMENT_KEEP)
@require_POST
def vouchers(request: HttpRequest) -> HttpResponse:
    """A month's vouchers for the accounting software."""
    form = forms.MonthForm(request.POST, today=today(request))
    if not form.is_valid():
        return _papers_page(request, form)
    holder_id = queries.holder_of(request.viewer)
    rows = queries.voucher_rows(request.viewer, holder_id, form.first_day)
    name = f"vouchers-{form.first_day:%Y-%m}"
    if form.cleaned_data["kind"] == "csv":
        return _file(queries.as_csv(rows), f"{name}.csv", CSV)
    return _file(queries.as_workbook(rows, _("凭证")), f"{name}.xlsx", XLSX)


@desk(P.STATEMENT_KEEP)
@require_POST
def name_account(request: HttpRequest) -> HttpResponse:
    """The holder's own code for an account."""
    form = forms.CodeForm(request.POST)
    holder_id = queries.holder_of(request.viewer)
    if done(request, form, actions.name_account, holder_id=holder_id):
        return redirect("holder:desk_papers")
    return _papers_page(request, form)


# Reports ------------------------------------------------------------------------------------------


@desk(P.FUND_SEE)
def reports(request: HttpRequest) -> HttpResponse:
    """The funds whose years may be read."""
    context = {"funds": books.funds(request.viewer), "year": today(request).year}
    return render(request, "holder/desk/reports.html", context)


@desk(P.FUND_SEE)
def report(request: HttpRequest, fund_id: UUID, year: int) -> HttpResponse:
    """A fund's year in the structure of the accounting system, and its budget."""
    return _report_page(request, fund_id, year)


@desk(P.BUDGET_ENTER)
@require_POST
def enter_budget(request: HttpRequest, fund_id: UUID, year: int) -> HttpResponse:
    """What the fund means to spend on one use."""
    form = forms.BudgetForm(request.POST, fund=books.fund(request.viewer, fund_id))
    if done(request, form, actions.enter_budget, fund_id=fund_id, year=year):
        return redirect("holder:desk_report", fund_id, year)
    return _report_page(request, fund_id, year, form)


@desk(P.BUDGET_CONFIRM)
@require_POST
def confirm_budget(request: HttpRequest, fund_id: UUID, year: int, budget_id: UUID) -> HttpResponse:
    """Another person confirms it."""
    form = forms.Attempt(request.POST)
    if done(request, form, actions.confirm_budget, budget_id=budget_id):
        return redirect("holder:desk_report", fund_id, year)
    return _report_page(request, fund_id, year, form)


# Small words --------------------------------------------------------------------------------------


def _said(request: HttpRequest, line_id: UUID, form: Any, action: Any) -> HttpResponse:
    """Say what a line is, and go on to the next that waits; else back to this one."""
    card = queries.line(request.viewer, line_id, today(request))
    if not done(request, form, action, line_id=line_id):
        return _line_page(request, line_id, tried=form)
    left = queries.line(request.viewer, line_id, today(request)).row
    if left.state in ("unclaimed", "given"):
        return redirect("holder:desk_line", line_id)
    return (
        redirect("holder:desk_line", card.next_id)
        if card.next_id
        else redirect("holder:desk_index")
    )


def _line_page(request: HttpRequest, line_id: UUID, tried: Any = None) -> HttpResponse:
    """The page of a line; ``tried`` is a form that came back."""
    card = queries.line(request.viewer, line_id, today(request))
    request.viewer.looked_at("statement_line", line_id, "other_side")
    own = isinstance(tried, forms.ReceiveForm)
    context = {
        "card": card,
        "tried": tried,
        "receive": tried if own else forms.ReceiveForm(card=card),
        "give": forms.FundForm(funds=card.funds, initial={"fund_id": card.fund_id}),
        "explain": tried if isinstance(tried, forms.WordsForm) else forms.WordsForm(),
        "unmatch": tried if isinstance(tried, forms.UnmatchForm) else forms.UnmatchForm(),
        "own_kind": "interest" if card.came_in else "fee",
    }
    status = status_of(tried) if tried else 200
    return render(request, "holder/desk/line.html", context, status=status)


def _statements_page(request: HttpRequest, form: Any, account: Any) -> HttpResponse:
    context = {
        "form": form,
        "account_form": account,
        "accounts": queries.bank_accounts(request.viewer),
        "statements": queries.recent_statements(request.viewer),
    }
    status = max(status_of(form), status_of(account))
    return render(request, "holder/desk/statements.html", context, status=status)


def _instruction_page(request: HttpRequest, request_id: UUID, form: Any) -> HttpResponse:
    found = books.instruction(request.viewer, request_id)
    request.viewer.looked_at("aid_request", request_id, "payee", place=found.place)
    again = form if isinstance(form, forms.ReturnForm) else forms.ReturnForm()
    context = {"card": found, "form": form, "return_form": again}
    return render(request, "holder/desk/instruction.html", context, status=status_of(form))


def _close_page(request: HttpRequest, form: Any) -> HttpResponse:
    viewer, holder_id = request.viewer, queries.holder_of(request.viewer)
    through = queries.month_to_close(viewer, holder_id, today(request))
    waits = queries.prepared(viewer, holder_id, through) if through else None
    context = {
        "form": form,
        "close_form": form if isinstance(form, forms.CloseForm) else forms.CloseForm(),
        "through": through,
        "end": queries.month_end(viewer, holder_id, through) if through else None,
        "prepared": waits,
        "mine": waits and waits.prepared_by == viewer.user_id,
        "closed": queries.closed_months(viewer, holder_id),
    }
    return render(request, "holder/desk/close.html", context, status=status_of(form))


def _papers_page(request: HttpRequest, form: Any, imported: Any = None) -> HttpResponse:
    viewer, holder_id = request.viewer, queries.holder_of(request.viewer)
    context = {
        "form": form,
        "file_form": form if isinstance(form, forms.FileForm) else forms.FileForm(),
        "month_form": forms.MonthForm(today=today(request)),
        "imported": imported,
        "receipts": books.receipts_wished(viewer, holder_id),
        "codes": queries.account_codes(viewer, holder_id),
    }
    return render(request, "holder/desk/papers.html", context, status=status_of(form))


def _report_page(request: HttpRequest, fund_id: UUID, year: int, form: Any = None) -> HttpResponse:
    found = queries.year_report(request.viewer, fund_id, year, today(request))
    may_enter, may_confirm = queries.may_budget(request.viewer, found.fund)
    own = isinstance(form, forms.BudgetForm)
    context = {
        "report": found,
        "form": form,
        "budget_form": form if own else forms.BudgetForm(fund=found.fund),
        "may_enter": may_enter,
        "may_confirm": may_confirm,
        "years": (year - 1, year + 1),
    }
    status = status_of(form) if form else 200
    return render(request, "holder/desk/report.html", context, status=status)


def _tabs(counts: dict[str, int]) -> list[tuple[Any, ...]]:
    """A tab for each state; how many wait stands beside those where something is to be done."""
    tabs: list[tuple[Any, ...]] = []
    for state, word in queries.STATE_WORDS.items():
        tab = (state, word, f"{reverse('holder:desk_index')}?state={state}")
        tabs.append((*tab, counts[state]) if state in counts else tab)
    return tabs


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
