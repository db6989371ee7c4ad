"""Deposits at the desk: the list by what came of the place, and one with all its buttons."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.attendance import actions, forms, published, queries
from linli.identity.doors import desk, done, today
from linli.identity.permissions import Permission
from linli.pricing import actions as pricing


@desk(Permission.OPERATION_RECEIVE)
def index(request: HttpRequest) -> HttpResponse:
    """To give back, to be called about, lying here; then what is over."""
    found = queries.deposit_list(request.viewer, on=today(request), at=request.at)
    return render(request, "attendance/desk/deposits.html", {"found": found})


@desk(Permission.OPERATION_RECEIVE)
def deposit(request: HttpRequest, quote_id: UUID) -> HttpResponse:
    """One deposit: whether it goes back and why, who was called, what may be done."""
    return _page(request, quote_id)


@desk(Permission.OPERATION_RECEIVE)
@require_POST
def collect(request: HttpRequest, quote_id: UUID) -> HttpResponse:
    """It was put on the table: a receipt for it."""
    return _done(request, quote_id, "collect", forms.MeansForm, pricing.collect_deposit)


@desk(Permission.OPERATION_RECEIVE)
@require_POST
def give_back(request: HttpRequest, quote_id: UUID) -> HttpResponse:
    """It is fetched."""
    return _done(request, quote_id, "fetched", forms.MeansForm, pricing.return_deposit)


@desk(Permission.ENROLLMENT_KEEP)
@require_POST
def waive(request: HttpRequest, quote_id: UUID) -> HttpResponse:
    """Somebody is let off."""
    return _done(request, quote_id, "waive", forms.WhyForm, pricing.waive_deposit)


@desk(Permission.ATTENDANCE_KEEP)
def number(request: HttpRequest, quote_id: UUID) -> HttpResponse:
    """Whom to call about one that was missed; that it was looked up is remembered."""
    on, at = today(request), request.at
    phones = queries.deposit_phones(request.viewer, quote_id, on=on, at=at)
    context = {"phones": phones, "quote_id": quote_id}
    return render(request, "attendance/desk/deposit_number.html", context)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def called(request: HttpRequest, quote_id: UUID) -> HttpResponse:
    """They were called, or somebody tried."""
    return _done(request, quote_id, "call", forms.DepositCallForm, actions.call_about)


@desk(Permission.DEPOSIT_KEEP)
@require_POST
def keep(request: HttpRequest, quote_id: UUID) -> HttpResponse:
    """One says that it is not given back."""
    return _done(request, quote_id, "keep", forms.KeepForm, actions.keep_deposit)


@desk(Permission.DEPOSIT_KEEP)
@require_POST
def confirm(request: HttpRequest, quote_id: UUID) -> HttpResponse:
    """Another says so too."""
    actions.confirm_deposit(quote_id=quote_id, by=request.viewer, at=request.at)
    return redirect("attendance:desk_deposit", quote_id)


@desk(Permission.DEPOSIT_KEEP)
@require_POST
def give_up(request: HttpRequest, quote_id: UUID) -> HttpResponse:
    """It goes back after all."""
    return _done(request, quote_id, "undo", forms.WhyForm, actions.give_up_deposit)


def _done(
    request: HttpRequest, quote_id: UUID, name: str, form_of: type[Any], action: Any
) -> HttpResponse:
    """Do it, or the page again with what must be mended."""
    form = form_of(request.POST)
    if done(request, form, action, quote_id=quote_id) is None:
        return _page(request, quote_id, **{name: form})
    return redirect("attendance:desk_deposit", quote_id)


def _page(request: HttpRequest, quote_id: UUID, **wrong: Any) -> HttpResponse:
    page = queries.deposit_page(request.viewer, quote_id, on=today(request), at=request.at)
    context = {
        "page": page,
        "row": page.row,
        "deposit": page.row.deposit,
        "rules": published.RULES,
        "collect": forms.MeansForm(),
        "fetched": forms.MeansForm(),
        "waive": forms.WhyForm(),
        "call": forms.DepositCallForm(),
        "keep": forms.KeepForm(),
        "undo": forms.WhyForm(),
        **wrong,
    }
    status = 422 if wrong else 200
    return render(request, "attendance/desk/deposit.html", context, status=status)
