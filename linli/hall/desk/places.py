"""The desk's doors to places: offered, counted, given to who calls, drawn by lot, called back."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from linli.hall import actions, forms, published, queries
from linli.identity import queries as identity
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.pricing import actions as pricing_actions, queries as pricing

WITNESSES = ("social_worker", "grid_worker", "hall_keeper", "committee_member")
FOUND_ROWS = 8


@desk(Permission.ENROLLMENT_KEEP)
def open_offer(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Offer a course's places."""
    view = _course(request, course_id)
    form = forms.OfferForm(
        typed(request),
        registers=queries.registers(view.card.programme.place),
        most=view.card.capacity,
        initial={"opens_at": request.at},
    )
    more = {"course_id": course_id}
    if request.method == "POST" and (made := done(request, form, actions.open_offer, **more)):
        return redirect("hall:desk_offer", made.pk)
    context = {"view": view, "form": form}
    return render(request, "hall/desk/open_offer.html", context, status=status_of(form))


@desk(Permission.ENROLLMENT_KEEP)
def offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Who has a place, who waits and why, in order."""
    context = _offer(request, offer_id)
    rows = queries.parties_of(request.viewer, offer_id, context["session_id"], at=request.at)
    context["parties"] = queries.with_names(request.viewer, rows, today(request))
    context["counts"] = _counts(rows)
    lots = queries.lots_of([offer_id]).get(offer_id) if context["offer"].by_lot else None
    context["to_draw"] = lots is not None and lots.drawn_at is None and context["closed"]
    return render(request, "hall/desk/offer.html", context)


@desk(Permission.ENROLLMENT_KEEP)
def pools(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """How many places of which kind; what is freed goes to who waits, at once."""
    context = _offer(request, offer_id)
    registers = queries.registers(context["view"].card.programme.place)
    form = forms.PoolsForm(typed(request), pools=context["pools"], registers=registers)
    more = {"offer_id": offer_id, "session_id": context["session_id"]}
    if request.method == "POST" and done(request, form, actions.set_pools, **more):
        return redirect(context["back"])
    context["form"] = form
    return render(request, "hall/desk/pools.html", context, status=status_of(form))


@desk(Permission.ENROLLMENT_KEEP)
def enrol(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Who calls or stands here is found by name, with family or neighbours, and enrolled."""
    context = _offer(request, offer_id)
    chosen = _chosen(request)
    form = forms.DeskEnrolForm(typed(request), chosen=chosen, initial={"who": chosen})
    more = {"offer_id": offer_id, "session_id": context["session_id"]}
    if request.method == "POST" and (party := done(request, form, actions.enrol, **more)):
        return redirect("hall:desk_party", party.pk)
    found = _found(request, chosen)
    prices = queries.prices_for(offer_id, context["session_id"], chosen, at=request.at)
    names = dict(found["chosen"])
    already = queries.enrolled_already(offer_id, context["session_id"], chosen, at=request.at)
    context["already"] = [(names.get(one, ""), party) for one, party in already.items()]
    form.show(note=context["offer"].by_approval)
    context |= {"form": form, **found}
    context["prices"] = [(names.get(each.resident_id, ""), each) for each in prices]
    context["hours"] = queries.named_hours(offer_id, names, at=request.at)
    return render(request, "hall/desk/enrol.html", context, status=status_of(form))


