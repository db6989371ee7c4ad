"""A resident's card, and who is called because they did not come."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.attendance import actions, forms, published, queries
from linli.identity.doors import desk, done, status_of, today
from linli.identity.permissions import Permission
from linli.people import queries as people

FOUND_ROWS = 8


@desk(Permission.ATTENDANCE_KEEP)
def cards(request: HttpRequest) -> HttpResponse:
    """Find whose card it is to be."""
    q = request.GET.get("find", "").strip()
    rows = people.residents(request.viewer, today(request), q).rows[:FOUND_ROWS] if q else ()
    return render(request, "attendance/desk/cards.html", {"q": q, "rows": rows})


@desk(Permission.ATTENDANCE_KEEP)
def card(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Whether there is a card; the answer to the press is the card itself, to be printed now."""
    row = queries.card_of(request.viewer, resident_id)
    name = people.labels(request.viewer, [resident_id], today(request))[resident_id]
    form = forms.KeyForm(request.POST or None)
    made = None
    if request.method == "POST":
        made = done(request, form, actions.issue_card, resident_id=resident_id)
    context = {"name": name, "resident_id": resident_id, "row": row, "made": made}
    return render(request, "attendance/desk/card.html", context)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def revoke(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """It is lost."""
    card = actions.revoke_card(card_id=card_id, by=request.viewer, at=request.at)
    return redirect("attendance:desk_card", card.resident_id)


@desk(Permission.ATTENDANCE_KEEP)
def calls(request: HttpRequest) -> HttpResponse:
    """Who did not come: somebody calls and asks how they are. Nothing else follows."""
    return _calls(request)


@desk(Permission.ATTENDANCE_KEEP)
def number(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """One of them: the number, large, what to say, and a button for what came of it."""
    card = queries.call_card(request.viewer, resident_id, on=today(request), at=request.at)
    context = {"card": card, "rules": published.RULES}
    return render(request, "attendance/desk/number.html", context)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def called(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """They were called, and this came of it."""
    form = forms.CallForm(request.POST)
    made = done(request, form, actions.remind, resident_id=resident_id)
    return _calls(request, form) if made is None else redirect("attendance:desk_calls")


def _calls(request: HttpRequest, form: forms.CallForm | None = None) -> HttpResponse:
    when = {"on": today(request), "at": request.at}
    context = {
        "rows": queries.to_call(request.viewer, **when),
        "made": queries.calls_made(request.viewer, **when),
        "rules": published.RULES,
        "form": form,
    }
    status = 200 if form is None else status_of(form)
    return render(request, "attendance/desk/calls.html", context, status=status)
