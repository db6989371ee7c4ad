"""A resident's doors: rooms one may ask for, one's own bookings, cancelling one."""

import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.identity.doors import done, my, status_of, today, typed
from linli.people import queries as people
from linli.spaces import actions, forms, queries

DAYS_SHOWN = 14


@my
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """My bookings, and the rooms I may ask for."""
    home = people.my_home(request.viewer, today(request))
    context = {
        "mine": queries.bookings_of(request.viewer, request.at),
        "spaces": queries.open_to_residents(home.place, today(request)) if home else [],
        "home": home,
    }
    return render(request, "spaces/my/index.html", context)


@my
@never_cache
def ask(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """Ask for a room: first the day, then a free time."""
    home = people.my_home(request.viewer, today(request))
    rooms = queries.open_to_residents(home.place, today(request)) if home else []
    room = next((one for one in rooms if one.space.id == space_id), None)
    if room is None:
        raise Http404
    first = today(request)
    days = [first + datetime.timedelta(days=number) for number in range(DAYS_SHOWN)]
    book = queries.book_of(space_id, days[0], days[-1])
    day = _chosen(request, days)
    free = book.free_on(day, request.at) if day else []
    form = forms.AskForm(
        typed(request), free=free, purposes=room.purposes, initial={"on": day, "length": 60}
    )
    if request.method == "POST" and done(request, form, actions.ask, space_id=space_id):
        return redirect("spaces:my_index")
    context = {
        "room": room,
        "day": day,
        "form": form,
        "days": [(each, queries.clocked(book.free_on(each, request.at))) for each in days],
    }
    return render(request, "spaces/my/ask.html", context, status=status_of(form))


@my
@require_POST
def cancel(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Cancel a booking of mine."""
    actions.cancel_mine(booking_id=booking_id, by=request.viewer, at=request.at)
    return redirect("spaces:my_index")


def _chosen(request: HttpRequest, days: list[datetime.date]) -> datetime.date | None:
    """The day in the address or in what was sent, if it is one of those shown."""
    try:
        day = parse_date(request.POST.get("on") or request.GET.get("on") or "")
    except ValueError:
        return None
    return day if day in days else None
