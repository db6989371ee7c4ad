"""The desk's doors: a month and what waits, how sessions went, statements, answers, payments."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from linli.identity import queries as identity
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel import months
from linli.kernel.refusal import NotFound
from linli.settlement import actions, forms, queries


@desk(Permission.SETTLEMENT_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """A month: who gave what, what is drafted, what has to be asked; and all that waits."""
    on = today(request)
    first = months.asked(request.GET.get("month", ""), on) or months.last_month(on)
    may_pay = request.viewer.may(Permission.SETTLEMENT_PAY)
    waiting = queries.waiting(request.viewer, request.at)
    due = queries.payable(waiting) if may_pay else []
    context = {
        "month": queries.month(request.viewer, first, on, request.at),
        "waiting": waiting,
        "due": due,
        "due_fen": sum(row.total_fen for row in due),
        "today": on,
        "over": months.last_of(first) < on,
        "may_draft": request.viewer.may(Permission.SETTLEMENT_DRAFT),
        "may_pay": may_pay,
    }
    return render(request, "settlement/desk/index.html", context)


@desk(Permission.SETTLEMENT_DRAFT)
@require_POST
def draft(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """One provider's month."""
    form = forms.MonthForm(request.POST)
    if made := done(request, form, actions.draft, provider_id=provider_id):
        return redirect("settlement:desk_statement", made.pk)
    context = {"form": form, "results": []}
    return render(request, "settlement/desk/drafted.html", context, status=status_of(form))


@desk(Permission.SETTLEMENT_DRAFT)
@require_POST
def draft_all(request: HttpRequest) -> HttpResponse:
    """Everybody's month at once; what came of each is told."""
    form = forms.MonthForm(request.POST)
    results = done(request, form, actions.draft_all)
    context = {"form": form, "results": results or []}
    return render(request, "settlement/desk/drafted.html", context, status=status_of(form))


@desk(Permission.SETTLEMENT_DRAFT)
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Say how a session went whose door nobody kept."""
    row, given = queries.asked_session(request.viewer, session_id, Permission.SETTLEMENT_DRAFT)
    form = forms.SayForm(typed(request))
    if request.method == "POST" and done(request, form, actions.say, session_id=session_id):
        return redirect(f"{reverse('settlement:desk_index')}?month={row.start_at:%Y-%m}")
    context = {"row": row, "given": given, "form": form}
    return render(request, "settlement/desk/session.html", context, status=status_of(form))


@desk(Permission.SETTLEMENT_SEE)
def statement(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """A statement with its lines, what was said to them, and what may be done."""
    return _statement_page(request, statement_id)


@desk(Permission.SETTLEMENT_DRAFT)
def answer(request: HttpRequest, statement_id: UUID, dispute_id: UUID) -> HttpResponse:
    """Answer a word against a line; a correction is a new version."""
    page = queries.statement(request.viewer, statement_id, request.at)
    line = next((each for each in page.open if each.open and each.open.id == dispute_id), None)
    if line is None:
        raise NotFound
    form = forms.AnswerForm(typed(request), line=line)
    if request.method == "POST" and (
        now := done(request, form, actions.answer, dispute_id=dispute_id)
    ):
        return redirect("settlement:desk_statement", now.pk)
    context = {"page": page, "line": line, "form": form}
    return render(request, "settlement/desk/answer.html", context, status=status_of(form))


@desk(Permission.SETTLEMENT_PAY)
def to_pay(request: HttpRequest) -> HttpResponse:
    """What is agreed and waits for the bank."""
    rows = queries.to_pay(request.viewer, request.at)
    context = {"rows": rows, "total_fen": sum(row.total_fen for row in rows)}
    return render(request, "settlement/desk/pay.html", context)


@desk(Permission.SETTLEMENT_PAY)
@require_POST
def pay(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """The bank has paid it."""
    form = forms.PayForm(request.POST)
    if done(request, form, actions.pay, statement_id=statement_id):
        return redirect("settlement:desk_statement", statement_id)
    return _statement_page(request, statement_id, tried=form)


def _statement_page(request: HttpRequest, statement_id: UUID, tried: Any = None) -> HttpResponse:
    page = queries.statement(request.viewer, statement_id, request.at)
    row = page.row
    may_pay = request.viewer.may(Permission.SETTLEMENT_PAY, row.place, row.operator_id)
    context = {
        "page": page,
        "drafter": identity.name_of(row.drafted_by),
        "may_answer": request.viewer.may(Permission.SETTLEMENT_DRAFT, row.place),
        "may_pay": may_pay and row.state == "agreed" and row.total_fen,
        "form": tried or forms.PayForm(initial={"paid_on": today(request)}),
    }
    status = status_of(tried) if tried else 200
    return render(request, "settlement/desk/statement.html", context, status=status)
