"""The desk's doors: what is due, one claim and all that can happen to it, its form on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.claims import actions, forms, queries
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound
from linli.people import queries as people


@desk(Permission.CLAIM_SEE)
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """What is due, the nearest day first."""
    default = "mine" if request.viewer.may(Permission.CLAIM_WORK) else "all"
    which = request.GET.get("which", default)
    context = {
        "which": which,
        "tabs": [
            ("mine", _("我办的"), "?which=mine"),
            ("all", _("本社区的"), "?which=all"),
            ("ended", _("结束了的"), "?which=ended"),
        ],
        "claims": queries.claims(request.viewer, today(request), which),
    }
    return render(request, "claims/desk/index.html", context)


@desk(Permission.CLAIM_SEE)
@never_cache
def household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """A household's claims, what may be begun for it, and its gap month by month."""
    card = queries.of_household(request.viewer, household_id, today(request))
    return render(request, "claims/desk/household.html", {"card": card})


@desk(Permission.CLAIM_WORK)
@require_POST
def begin(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Begin to apply for a family."""
    form = forms.BeginForm(request.POST)
    if not form.is_valid():
        raise NotFound
    made = actions.open_claim(
        household_id=household_id, by=request.viewer, at=request.at, **form.values()
    )
    return redirect("claims:desk_claim", made.pk)


@desk(Permission.CLAIM_SEE)
@never_cache
def claim(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """One claim: where it stands, what comes next, its papers, its months, its history."""
    card = queries.claim(request.viewer, claim_id, today(request))
    now = (*_money(card), *card.possible) if card.may_work else ()
    context = {"claim": card, "steps": [(key, forms.VERBS[key].word) for key in now]}
    return render(request, "claims/desk/claim.html", context)


@desk(Permission.CLAIM_WORK)
@never_cache
def agree(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """The family's word."""
    card = queries.claim(request.viewer, claim_id, today(request))
    home = people.household(request.viewer, card.household_id, today(request))
    adults = [(one.id, f"{one.name} · {one.relation}") for one in home.members if not one.minor]
    form = _form(request, forms.AgreeForm, card, adults=adults)
    if typed(request) and done(request, form, actions.agree, claim_id=claim_id):
        return redirect("claims:desk_claim", claim_id)
    context = {"claim": card, "form": form}
    return render(request, "claims/desk/agree.html", context, status=status_of(form))


@desk(Permission.CLAIM_WORK)
@never_cache
def enter(request: HttpRequest, claim_id: UUID, verb: str) -> HttpResponse:
    """One thing that happened: its form, its action, and back to the claim."""
    if verb not in forms.VERBS:
        raise NotFound
    card = queries.claim(request.viewer, claim_id, today(request))
    form = _form(request, forms.VERBS[verb].form, card)
    if typed(request) and done(request, form, forms.VERBS[verb].action, claim_id=claim_id):
        return redirect("claims:desk_claim", claim_id)
    context = {"claim": card, "form": form, "title": forms.VERBS[verb].word}
    return render(request, "claims/desk/enter.html", context, status=status_of(form))


@desk(Permission.CLAIM_WORK)
@require_POST
def take_back(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """An entry was a mistake."""
    form = forms.TakeBackForm(request.POST)
    if not form.is_valid():
        raise NotFound
    actions.take_back(claim_id=claim_id, by=request.viewer, at=request.at, **form.values())
    return redirect("claims:desk_claim", claim_id)


@desk(Permission.CLAIM_WORK)
@never_cache
def form(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """What the office's form asks, filled in from the records, with a letter of authority."""
    card = queries.claim(request.viewer, claim_id, today(request))
    paper = queries.paper_of(request.viewer, card, today(request))
    return render(request, "claims/desk/form.html", {"claim": card, "paper": paper})


@desk(Permission.CLAIM_SEE)
def photo(request: HttpRequest, claim_id: UUID, photo_id: UUID) -> HttpResponse:
    """A photo kept with a claim; kept by no cache."""
    sheet = queries.photo(request.viewer, claim_id, photo_id, today(request))
    response = HttpResponse(sheet.content, content_type=sheet.media_type)
    response["Cache-Control"] = "no-store"
    response["Content-Disposition"] = "inline"
    return response


def _form(request: HttpRequest, kind: Any, card: queries.ClaimCard, **more: Any) -> Any:
    initial = {name: request.GET[name] for name in ("position", "paper") if name in request.GET}
    return kind(
        typed(request), request.FILES or None, claim=card, today=today(request),
        language=get_language() or "zh-hans", initial=initial, **more,
    )  # fmt: skip


def _money(card: queries.ClaimCard) -> tuple[str, ...]:
    """What may be entered about its money now, which is what is entered most."""
    if not card.takes_money:
        return ()
    return ("arrival", "bill", "settlement") if card.grant.on_bills else ("arrival",)
