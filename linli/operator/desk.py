"""The desk's doors to an operation: its months, its book, what it owes, its receipts."""

import datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel import months
from linli.operator import actions, forms, queries
from linli.programmes import queries as programmes
from linli.spaces import queries as spaces


@desk(Permission.OPERATION_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The operations one may see, each with its last months: what is missing stands out."""
    viewer = request.viewer
    found = queries.operations(viewer)
    context = {
        "operations": [(each, queries.months(viewer, each.id, today(request))) for each in found],
        "may_open": bool(viewer.organisations(Permission.OPERATION_PAY)) and not found,
    }
    return render(request, "operator/desk/index.html", context)


@desk(Permission.OPERATION_PAY)
def open_operation(request: HttpRequest) -> HttpResponse:
    """Open the book of one's organisation in this community."""
    operator = next(iter(sorted(request.viewer.organisations(Permission.OPERATION_PAY))), None)
    form = forms.OpenForm(typed(request))
    more = {"place": settings.LINLI_COMMUNITY, "operator_id": operator}
    if request.method == "POST" and done(request, form, actions.open_operation, **more):
        return redirect("operator:desk_index")
    return render(request, "operator/desk/open.html", {"form": form}, status=status_of(form))


@desk(Permission.OPERATION_SEE)
def month(request: HttpRequest, operation_id: UUID, month: str) -> HttpResponse:
    """One month on one page: every line that is right is kept, every wrong one comes back."""
    if request.method == "POST":
        page = queries.month_page(request.viewer, operation_id, _month(month), today(request))
        form = forms.MonthForm(request.POST, page=page, places=_places(page))
        begun = actions.begin_month(
            operation_id=operation_id, month=page.month, by=request.viewer, at=request.at
        )
        wrong = form.save(begun.pk, request.viewer, request.at)
        if not wrong:
            return redirect("operator:desk_month", operation_id, month)
        return _month_page(request, operation_id, month, wrong=wrong)
    return _month_page(request, operation_id, month)


@desk(Permission.OPERATION_KEEP)
@require_POST
def copy(request: HttpRequest, operation_id: UUID, month: str) -> HttpResponse:
    """Last month's lines, to be changed."""
    actions.begin_month(
        operation_id=operation_id, month=_month(month), copied=True, by=request.viewer,
        at=request.at,
    )  # fmt: skip
    return redirect("operator:desk_month", operation_id, month)


@desk(Permission.OPERATION_CONFIRM)
@require_POST
def confirm(request: HttpRequest, operation_id: UUID, month: str) -> HttpResponse:
    """A second person confirms: posted, owed, closed."""
    found = queries.month_id(request.viewer, operation_id, _month(month))
    form = forms.ConfirmForm(request.POST)
    if done(request, form, actions.confirm_month, month_id=found) is None:
        return _month_page(request, operation_id, month, confirmation=form)
    return redirect("operator:desk_month", operation_id, month)


@desk(Permission.OPERATION_KEEP)
@require_POST
def correct(request: HttpRequest, operation_id: UUID, month: str) -> HttpResponse:
    """A line that mends a confirmed month."""
    page = queries.month_page(request.viewer, operation_id, _month(month), today(request))
    form = forms.CorrectionForm(request.POST, places=_places(page))
    if done(request, form, actions.save_line, month_id=page.id):
        return redirect("operator:desk_month", operation_id, month)
    return _month_page(request, operation_id, month, correction=form)


@desk(Permission.OPERATION_SEE)
def sheet(request: HttpRequest, operation_id: UUID, month: str) -> HttpResponse:
    """A month to print: lines, shares by area, who entered and who confirmed."""
    page = queries.month_page(request.viewer, operation_id, _month(month), today(request))
    return render(request, "operator/desk/sheet.html", {"page": page})


@desk(Permission.OPERATION_SEE)
def book(request: HttpRequest, operation_id: UUID) -> HttpResponse:
    """A month of the book: what there was, came and went, every line, and that it adds up."""
    on = today(request)
    month = months.asked(request.GET.get("month", ""), on) or months.first_of(on)
    number = request.GET.get("page", "1")
    page = queries.book_page(request.viewer, operation_id, month, on, number)
    return render(request, "operator/desk/book.html", {"page": page, "today": on})


@desk(Permission.OPERATION_PAY)
def pay(request: HttpRequest, operation_id: UUID, debt_id: UUID) -> HttpResponse:
    """One debt, and that the bank paid it."""
    debt = queries.debt(request.viewer, operation_id, debt_id)
    initial = {"amount_fen": debt.left_fen, "paid_on": today(request)}
    form = forms.PayForm(typed(request), initial=initial)
    more = {"operation_id": operation_id, "origin": debt.origin, "kind": debt.kind}
    if request.method == "POST" and done(request, form, actions.pay, **more):
        return redirect("operator:desk_book", operation_id)
    context = {"debt": debt, "form": form, "operation_id": operation_id}
    return render(request, "operator/desk/pay.html", context, status=status_of(form))


@desk(Permission.OPERATION_SEE)
def receipt(request: HttpRequest, taking_id: UUID) -> HttpResponse:
    """A receipt to print."""
    taking = queries.taking(request.viewer, taking_id)
    card = queries.operation(request.viewer, taking.operation_id)
    context = {"taking": taking, "operation": card, "backs": queries.backs_of(taking_id)}
    return render(request, "operator/desk/receipt.html", context)


@desk(Permission.OPERATION_RECEIVE)
def give_back(request: HttpRequest, taking_id: UUID) -> HttpResponse:
    """Give what came in back."""
    taking = queries.taking(request.viewer, taking_id)
    asked = request.GET.get("fen", "")
    most = min(int(asked), taking.left_fen) if asked.isdecimal() else taking.left_fen
    form = forms.GiveBackForm(typed(request), initial={"amount_fen": most, "means": taking.means})
    more = {"operation_id": taking.operation_id, "taking_id": taking_id}
    if request.method == "POST" and done(request, form, actions.give_back, **more):
        return redirect("operator:desk_receipt", taking_id)
    context = {"taking": taking, "form": form}
    return render(request, "operator/desk/give_back.html", context, status=status_of(form))


def _month_page(
    request: HttpRequest,
    operation_id: UUID,
    month: str,
    *,
    wrong: list[forms.LineForm] | None = None,
    correction: forms.CorrectionForm | None = None,
    confirmation: forms.ConfirmForm | None = None,
) -> HttpResponse:
    """The page, with whatever came back to be mended."""
    page = queries.month_page(request.viewer, operation_id, _month(month), today(request))
    places = _places(page)
    context = {
        "page": page,
        "form": forms.MonthForm(None, page=page, places=places, wrong=wrong or ()),
        "correction": correction or forms.CorrectionForm(places=places),
        "confirmation": confirmation,
    }
    back = wrong or correction or confirmation
    return render(request, "operator/desk/month.html", context, status=422 if back else 200)


def _places(page: queries.MonthPage) -> list[tuple[str, object]]:
    place = page.operation.place
    return forms.places(spaces.spaces_at(place), programmes.programmes_at(place))


def _month(text: str) -> datetime.date:
    try:
        return forms.month_of(text)
    except ValidationError as wrong:
        raise Http404 from wrong
