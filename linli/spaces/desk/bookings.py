"""The desk's doors to the bookings: book, answer, come, move, cancel, series."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.identity import queries as identity
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.spaces import actions, forms, queries


@desk(Permission.SPACE_BOOK)
def book(request: HttpRequest) -> HttpResponse:
    """Book a room for a resident found by name, an organisation or a group."""
    place = _place(request)
    form = forms.BookForm(
        typed(request),
        rooms=queries.spaces_at(place, today(request)),
        organisations=identity.organisations_at(place),
        initial=_initial(request),
    )
    if request.method == "POST":
        act = actions.book_series if form.repeats else actions.book
        if made := done(request, form, act):
            return redirect(f"spaces:desk_{'series' if form.repeats else 'booking'}", made.pk)
    context = {"form": form, "place": place} | _found(request)
    return render(request, "spaces/desk/book.html", context, status=status_of(form))


@desk(Permission.SPACE_SEE)
def booking(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """One booking: for whom, and what may be done with it."""
    return _booking_page(request, booking_id)


@desk(Permission.SPACE_DECIDE)
def requests(request: HttpRequest) -> HttpResponse:
    """The wishes that wait, longest waiting first."""
    waiting = queries.waiting(request.viewer, request.at)
    return render(request, "spaces/desk/requests.html", {"waiting": waiting})


@desk(Permission.SPACE_DECIDE)
@require_POST
def approve(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Say yes."""
    actions.approve(booking_id=booking_id, by=request.viewer, at=request.at)
    return redirect("spaces:desk_booking", booking_id)


@desk(Permission.SPACE_DECIDE)
@require_POST
def refuse(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Say no, and why."""
    form = forms.ReasonForm(request.POST)
    if done(request, form, actions.refuse, booking_id=booking_id):
        return redirect("spaces:desk_booking", booking_id)
    return _booking_page(request, booking_id, refuse=form)


@desk(Permission.SPACE_BOOK)
@require_POST
def check_in(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Somebody came."""
    actions.check_in(booking_id=booking_id, by=request.viewer, at=request.at)
    return redirect("spaces:desk_booking", booking_id)


@desk(Permission.SPACE_BOOK)
@require_POST
def move(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Another time or room."""
    card = queries.booking(request.viewer, booking_id, request.at)
    form = forms.MoveForm(request.POST, rooms=queries.spaces_at(card.place, today(request)))
    if done(request, form, actions.shift, booking_id=booking_id):
        return redirect("spaces:desk_booking", booking_id)
    return _booking_page(request, booking_id, move=form)


@desk(Permission.SPACE_BOOK)
@require_POST
def cancel(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Cancel this one, and no other."""
    reason = request.POST.get("reason", "")[:120]
    actions.cancel(booking_id=booking_id, by=request.viewer, at=request.at, reason=reason)
    return redirect("spaces:desk_booking", booking_id)


# Series -------------------------------------------------------------------------------------------


@desk(Permission.SPACE_SEE)
def series(request: HttpRequest, series_id: UUID) -> HttpResponse:
    """A series: a verdict per date."""
    card = queries.series(request.viewer, series_id, request.at)
    return render(request, "spaces/desk/series.html", {"card": card})


@desk(Permission.SPACE_BOOK)
@require_POST
def retry(request: HttpRequest, series_id: UUID) -> HttpResponse:
    """Try the dates that failed once more."""
    actions.retry(series_id=series_id, by=request.viewer, at=request.at)
    return redirect("spaces:desk_series", series_id)


@desk(Permission.SPACE_BOOK)
@require_POST
def cancel_series(request: HttpRequest, series_id: UUID) -> HttpResponse:
    """Cancel the dates to come: all, or those from the booking named."""
    from_on = None
    if named := request.POST.get("from_booking"):
        from_on = queries.get_booking(request.viewer, forms.id_in(named)).day
    actions.cancel_series(series_id=series_id, from_on=from_on, by=request.viewer, at=request.at)
    return redirect("spaces:desk_series", series_id)


# Small words --------------------------------------------------------------------------------------


def _place(request: HttpRequest) -> str:
    """Where it is booked: the place of the room that is named, else the viewer's first."""
    space_id = forms.id_or_none(request.POST.get("space") or request.GET.get("space") or "")
    if space_id:
        return queries.desk_space(request.viewer, space_id).place
    mine = sorted(request.viewer.communities(Permission.SPACE_BOOK))
    if not mine:
        raise NotFound
    return mine[0]


def _initial(request: HttpRequest) -> dict[str, Any]:
    asked = request.GET
    return {
        "space": asked.get("space", ""),
        "on": asked.get("on") or today(request),
        "starts": asked.get("starts", ""),
        "resident": asked.get("resident", ""),
        "purpose": "activity",
        "every_weeks": 0,
    }


def _found(request: HttpRequest) -> dict[str, Any]:
    """The residents whose name was asked for, and the one who was chosen."""
    viewer, on = request.viewer, today(request)
    q = request.GET.get("find", "").strip()
    listed = viewer.may(Permission.RESIDENT_LIST)
    chosen = forms.id_or_none(request.POST.get("resident") or request.GET.get("resident") or "")
    names = people.labels(viewer, [chosen], on) if chosen else {}
    rows = people.residents(viewer, on, q).rows[:8] if q and listed else ()
    kept = request.GET.copy()
    kept.pop("find", None)
    kept.pop("resident", None)
    return {
        "q": q,
        "rows": rows,
        "chosen": names.get(chosen, "") if chosen else "",
        "kept": kept.urlencode(),
        "may_find": listed,
    }


def _booking_page(request: HttpRequest, booking_id: UUID, **tried: Any) -> HttpResponse:
    card = queries.booking(request.viewer, booking_id, request.at)
    row = card.row
    move_form = tried.get("move") or forms.MoveForm(
        rooms=queries.spaces_at(card.place, today(request)),
        initial={
            "space": row.space_id,
            "on": row.day,
            "starts": row.starts,
            "ends": row.ends,
        },
    )
    refuse_form = tried.get("refuse") or forms.ReasonForm()
    context = {
        "card": card,
        "following": queries.following(request.viewer, booking_id, request.at),
        "move": move_form,
        "refuse": refuse_form,
    }
    status = next((status_of(form) for form in tried.values()), 200)
    return render(request, "spaces/desk/booking.html", context, status=status)