@desk(Permission.ENROLLMENT_KEEP)
def party(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """What came of it, to be read out to who is on the line; and what they may still say."""
    return render(request, "hall/desk/party.html", _party(request, party_id))


@desk(Permission.ENROLLMENT_KEEP)
@require_POST
def cancel(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """They will not come."""
    actions.cancel(party_id=party_id, by=request.viewer, at=request.at)
    return redirect("hall:desk_party", party_id)


@desk(Permission.ENROLLMENT_KEEP)
@require_POST
def take_up(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """They said yes."""
    actions.take_up(party_id=party_id, by=request.viewer, at=request.at)
    return redirect("hall:desk_party", party_id)


@desk(Permission.ENROLLMENT_KEEP)
@require_POST
def decline(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """They said no."""
    actions.decline(party_id=party_id, by=request.viewer, at=request.at)
    return redirect("hall:desk_party", party_id)


@desk(Permission.ENROLLMENT_KEEP)
def asked(request: HttpRequest) -> HttpResponse:
    """Who waits for a keeper's answer, who asked first at the top."""
    rows = queries.desk_waiting(request.viewer, at=request.at)
    return render(request, "hall/desk/asked.html", {"rows": rows})


@desk(Permission.ENROLLMENT_KEEP)
@require_POST
def approve(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Yes."""
    actions.approve(party_id=party_id, by=request.viewer, at=request.at)
    return redirect("hall:desk_party", party_id)


@desk(Permission.ENROLLMENT_KEEP)
@require_POST
def refuse(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """No, and why."""
    form = forms.RefuseForm(request.POST)
    if done(request, form, actions.refuse, party_id=party_id):
        return redirect("hall:desk_party", party_id)
    context = _party(request, party_id) | {"refuse": form}
    return render(request, "hall/desk/party.html", context, status=status_of(form))


@desk(Permission.ENROLLMENT_KEEP)
@require_POST
def again(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """The same question once more, for somebody who is on the line."""
    form = forms.AgainForm(request.POST)
    if done(request, form, actions.ask_again, party_id=party_id):
        return redirect("hall:desk_party", party_id)
    context = _party(request, party_id) | {"again": form}
    return render(request, "hall/desk/party.html", context, status=status_of(form))


@desk(Permission.ENROLLMENT_KEEP)
def end_offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Nobody asks or waits any more: why."""
    context = _offer(request, offer_id)
    form = forms.EndForm(typed(request))
    if request.method == "POST" and done(request, form, actions.end_offer, offer_id=offer_id):
        return redirect("hall:desk_offer", offer_id)
    context["form"] = form
    return render(request, "hall/desk/end_offer.html", context, status=status_of(form))


@desk(Permission.ENROLLMENT_KEEP)
def close_later(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """One may ask for longer than was published."""
    context = _offer(request, offer_id)
    form = forms.LaterForm(typed(request), initial={"closes_at": context["offer"].closes_at})
    if request.method == "POST" and done(request, form, actions.close_later, offer_id=offer_id):
        return redirect("hall:desk_offer", offer_id)
    context["form"] = form
    return render(request, "hall/desk/close_later.html", context, status=status_of(form))


@desk(Permission.ENROLLMENT_KEEP)
@require_POST
def reopen_offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """After all; who was in line stands where they stood."""
    actions.reopen_offer(offer_id=offer_id, by=request.viewer, at=request.at)
    return redirect("hall:desk_offer", offer_id)


@desk(Permission.OPERATION_RECEIVE)
@require_POST
def collect(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """The money was put on the table: a receipt for it."""
    form = forms.CollectForm(request.POST)
    queries.party(request.viewer, party_id, at=request.at)
    about = {"room": "hall", "noun": "party", "thing_id": party_id}
    if slip := done(request, form, pricing_actions.collect, **about):
        return redirect("operator:desk_receipt", slip.id)
    context = _party(request, party_id) | {"collect": form}
    return render(request, "hall/desk/party.html", context, status=status_of(form))


@desk(Permission.ENROLLMENT_KEEP)
def unpaid(request: HttpRequest) -> HttpResponse:
    """Who has not paid yet, and to whom something is to be given back."""
    accounts = pricing.unsettled(request.viewer, "hall", "party", today(request))
    who = {quote.resident_id for each in accounts for quote in each.quotes}
    names = people.labels(request.viewer, list(who), today(request))
    rows = [
        (each, [name for name, _quote in queries.named_quotes(each, names) if name])
        for each in accounts
    ]
    sums = {
        "left_fen": sum(max(each.left_fen, 0) for each in accounts),
        "back_fen": sum(each.back_fen for each in accounts),
    }
    return render(request, "hall/desk/unpaid.html", {"accounts": rows, **sums})


@desk(Permission.LOTTERY_DRAW)
def draw(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Draw the lots: with the sealed seed, or with what was thrown before a witness."""
    context = _offer(request, offer_id)
    lots = queries.lots_of([offer_id]).get(offer_id)
    if lots is None:
        raise NotFound
    place = context["view"].card.programme.place
    seen = [u for role in WITNESSES for u in identity.colleagues(role, place, today(request))]
    others = [user for user in seen if user.pk != request.viewer.user_id]
    form = forms.DrawForm(typed(request), witnesses=others, by_hand=lots.by_hand)
    if request.method == "POST" and done(request, form, actions.draw, offer_id=offer_id):
        # Who stands around the dice hears the numbers; else the keeper goes on with the list.
        return redirect("hall:desk_draw" if lots.by_hand else "hall:desk_offer", offer_id)
    context |= {"form": form, "lots": lots}
    return render(request, "hall/desk/draw.html", context, status=status_of(form))


@desk(Permission.ENROLLMENT_KEEP)
def calls(request: HttpRequest) -> HttpResponse:
    """Whom to call: a place is kept for them, or something they signed up for has changed."""
    on, viewer = today(request), request.viewer
    rows = queries.to_tell(viewer)
    names = people.labels(viewer, [row.resident_id for row in rows], on)
    context = {
        "kept": queries.desk_kept(viewer, at=request.at),
        "told": [(row, names.get(row.resident_id, "")) for row in rows],
    }
    return render(request, "hall/desk/calls.html", context)


@desk(Permission.ENROLLMENT_KEEP)
def call(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """One of them: the number, large, and what there is to say, with a button for each answer."""
    card = queries.call_card(request.viewer, resident_id, at=request.at)
    return render(request, "hall/desk/call.html", {"card": card})


@desk(Permission.ENROLLMENT_KEEP)
@require_POST
def told(request: HttpRequest, telling_id: UUID) -> HttpResponse:
    """They have been told."""
    actions.mark_told(telling_id=telling_id, by=request.viewer, at=request.at)
    return redirect("hall:desk_calls")


# Small words --------------------------------------------------------------------------------------


def _course(request: HttpRequest, course_id: UUID) -> queries.DeskCourse:
    permission = Permission.ENROLLMENT_KEEP
    return queries.desk_course(request.viewer, course_id, permission, at=request.at)


def _offer(request: HttpRequest, offer_id: UUID, session_id: UUID | None = None) -> dict[str, Any]:
    """An offer with its course, and the session that is asked for where places are by the session.

    Raises ``NotFound``.
    """
    view = _course(request, queries.course_of_offer(offer_id))
    row = next((each for each in view.offers if each.id == offer_id), None)
    if row is None:
        raise NotFound
    sessions = [each for each in view.sessions if each.id in row.pools]
    asked = str(session_id or request.GET.get("session", ""))
    ahead = [each for each in sessions if each.start_at > request.at]
    wanted = next((each for each in sessions if str(each.id) == asked), None)
    chosen = wanted or (ahead or sessions or [None])[0]
    tail = f"?session={chosen.id}" if chosen else ""
    return {
        "view": view,
        "offer": row,
        "sessions": sessions,
        "session": chosen,
        "session_id": chosen.id if chosen else None,
        "pools": row.pools.get(chosen.id if chosen else None, []),
        "rounds": published.rounds_told(row, request.at),
        "closed": row.closes_at is not None and row.closes_at <= request.at,
        "closes_ahead": not row.ended and row.closes_at is not None and row.closes_at > request.at,
        "tail": tail,
        "back": reverse("hall:desk_offer", args=[offer_id]) + tail,
        "may_draw": request.viewer.may(Permission.LOTTERY_DRAW, place=view.card.programme.place),
    }


def _counts(rows: Iterable[queries.PartyRow]) -> list[tuple[Any, int]]:
    """How many people stand in each state, in the order of the words."""
    people_in = Counter(row.state for row in rows for _person in row.people)
    words = {row.state: row.desk_word for row in rows}
    return [(words[state], people_in[state]) for state in queries.STATE_WORDS if state in words]


def _party(request: HttpRequest, party_id: UUID) -> dict[str, Any]:
    row = queries.party(request.viewer, party_id, at=request.at)
    context = _offer(request, row.offer_id, row.session_id)
    [context["party"]] = queries.with_names(request.viewer, [row], today(request))
    context["called"] = any(each.id == party_id for each in _to_phone(request, row))
    context["note"] = queries.note_of(request.viewer, party_id) if row.asking else ""
    context["lot"] = queries.lot_of(row, at=request.at)
    account = pricing.accounts_of("hall", "party", [party_id]).get(party_id)
    names = people.labels(request.viewer, list(row.people), today(request))
    context |= {"account": account, "quotes": queries.named_quotes(account, names)}
    forms_of_it = {"collect": forms.CollectForm(), "refuse": forms.RefuseForm()}
    return context | forms_of_it | {"again": forms.AgainForm()}


def _to_phone(request: HttpRequest, row: queries.PartyRow) -> list[queries.PartyRow]:
    """Who is called because a place is kept for them, asked only about such a party."""
    return queries.to_phone(request.viewer, at=request.at) if row.state == "offered" else []


def _chosen(request: HttpRequest) -> list[UUID]:
    """The residents picked so far, from the address; what is no id is left out."""
    chosen = []
    for text in request.GET.getlist("who"):
        try:
            chosen.append(UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(chosen))[: actions.MOST_TOGETHER]


def _found(request: HttpRequest, chosen: list[UUID]) -> dict[str, Any]:
    """Who is found by the name that was typed, and who has been picked, by name."""
    on, viewer = today(request), request.viewer
    q = request.GET.get("find", "").strip()
    names = people.labels(viewer, chosen, on)
    rows = people.residents(viewer, on, q).rows[:FOUND_ROWS] if q else ()
    kept = request.GET.copy()
    kept.pop("find", None)
    return {
        "q": q,
        "rows": [row for row in rows if row.id not in names],
        "chosen": [(one, names[one]) for one in chosen if one in names],
        "kept": kept.urlencode(),
    }
