"""The desk's doors: the committee and its members, a sitting, its docket, sheet and slips."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.committee import actions, forms, queries
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission


@desk(Permission.SITTING_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The committees the viewer sees, each with its sittings."""
    found = queries.committees(request.viewer, today(request))
    return render(request, "committee/desk/index.html", {"committees": found})


# The body -----------------------------------------------------------------------------------------


@desk(Permission.SITTING_SEE)
def committee(request: HttpRequest, committee_id: UUID) -> HttpResponse:
    """Who sits on it, whether it may sit, and its sittings."""
    card = queries.committee(request.viewer, committee_id, today(request))
    return render(request, "committee/desk/committee.html", {"card": card, "may": _keeps(request)})


@desk(Permission.COMMITTEE_KEEP)
def appoint(request: HttpRequest, committee_id: UUID) -> HttpResponse:
    """Give somebody a seat."""
    card = queries.committee(request.viewer, committee_id, today(request))
    form = forms.day_form(forms.MemberForm(typed(request)), "from_on", today(request))
    if request.method == "POST" and done(
        request, form, actions.appoint_member, committee_id=committee_id
    ):
        return redirect("committee:desk_committee", committee_id)
    context = {"card": card, "form": form}
    return render(request, "committee/desk/appoint.html", context, status=status_of(form))


@desk(Permission.COMMITTEE_KEEP)
def member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """A member: what was declared; another tie."""
    card = queries.member(request.viewer, member_id)
    form = forms.TieForm(typed(request))
    if request.method == "POST" and done(request, form, actions.declare_tie, member_id=member_id):
        return redirect("committee:desk_member", member_id)
    end = forms.day_form(forms.EndForm(), "until_on", today(request))
    context = {"card": card, "form": form, "end": end}
    return render(request, "committee/desk/member.html", context, status=status_of(form))


@desk(Permission.COMMITTEE_KEEP)
@require_POST
def end_term(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """The seat is given up."""
    card = queries.member(request.viewer, member_id)
    form = forms.EndForm(request.POST)
    if done(request, form, actions.end_term, member_id=member_id):
        return redirect("committee:desk_committee", card.committee_id)
    context = {"card": card, "form": forms.TieForm(), "end": form}
    return render(request, "committee/desk/member.html", context, status=status_of(form))


@desk(Permission.COMMITTEE_KEEP)
@require_POST
def end_tie(request: HttpRequest, tie_id: UUID) -> HttpResponse:
    """What bound a member is over."""
    ended = actions.end_tie(tie_id=tie_id, by=request.viewer, at=request.at)
    return redirect("committee:desk_member", ended.member_id)


# A sitting ----------------------------------------------------------------------------------------


@desk(Permission.COMMITTEE_KEEP)
def call(request: HttpRequest, committee_id: UUID) -> HttpResponse:
    """Call the committee together."""
    card = queries.committee(request.viewer, committee_id, today(request))
    form = forms.day_form(forms.CallForm(typed(request)), "held_on", today(request))
    if request.method == "POST" and (
        made := done(request, form, actions.call_sitting, committee_id=committee_id)
    ):
        return redirect("committee:desk_sitting", made.pk)
    context = {"card": card, "form": form}
    return render(request, "committee/desk/call.html", context, status=status_of(form))


@desk(Permission.SITTING_SEE)
def sitting(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """One sitting: its docket, and what comes next."""
    card = queries.sitting(request.viewer, sitting_id)
    return render(request, "committee/desk/sitting.html", _sitting(request, card))


@desk(Permission.SITTING_SEE)
def docket(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The docket and voting sheet to print: numbers, amounts, classes of reason; no names."""
    card = queries.sitting(request.viewer, sitting_id)
    return render(request, "committee/desk/docket.html", {"card": card})


@desk(Permission.SITTING_SEE)
def slips(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """For each member a slip of what was keyed in that name."""
    card = queries.sitting(request.viewer, sitting_id)
    return render(request, "committee/desk/slips.html", {"card": card})


@desk(Permission.SITTING_SEE)
def sheet(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The photo of the signed sheet; kept by no cache."""
    found = queries.sheet(request.viewer, sitting_id)
    return HttpResponse(
        found.content,
        content_type=found.media_type,
        headers={"Cache-Control": "no-store", "Content-Disposition": "inline"},
    )


@desk(Permission.COMMITTEE_KEEP)
def key(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """Key what stands on the signed sheet."""
    card = queries.sitting(request.viewer, sitting_id)
    form = forms.SheetForm(typed(request), request.FILES or None, sitting=card)
    if request.method == "POST" and done(request, form, actions.key_sheet, sitting_id=sitting_id):
        return redirect("committee:desk_sitting", sitting_id)
    context = {"card": card, "form": form}
    return render(request, "committee/desk/key.html", context, status=status_of(form))


@desk(Permission.COMMITTEE_KEEP)
@require_POST
def take_off(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Take something off the docket."""
    item = actions.take_off(item_id=item_id, by=request.viewer, at=request.at)
    return redirect("committee:desk_sitting", item.sitting_id)


@desk(Permission.SITTING_CONFIRM)
@require_POST
def send_back(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """What was keyed is not what stands on the sheet."""
    actions.send_back(sitting_id=sitting_id, by=request.viewer, at=request.at)
    return redirect("committee:desk_sitting", sitting_id)


# Small words --------------------------------------------------------------------------------------


def _keeps(request: HttpRequest) -> bool:
    return request.viewer.may(Permission.COMMITTEE_KEEP)


def _sitting(request: HttpRequest, card: queries.SittingCard) -> dict[str, Any]:
    viewer = request.viewer
    state = card.row.state
    return {
        "card": card,
        "stages": list(queries.STATE_WORDS.items()),
        "may_key": _keeps(request) and state != "confirmed" and card.items,
        "may_change": _keeps(request) and state != "confirmed",
        "may_confirm": viewer.may(Permission.SITTING_CONFIRM)
        and state == "keyed"
        and card.keyed_by_id != viewer.user_id,
    }
