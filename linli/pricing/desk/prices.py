"""The desk's doors to prices: written by one, put into force by another; payers and their bills."""

import datetime
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.pricing import actions, forms, queries
from linli.programmes import queries as programmes

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@desk(Permission.PRICE_WRITE)
def index(request: HttpRequest) -> HttpResponse:
    """What is in force, what waits for a second person, who pays."""
    viewer = request.viewer
    context = {
        "prices": queries.prices(viewer),
        "subsidies": queries.subsidies(viewer),
        "payers": queries.payers(viewer),
        "last_month": (today(request).replace(day=1) - datetime.timedelta(days=1)),
        "this_month": today(request),
    }
    return render(request, "pricing/desk/index.html", context)


@desk(Permission.PRICE_WRITE)
def price(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """A new version of a course's price."""
    card = programmes.course(course_id)
    actions.require(card.programme.place, request.viewer, Permission.PRICE_WRITE)
    form = forms.PriceForm(typed(request), initial={"valid_from": today(request)})
    more = {"course_id": course_id}
    if request.method == "POST" and done(request, form, actions.write_price, **more):
        return redirect("pricing:desk_index")
    context = {"card": card, "form": form}
    return render(request, "pricing/desk/price.html", context, status=status_of(form))


@desk(Permission.PRICE_ACTIVATE)
@require_POST
def activate_price(request: HttpRequest, price_id: UUID) -> HttpResponse:
    """A second person puts a price into force."""
    actions.put_price_in_force(price_id=price_id, by=request.viewer, at=request.at)
    return redirect("pricing:desk_index")


@desk(Permission.PRICE_ACTIVATE)
@require_POST
def end_price(request: HttpRequest, price_id: UUID) -> HttpResponse:
    """A price counts until today."""
    actions.end_price(price_id=price_id, on=today(request), by=request.viewer, at=request.at)
    return redirect("pricing:desk_index")


@desk(Permission.PRICE_WRITE)
def subsidy(request: HttpRequest) -> HttpResponse:
    """A new version of a subsidy."""
    payers = queries.payers(request.viewer)
    courses = [
        card for place in {each.place for each in payers} for card in programmes.courses_at(place)
    ]
    form = forms.SubsidyForm(
        typed(request), payers=payers, courses=courses, passes=queries.pass_kinds(request.viewer),
        initial={"valid_from": today(request)},
    )  # fmt: skip
    if request.method == "POST" and done(request, form, actions.write_subsidy):
        return redirect("pricing:desk_index")
    context = {"form": form, "payers": payers}
    return render(request, "pricing/desk/subsidy.html", context, status=status_of(form))


@desk(Permission.PRICE_ACTIVATE)
@require_POST
def activate_subsidy(request: HttpRequest, subsidy_id: UUID) -> HttpResponse:
    """A second person puts a subsidy into force."""
    actions.put_subsidy_in_force(subsidy_id=subsidy_id, by=request.viewer, at=request.at)
    return redirect("pricing:desk_index")


@desk(Permission.PRICE_ACTIVATE)
@require_POST
def end_subsidy(request: HttpRequest, subsidy_id: UUID) -> HttpResponse:
    """A subsidy counts until today."""
    actions.end_subsidy(subsidy_id=subsidy_id, on=today(request), by=request.viewer, at=request.at)
    return redirect("pricing:desk_index")


@desk(Permission.PRICE_WRITE)
def payer(request: HttpRequest) -> HttpResponse:
    """Name somebody who bears a part."""
    form = forms.PayerForm(typed(request))
    more = {"place": settings.LINLI_COMMUNITY}
    if request.method == "POST" and done(request, form, actions.name_payer, **more):
        return redirect("pricing:desk_index")
    return render(request, "pricing/desk/payer.html", {"form": form}, status=status_of(form))


@desk(Permission.ENROLLMENT_KEEP)
def proof(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Somebody shows a paper at the desk."""
    queries.insist_on_resident(request.viewer, resident_id)
    form = forms.ProofForm(typed(request), today=today(request))
    more = {"resident_id": resident_id}
    if request.method == "POST" and done(request, form, actions.see_proof, **more):
        return render(request, "pricing/desk/proof.html", {"kept": True})
    context = {"form": form}
    return render(request, "pricing/desk/proof.html", context, status=status_of(form))


@desk(Permission.PRICE_WRITE)
def bill(request: HttpRequest, payer_id: UUID, month: str) -> HttpResponse:
    """A payer's month, line by line, as it was billed or would be."""
    return render(request, "pricing/desk/bill.html", {"page": _page(request, payer_id, month)})


@desk(Permission.OPERATION_RECEIVE)
@require_POST
def send_bill(request: HttpRequest, payer_id: UUID, month: str) -> HttpResponse:
    """The month is billed: owed from now on."""
    page = _page(request, payer_id, month)
    form = forms.BillForm(request.POST)
    done(request, form, actions.send_bill, payer_id=payer_id, month=page.month)
    if form.errors:
        context = {"page": page, "form": form}
        return render(request, "pricing/desk/bill.html", context, status=422)
    return redirect("pricing:desk_bill", payer_id, month)


@desk(Permission.PRICE_WRITE)
@require_POST
def bill_sheet(request: HttpRequest, payer_id: UUID, month: str) -> HttpResponse:
    """The same as a workbook."""
    page = _page(request, payer_id, month)
    answer = HttpResponse(queries.bill_sheet(page), content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="bill-{page.month:%Y-%m}.xlsx"'
    return answer


def _page(request: HttpRequest, payer_id: UUID, month: str) -> queries.BillPage:
    try:
        first = datetime.date.fromisoformat(f"{month}-01")
    except ValueError as wrong:
        raise Http404 from wrong
    return queries.bill_page(request.viewer, payer_id, first, today(request))
