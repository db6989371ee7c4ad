"""The desk's doors: the fund at a glance, gifts and their papers; requests stand in ``aid``."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.committee import queries as committee
from linli.fund import actions, forms, queries
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission

CHECK_PATH = "/check/"
"""Where the street checks the numbers of acknowledgements: printed on paper, so it never moves."""


@desk(Permission.FUND_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The funds the viewer sees, and the requests by state."""
    viewer = request.viewer
    state = request.GET.get("state", "asked")
    context = {
        "funds": [_with_committee(request, fund) for fund in queries.funds(viewer)],
        "unratified": queries.unratified(viewer, today(request)),
        "state": state,
        "tabs": _tabs(queries.counts(viewer)),
        "requests": queries.requests(viewer, state, request.GET.get("page", 1)),
    }
    return render(request, "fund/desk/index.html", context)


# Gifts --------------------------------------------------------------------------------------------


@desk(Permission.FUND_SEE)
def donations(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """The gifts of one fund, newest first."""
    fund = queries.fund(request.viewer, fund_id)
    context = {
        "fund": fund,
        "may_receive": request.viewer.may(Permission.DONATION_RECEIVE, place=fund.place),
        "donations": queries.donations(request.viewer, fund_id, request.GET.get("page", 1)),
    }
    return render(request, "fund/desk/donations.html", context)


@desk(Permission.DONATION_RECEIVE)
def receive(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """Write down money that has come in."""
    fund = queries.fund(request.viewer, fund_id)
    form = forms.DonationForm(typed(request), fund=fund, today=today(request))
    if request.method == "POST" and (
        made := done(request, form, actions.receive_donation, fund_id=fund_id)
    ):
        return redirect("fund:desk_donation", made.pk)
    return render(
        request, "fund/desk/receive.html", {"fund": fund, "form": form}, status=status_of(form)
    )


@desk(Permission.FUND_SEE)
def donation(request: HttpRequest, donation_id: UUID) -> HttpResponse:
    """One gift and its acknowledgement."""
    found = queries.donation(request.viewer, donation_id)
    return _donation_page(request, found)


@desk(Permission.DONATION_RECEIVE)
def purpose(request: HttpRequest, donation_id: UUID) -> HttpResponse:
    """The donor agreed to another use: write the word down, for a second person to carry out."""
    found = queries.donation(request.viewer, donation_id)
    form = forms.PurposeForm(
        typed(request),
        request.FILES or None,
        donation=found.card,
        fund=queries.fund(request.viewer, found.card.fund_id),
        today=today(request),
    )
    if typed(request) and done(
        request, form, actions.ask_purpose_change, donation_id=found.card.id
    ):
        return redirect("fund:desk_donation", donation_id)
    context = {"page": found, "form": form}
    return render(request, "fund/desk/purpose.html", context, status=status_of(form))


@desk(Permission.PURPOSE_CHANGE)
@require_POST
def change_purpose(request: HttpRequest, donation_id: UUID) -> HttpResponse:
    """A second person carries it out."""
    found = queries.donation(request.viewer, donation_id)
    form = forms.ChangeForm(request.POST)
    if done(request, form, actions.change_purpose):
        return redirect("fund:desk_donation", donation_id)
    return _donation_page(request, found, form)


@desk(Permission.FUND_SEE)
def consent(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """The photo of the donor's word."""
    sheet = queries.consent_paper(request.viewer, change_id)
    return HttpResponse(sheet.content, content_type=sheet.media_type)


@desk(Permission.DONATION_RECEIVE)
@require_POST
def forget(request: HttpRequest, donation_id: UUID) -> HttpResponse:
    """The donor asks to be forgotten."""
    found = queries.donation(request.viewer, donation_id)
    actions.forget_donor(donation_id=found.card.id, by=request.viewer, at=request.at)
    return redirect("fund:desk_donation", donation_id)


@desk(Permission.DONATION_RECEIVE)
@require_POST
def acknowledge(request: HttpRequest, donation_id: UUID) -> HttpResponse:
    """Give a gift its number."""
    actions.acknowledge(donation_id=donation_id, by=request.viewer, at=request.at)
    return redirect("fund:desk_donation", donation_id)


@desk(Permission.DONATION_RECEIVE)
@require_POST
def ask_receipt(request: HttpRequest, donation_id: UUID) -> HttpResponse:
    """The donor wants the holder's official receipt."""
    actions.ask_receipt(donation_id=donation_id, by=request.viewer, at=request.at)
    return redirect("fund:desk_donation", donation_id)


@desk(Permission.FUND_SEE)
def paper(request: HttpRequest, donation_id: UUID) -> HttpResponse:
    """The acknowledgement as a PDF to print. It only reads: the number was given before."""
    check_url = request.build_absolute_uri(CHECK_PATH)
    pdf = queries.slip_pdf(request.viewer, donation_id, check_url, demo=settings.LINLI_DEMO)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="acknowledgement.pdf"'},
    )


# The fund itself ----------------------------------------------------------------------------------


@desk(Permission.OPENING_CONFIRM)
def opening(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """The holder says what it keeps on the day the book begins."""
    fund = queries.fund(request.viewer, fund_id)
    form = forms.OpeningForm(typed(request), fund=fund, today=today(request))
    if request.method == "POST" and done(
        request, form, actions.confirm_opening_balance, fund_id=fund_id
    ):
        return redirect("fund:desk_index")
    return render(
        request, "fund/desk/opening.html", {"fund": fund, "form": form}, status=status_of(form)
    )


@desk(Permission.FUND_SEE)
def batches(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """What has been published so far."""
    return _batches_page(request, fund_id, forms.Pressed())


@desk(Permission.BATCH_PUBLISH)
@require_POST
def publish(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """Prove the book and put its figures before the street."""
    form = forms.Pressed(request.POST)
    if done(request, form, actions.publish_batch, fund_id=fund_id):
        return redirect("fund:desk_batches", fund_id)
    return _batches_page(request, fund_id, form)


# Small words --------------------------------------------------------------------------------------


def _donation_page(
    request: HttpRequest, page: queries.DonationPage, tried: Any = None
) -> HttpResponse:
    """The page of a gift; ``tried`` is a form that came back."""
    viewer = request.viewer
    where = {"place": page.card.place, "organisation": page.card.holder_id}
    context = {
        "page": page,
        "donation": page.card,
        "tried": tried,
        "may_keep": viewer.may(Permission.DONATION_RECEIVE, **where),
        "may_change": viewer.may(Permission.PURPOSE_CHANGE, **where),
    }
    status = status_of(tried) if tried else 200
    return render(request, "fund/desk/donation.html", context, status=status)


def _with_committee(request: HttpRequest, fund: queries.FundCard) -> dict[str, Any]:
    """A fund with its committee, its limit, and what this viewer may set of them."""
    viewer = request.viewer
    held = {"place": fund.place, "organisation": fund.holder_id}
    return {
        "fund": fund,
        "committee": committee.committee_of(("fund", "fund", fund.id)),
        "limit": queries.limit_card(fund.id),
        "may_found": viewer.may(Permission.COMMITTEE_KEEP, place=fund.place),
        "may_limit": viewer.may(Permission.AID_LIMIT_SET, **held),
        "may_keep_interests": viewer.may(Permission.INTEREST_KEEP, **held),
    }


def _batches_page(request: HttpRequest, fund_id: UUID, form: forms.Pressed) -> HttpResponse:
    fund = queries.fund(request.viewer, fund_id)
    may = request.viewer.may(
        Permission.BATCH_PUBLISH, place=fund.place, organisation=fund.holder_id
    )
    context = {
        "fund": fund,
        "form": form,
        "batches": queries.batches(request.viewer, fund_id),
        "may_publish": may and fund.opening_on,
    }
    return render(request, "fund/desk/batches.html", context, status=status_of(form))


def _tabs(counts: dict[str, int]) -> list[tuple[Any, ...]]:
    """A tab for each state; how many wait stands beside the open ones."""
    tabs: list[tuple[Any, ...]] = []
    for state, word in queries.STATE_WORDS.items():
        tab = (state, word, f"{reverse('fund:desk_index')}?state={state}")
        tabs.append((*tab, counts[state]) if state in counts else tab)
    return [*tabs, ("all", _("全部"), f"{reverse('fund:desk_index')}?state=all")]
