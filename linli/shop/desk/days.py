"""The desk's doors to selling days: by what right, opening, tills, shifts, sheets, counting."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from linli.identity import actions as identity
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.shop import actions, forms, queries
from linli.shop.published import SHIFT_COOKIE, TILL_COOKIE


@desk(Permission.SHOP_SEE)
def basis(request: HttpRequest, corner_id: UUID) -> HttpResponse:
    """By what right the corner sells; the holder records it."""
    viewer, card = request.viewer, queries.corner(request.viewer, corner_id)
    form = forms.BasisForm(typed(request), today=today(request))
    if request.method == "POST" and done(request, form, actions.record_basis, corner_id=corner_id):
        return redirect("shop:desk_basis", corner_id)
    context = {
        "corner": card,
        "form": form,
        "today": queries.basis_today(viewer, corner_id, today(request)),
        "bases": queries.bases(viewer, corner_id),
        "may_record": viewer.may(Permission.SHOP_BASIS, card.place, card.holder_id),
    }
    return render(request, "shop/desk/basis.html", context, status=status_of(form))


@desk(Permission.SHOP_SEE)
def days(request: HttpRequest, corner_id: UUID) -> HttpResponse:
    """The days of a corner, newest first."""
    context = {
        "corner": queries.corner(request.viewer, corner_id),
        "days": queries.days(request.viewer, corner_id, today(request), request.GET.get("page", 1)),
        "may_import": request.viewer.may(Permission.BILL_IMPORT),
    }
    return render(request, "shop/desk/days.html", context)


@desk(Permission.SHOP_OPEN)
def open_day(request: HttpRequest, corner_id: UUID) -> HttpResponse:
    """Open today, if there is a right to sell."""
    card = queries.corner(request.viewer, corner_id)
    purposes = queries.purposes(card.fund_id)
    form = forms.OpenDayForm(typed(request), request.FILES or None, purposes=purposes)
    if request.method == "POST" and (
        made := done(request, form, actions.open_day, corner_id=corner_id)
    ):
        return redirect("shop:desk_day", made.pk)
    right = queries.basis_today(request.viewer, corner_id, today(request))
    context = {"corner": card, "form": form, "basis": right}
    return render(request, "shop/desk/open_day.html", context, status=status_of(form))


@desk(Permission.SHOP_SEE)
def day(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """One day: what was sold, what waits, who counts."""
    return _day_page(request, day_id)


@desk(Permission.SHOP_OPEN)
@require_POST
def unlock(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """Make this device a till: it gets a signed cookie, and who opened is signed out of it.

    The next hands are a volunteer's, and the desk must not come along; who sells alone may stay.
    """
    till = actions.unlock_till(day_id=day_id, by=request.viewer, at=request.at)
    if "stay" not in request.POST:
        identity.note_sign_out(by=request.viewer, at=request.at)
        logout(request)
    answer = redirect("shop:public_till")
    answer.set_signed_cookie(value=str(till.pk), **TILL_COOKIE.as_set(settings.LINLI_HTTPS))
    answer.delete_cookie(SHIFT_COOKIE.name, path=SHIFT_COOKIE.path)
    return answer


@desk(Permission.SHOP_OPEN)
@require_POST
def lock(request: HttpRequest, till_id: UUID) -> HttpResponse:
    """Lock a device that was lost or is not needed."""
    till = actions.lock_till(till_id=till_id, by=request.viewer, at=request.at)
    return redirect("shop:desk_day", till.day_id)


@desk(Permission.SHOP_OPEN)
@require_POST
def shift(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """Give a volunteer four digits; this page shows them, and no other will."""
    form = forms.ShiftForm(request.POST)
    given = done(request, form, actions.give_shift, day_id=day_id)
    if given is None:
        return _day_page(request, day_id, tried=form)
    made, code = given
    context = {"volunteer": made.volunteer, "code": code, "day_id": day_id, "on": today(request)}
    return render(request, "shop/desk/shift.html", context)


@desk(Permission.SHOP_OPEN)
def close(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """The first count: selling ends."""
    form = forms.CloseForm(typed(request))
    if request.method == "POST" and done(request, form, actions.close_day, day_id=day_id):
        return redirect("shop:desk_day", day_id)
    return _count_page(request, day_id, form, "shop/desk/close.html")


@desk(Permission.SHOP_OPEN)
def count(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """The second count, by somebody else: the day is done."""
    form = forms.CountForm(typed(request))
    if request.method == "POST" and done(request, form, actions.count_again, day_id=day_id):
        return redirect("shop:desk_day", day_id)
    return _count_page(request, day_id, form, "shop/desk/count.html")


@desk(Permission.SHOP_SEE)
def counter_sheet(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """What hangs at the counter: by what right, whose money, whom to ask. No payment code."""
    card = queries.day(request.viewer, day_id, today(request))
    return render(request, "shop/desk/counter.html", {"card": card})


# Paper --------------------------------------------------------------------------------------------


@desk(Permission.SHOP_OPEN)
@require_POST
def print_tally(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """Number a paper sheet."""
    sheet = actions.print_tally(day_id=day_id, by=request.viewer, at=request.at)
    return redirect("shop:desk_tally", sheet.pk)


@desk(Permission.SHOP_SEE)
def tally(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The sheet to print: everything on the shelf, to be ticked."""
    sheet = queries.tally(request.viewer, sheet_id)
    shelf = queries.labels(request.viewer, sheet.corner_id, (), today(request))
    context = {"sheet": sheet, "items": [item for page in shelf for item in page]}
    return render(request, "shop/desk/tally.html", context)


@desk(Permission.SHOP_OPEN)
def key_tally(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Key a sheet, once."""
    sheet = queries.tally(request.viewer, sheet_id)
    form = forms.TallyForm(typed(request))
    if request.method == "POST" and done(request, form, actions.key_tally, sheet_id=sheet_id):
        return redirect("shop:desk_day", sheet.day_id)
    context = {"sheet": sheet, "form": form}
    return render(request, "shop/desk/key_tally.html", context, status=status_of(form))


@desk(Permission.BILL_IMPORT)
def bill(request: HttpRequest, corner_id: UUID) -> HttpResponse:
    """Import the merchant's bill: it alone confirms what was paid by phone."""
    card = queries.corner(request.viewer, corner_id)
    form = forms.BillForm(typed(request), request.FILES or None)
    if request.method == "POST" and done(request, form, actions.import_bill, corner_id=corner_id):
        return redirect("shop:desk_days", corner_id)
    context = {"corner": card, "form": form}
    return render(request, "shop/desk/bill.html", context, status=status_of(form))


# Small words --------------------------------------------------------------------------------------


def _day_page(request: HttpRequest, day_id: UUID, tried: Any = None) -> HttpResponse:
    context = {
        "card": queries.day(request.viewer, day_id, today(request)),
        "sales": queries.sales(request.viewer, day_id, request.GET.get("page", 1)),
        "shift_form": tried or forms.ShiftForm(),
        "shift_url": reverse("shop:desk_shift", args=[day_id]),
    }
    status = status_of(tried) if tried else 200
    return render(request, "shop/desk/day.html", context, status=status)


def _count_page(request: HttpRequest, day_id: UUID, form: forms.Counts, page: str) -> HttpResponse:
    context = {"card": queries.day(request.viewer, day_id, today(request)), "form": form}
    return render(request, page, context, status=status_of(form))
