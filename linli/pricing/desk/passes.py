"""The desk's doors to season passes: written and put on sale, sold, paid, given back, earned."""

import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.people import queries as people
from linli.pricing import actions, forms, queries
from linli.programmes import queries as programmes
from linli.spaces import queries as spaces

FOUND_ROWS = 8


@desk(Permission.PRICE_WRITE)
def index(request: HttpRequest) -> HttpResponse:
    """What is on sale, whose passes there are, and what of them is earned."""
    return render(request, "pricing/desk/passes.html", _index(request))


@desk(Permission.PRICE_WRITE)
def kind(request: HttpRequest) -> HttpResponse:
    """A new version of a pass."""
    place = settings.LINLI_COMMUNITY
    form = forms.PassForm(
        typed(request),
        programmes=programmes.programmes_at(place),
        courses=programmes.courses_at(place),
        rooms=spaces.spaces_at(place),
        initial={"valid_from": today(request)},
    )
    if request.method == "POST" and done(request, form, actions.write_pass, place=place):
        return redirect("pricing:desk_passes")
    return render(request, "pricing/desk/kind.html", {"form": form}, status=status_of(form))


@desk(Permission.PRICE_ACTIVATE)
@require_POST
def activate(request: HttpRequest, kind_id: UUID) -> HttpResponse:
    """A second person puts a pass on sale."""
    actions.put_pass_in_force(kind_id=kind_id, by=request.viewer, at=request.at)
    return redirect("pricing:desk_passes")


@desk(Permission.PRICE_ACTIVATE)
@require_POST
def end(request: HttpRequest, kind_id: UUID) -> HttpResponse:
    """A pass is sold until today."""
    actions.end_pass_kind(kind_id=kind_id, on=today(request), by=request.viewer, at=request.at)
    return redirect("pricing:desk_passes")


@desk(Permission.OPERATION_CONFIRM)
@require_POST
def earn(request: HttpRequest, operation_id: UUID, month: str) -> HttpResponse:
    """What of a month's passes is earned goes into the book."""
    form = forms.EarnForm(request.POST)
    about = {"operation_id": operation_id, "month": _month(month)}
    if done(request, form, actions.earn_passes, **about):
        return redirect("pricing:desk_passes")
    context = {**_index(request), "form": form}
    return render(request, "pricing/desk/passes.html", context, status=422)


@desk(Permission.ENROLLMENT_KEEP)
def resident(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Somebody's passes, and what they could buy, for how much; sold with one press."""
    queries.insist_on_resident(request.viewer, resident_id)
    form = forms.SellForm(typed(request))
    if request.method == "POST" and done(request, form, actions.sell_pass):
        return redirect("pricing:desk_resident_passes", resident_id)
    return _resident(request, resident_id, form=form)


@desk(Permission.OPERATION_RECEIVE)
@require_POST
def collect(request: HttpRequest, pass_id: UUID) -> HttpResponse:
    """The money was put on the table: the pass begins, and there is a receipt."""
    card = queries.get_pass(pass_id)
    queries.insist_on_resident(request.viewer, card.resident_id)
    form = forms.CollectForm(request.POST)
    slip = done(request, form, actions.collect_pass, pass_id=pass_id)
    if slip:
        return redirect("operator:desk_receipt", slip.id)
    return _resident(request, card.resident_id, form=form)


@desk(Permission.ENROLLMENT_KEEP)
@require_POST
def give_back(request: HttpRequest, pass_id: UUID) -> HttpResponse:
    """They do not want it any more."""
    card = queries.get_pass(pass_id)
    queries.insist_on_resident(request.viewer, card.resident_id)
    actions.return_pass(pass_id=pass_id, by=request.viewer, at=request.at)
    return redirect("pricing:desk_resident_passes", card.resident_id)


# Small words --------------------------------------------------------------------------------------


def _index(request: HttpRequest) -> dict[str, Any]:
    viewer, on = request.viewer, today(request)
    q = request.GET.get("find", "").strip()
    sold = queries.sold_passes(viewer)
    names = people.labels(viewer, list({each.resident_id for each in sold}), on)
    last_month = on.replace(day=1) - datetime.timedelta(days=1)
    return {
        "kinds": queries.pass_kinds(viewer),
        "sold": [(each, names.get(each.resident_id, ""), each.good_on(on)) for each in sold],
        "may_sell": viewer.may(Permission.ENROLLMENT_KEEP),
        "may_earn": viewer.may(Permission.OPERATION_CONFIRM),
        "earned": queries.month_earned(viewer, last_month),
        "q": q,
        "rows": people.residents(viewer, on, q).rows[:FOUND_ROWS] if q else (),
    }


def _resident(request: HttpRequest, resident_id: UUID, form: Any) -> HttpResponse:
    viewer, on = request.viewer, today(request)
    held = queries.passes_of([resident_id])
    context = {
        "name": people.labels(viewer, [resident_id], on).get(resident_id, ""),
        "resident_id": resident_id,
        "held": [(each, each.good_on(on)) for each in held],
        "shelf": queries.shelf(queries.place_of(resident_id), [resident_id], on),
        "form": form if form.is_bound else None,
        "collect": forms.CollectForm(),
        "may_collect": viewer.may(Permission.OPERATION_RECEIVE),
    }
    return render(request, "pricing/desk/resident.html", context, status=status_of(form))


def _month(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(f"{text}-01")
    except ValueError as wrong:
        raise Http404 from wrong
