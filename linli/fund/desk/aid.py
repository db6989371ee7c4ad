"""The desk's doors to a request: visited, decided, paid, asked back; and on whose terms."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.committee import actions as committee, queries as sittings
from linli.fund import actions, forms, queries
from linli.fund.forms import aid as typed_forms
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel.words import spoken_day


@desk(Permission.FUND_SEE)
def request_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request: how much, what for, who has signed, what comes next."""
    return _request_page(request, queries.request(request.viewer, request_id))


@desk(Permission.AID_ASK)
def visit(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Whoever asks for families writes down the home visit, or why nobody could go."""
    card = queries.request(request.viewer, request_id)
    form = typed_forms.VisitForm(typed(request), initial={"on": today(request)})
    if request.method == "POST" and done(
        request, form, actions.record_visit, request_id=request_id
    ):
        return redirect("fund:desk_visit", request_id)
    words = queries.visit_words(request.viewer, request_id)
    context = {
        "card": card,
        "form": form,
        "words": words,
        "family": queries.family_asked_for(request.viewer, request_id, today(request)),
        "papers": queries.papers_of(request.viewer, request_id, today(request)),
    }
    return render(request, "fund/desk/visit.html", context, status=status_of(form))


@desk(Permission.AID_DECIDE)
@require_POST
def propose(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The first of two people says what they should decide."""
    card = queries.request(request.viewer, request_id)
    form = typed_forms.ProposeForm(request.POST, request=card)
    return _stepped(request, card, form, actions.propose)


@desk(Permission.AID_DECIDE)
@require_POST
def decide(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The second decides the very same."""
    card = queries.request(request.viewer, request_id)
    return _stepped(request, card, typed_forms.DecideForm(request.POST), actions.decide)


@desk(Permission.COMMITTEE_KEEP)
@require_POST
def docket(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The secretary puts a request on a sitting's docket."""
    card = queries.request(request.viewer, request_id)
    form = _docket_form(card, request.POST)
    return _stepped(request, card, form, actions.put_on_docket)


@desk(Permission.SITTING_CONFIRM)
@require_POST
def carry_out(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Follow what the committee decided and the fund could not follow at once."""
    card = queries.request(request.viewer, request_id)
    actions.carry_out(request_id=card.row.id, by=request.viewer, at=request.at)
    return redirect("fund:desk_request", request_id)


@desk(Permission.AID_INSTRUCT)
@require_POST
def instruct(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The fund's clerk asks the holder to pay."""
    card = queries.request(request.viewer, request_id)
    return _stepped(request, card, typed_forms.InstructForm(request.POST), actions.instruct)


@desk(Permission.AID_RETURN)
@require_POST
def ask_back(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Money is asked back."""
    card = queries.request(request.viewer, request_id)
    return _stepped(request, card, typed_forms.AskBackForm(request.POST), actions.ask_back)


@desk(Permission.AID_PAY)
@require_POST
def take_back(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The money came back to the holder."""
    card = queries.request(request.viewer, request_id)
    return _stepped(request, card, typed_forms.TakeBackForm(request.POST), actions.take_back)


@desk(Permission.AID_ASK)
def withdraw(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Whoever asks for families takes a request back."""
    card = queries.request(request.viewer, request_id)
    form = forms.Pressed(typed(request))
    if request.method == "POST" and done(request, form, actions.withdraw, request_id=request_id):
        card = queries.request(request.viewer, request_id)
        form = forms.Pressed()
    return render(
        request, "fund/desk/withdraw.html", {"card": card, "form": form}, status=status_of(form)
    )


# The committee, the limit, the holder's register --------------------------------------------------


@desk(Permission.SITTING_CONFIRM)
def confirm_sitting(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """A second person holds the keyed votes against the photo; then the fund follows."""
    if request.method == "POST":
        actions.confirm_sitting(sitting_id=sitting_id, by=request.viewer, at=request.at)
        return redirect("committee:desk_sitting", sitting_id)
    card = sittings.sitting(request.viewer, sitting_id)
    mine = card.keyed_by_id == request.viewer.user_id
    return render(request, "fund/desk/confirm_sitting.html", {"card": card, "mine": mine})


@desk(Permission.COMMITTEE_KEEP)
@require_POST
def found_committee(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """Set up the fund's committee."""
    fund = queries.fund(request.viewer, fund_id)
    made = committee.found_committee(
        subject=("fund", "fund", fund.id),
        place=fund.place,
        organisation_id=fund.holder_id,
        name=_("%(fund)s管理委员会") % {"fund": fund.name},
        by=request.viewer,
        at=request.at,
    )
    return redirect("committee:desk_committee", made.pk)


@desk(Permission.AID_LIMIT_SET)
def limit(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """What two people may decide, and until when it is ratified."""
    fund = queries.fund(request.viewer, fund_id)
    now = queries.limit_card(fund_id)
    form = typed_forms.LimitForm(typed(request), initial=now._asdict() if now else {})
    if request.method == "POST" and done(request, form, actions.set_limit, fund_id=fund_id):
        return redirect("fund:desk_limit", fund_id)
    context = {"fund": fund, "limit": now, "form": form}
    return render(request, "fund/desk/limit.html", context, status=status_of(form))


@desk(Permission.INTEREST_KEEP)
def interests(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """The holder's register of whom the fund may not help."""
    fund = queries.fund(request.viewer, fund_id)
    form = typed_forms.InterestForm(typed(request))
    if request.method == "POST" and done(request, form, actions.enter_interest, fund_id=fund_id):
        return redirect("fund:desk_interests", fund_id)
    rows = queries.interests(request.viewer, fund.holder_id, fund.place)
    context = {"fund": fund, "rows": rows, "form": form}
    return render(request, "fund/desk/interests.html", context, status=status_of(form))


@desk(Permission.INTEREST_KEEP)
@require_POST
def end_interest(request: HttpRequest, interest_id: UUID) -> HttpResponse:
    """The tie is over."""
    actions.end_interest(interest_id=interest_id, by=request.viewer, at=request.at)
    return redirect("fund:desk_index")


# Small words --------------------------------------------------------------------------------------


def _request_page(
    request: HttpRequest, card: queries.RequestCard, tried: Any = None
) -> HttpResponse:
    """The page of a request; ``tried`` is a form that came back.

    It is shown again where its step still is the next one; else its refusal stands above the page.
    """
    viewer = request.viewer
    viewer.looked_at("aid_request", card.row.id, "record", place=card.fund.place)
    following = _next_form(request, card)
    context = {
        "card": card,
        "form": tried if type(tried) is type(following) else following,
        "docket": _docket_form(card),
        "tried": tried,
        "hint": _hint(request, card),
    }
    status = status_of(tried) if tried else 200
    return render(request, "fund/desk/request.html", context, status=status)


def _next_form(request: HttpRequest, card: queries.RequestCard) -> Any:
    """The form of the one step that this viewer may take now, if any."""
    if "propose" in card.may:
        return typed_forms.ProposeForm(request=card)
    if "decide" in card.may:
        return typed_forms.DecideForm(initial={"grant_fen": card.basis.proposed_fen})
    if "instruct" in card.may:
        return typed_forms.InstructForm()
    if "ask_back" in card.may:
        return typed_forms.AskBackForm(initial={"amount_fen": card.row.granted_fen})
    if "take_back" in card.may:
        asked = card.returning.asked_fen
        return typed_forms.TakeBackForm(
            initial={"amount_fen": asked, "returned_on": today(request)}
        )
    return None


def _hint(request: HttpRequest, card: queries.RequestCard) -> queries.PayeeHint | None:
    """Whose account it should be, for whoever names the payee now."""
    if "instruct" not in card.may:
        return None
    request.viewer.looked_at("aid_request", card.row.id, "payee", place=card.fund.place)
    return queries.payee_hint(request.viewer, card.row.id, today(request))


def _docket_form(card: queries.RequestCard, posted: Any = None) -> Any:
    open_still = sittings.open_sittings(("fund", "fund", card.fund.id))
    choices = [
        (str(one.id), f"{one.number} · {spoken_day(one.held_on, one.held_on, 'zh-hans')}")
        for one in open_still
    ]
    return typed_forms.DocketForm(posted, sittings=choices)


def _stepped(
    request: HttpRequest, card: queries.RequestCard, form: Any, action: Any
) -> HttpResponse:
    """Take a step and go back to the request; what is refused is said at the head of its form."""
    if done(request, form, action, request_id=card.row.id):
        return redirect("fund:desk_request", card.row.id)
    return _request_page(request, card, tried=form)
