"""A resident's doors: enrol, see how it stands, say yes or no to an offered place, give it back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.hall import actions, forms, published, queries
from linli.identity.doors import done, my, status_of, today, typed
from linli.people import queries as people
from linli.pricing import queries as pricing


@my
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """My enrolments: first what wants an answer, then what is to come, then what is over."""
    rows = queries.my_parties(request.viewer, on=today(request), at=request.at)
    context = {
        "asked": [row for row in rows if row.offered],
        "live": [row for row in rows if row.live and not row.offered],
        "ended": [row for row in rows if not row.live],
    }
    return render(request, "hall/my/index.html", context)


@my
@never_cache
def enrol(request: HttpRequest, offer_id: UUID, session_id: UUID | None = None) -> HttpResponse:
    """Say who comes; the next page says whether there is a place."""
    form = forms.EnrolForm(typed(request))
    more = {"offer_id": offer_id, "session_id": session_id, "channel": "app"}
    if request.method == "POST" and (party := done(request, form, actions.enrol, **more)):
        return redirect("hall:my_party", party.pk)
    with_me = people.companions(request.viewer, today(request))
    names = {each.id: each.name for each in with_me}
    already = queries.enrolled_already(offer_id, session_id, list(names), at=request.at)
    asking = [each for each in names if each not in already]
    prices = queries.prices_for(offer_id, session_id, asking, at=request.at)
    thing = _thing(request, offer_id, session_id)
    view = thing["view"]
    misfits = {each.id: view.misfit(each.born_on) for each in with_me}
    form.show(with_me, misfits=misfits, already=already, note=view.by_approval)
    hours = queries.named_hours(offer_id, names, at=request.at) if view.in_rounds else []
    context = {
        "form": form,
        "with_me": with_me,
        "already": [(names[one], party) for one, party in already.items()],
        "nobody_left": not asking,
        "prices": [(names[each.resident_id], each) for each in prices],
        "hours": hours,
        "turn": not hours or any(each.begun for each in hours),
        **thing,
    }
    return render(request, "hall/my/enrol.html", context, status=status_of(form))


@my
@never_cache
def party(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """The answer: a place, a place in line and why, or entered for the lots."""
    row = queries.my_party_page(request.viewer, party_id, on=today(request), at=request.at)
    account = pricing.accounts_of("hall", "party", [party_id]).get(party_id)
    quotes = queries.my_quotes(request.viewer, account, on=today(request))
    context = {"mine": row, "account": account, "quotes": quotes}
    context["lot"] = queries.lot_of(row.row, at=request.at)
    return render(request, "hall/my/party.html", context)


@my
@never_cache
def cancel(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """What exactly is given up; then it is."""
    row = queries.my_party_page(request.viewer, party_id, on=today(request), at=request.at)
    if request.method == "POST":
        actions.cancel(party_id=party_id, by=request.viewer, at=request.at)
        return redirect("hall:my_party", party_id)
    return render(request, "hall/my/cancel.html", {"mine": row})


@my
@require_POST
def take_up(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Yes, we come."""
    actions.take_up(party_id=party_id, by=request.viewer, at=request.at)
    return redirect("hall:my_party", party_id)


@my
@require_POST
def decline(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """No: the next ones get it."""
    actions.decline(party_id=party_id, by=request.viewer, at=request.at)
    return redirect("hall:my_party", party_id)


@my
@never_cache
def again(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """After a no, or no answer: the same question with a word about it."""
    row = queries.my_party_page(request.viewer, party_id, on=today(request), at=request.at)
    form = forms.AgainForm(typed(request))
    if request.method == "POST" and done(request, form, actions.ask_again, party_id=party_id):
        return redirect("hall:my_party", party_id)
    return render(
        request, "hall/my/again.html", {"mine": row, "form": form}, status=status_of(form)
    )


@my
@never_cache
def calendar(request: HttpRequest) -> HttpResponse:
    """My own calendar for a telephone: made, made anew, with its address, which is shown once."""
    url = ""
    if request.method == "POST":
        made = actions.make_feed(by=request.viewer, at=request.at)
        there = reverse("hall:public_personal_calendar", args=[made.token])
        url = request.build_absolute_uri(there)
    context = {
        "url": url,
        "webcal": f"webcal://{url.partition('://')[2]}",  # what a telephone's calendar opens
        "since": queries.live_feed(request.viewer),
    }
    return render(request, "hall/my/calendar.html", context)


@my
@require_POST
def end_calendar(request: HttpRequest) -> HttpResponse:
    """Its address leads nowhere any more."""
    actions.end_feed(by=request.viewer, at=request.at)
    return redirect("hall:my_calendar")


def _thing(request: HttpRequest, offer_id: UUID, session_id: UUID | None) -> dict[str, Any]:
    """The course, and the session or the whole of it that is meant. Raises ``Http404``."""
    course_id = queries.course_of_offer(offer_id)
    thing = published.thing(course_id, offer_id, session_id, at=request.at)
    return {"view": thing, "line": thing.line, "standing": thing.standing}
