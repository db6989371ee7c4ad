"""What is known, and on what basis it may be kept."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.identity.doors import desk
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound
from linli.people import actions, queries
from linli.people.forms import FactForm, GroundForm, GuardianForm, KindForm, kind_named

P = Permission


@desk(P.RESIDENT_EDIT)
@never_cache
def fact_of_resident(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """State a fact about a person."""
    card = queries.resident(request.viewer, resident_id, timezone.localdate(request.at))
    return _fact_page(request, card, {"resident_id": resident_id})


@desk(P.RESIDENT_EDIT)
@never_cache
def fact_of_household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """State a fact about a household."""
    card = queries.household(request.viewer, household_id, timezone.localdate(request.at))
    return _fact_page(request, card, {"household_id": household_id})


@desk(P.RESIDENT_EDIT)
@require_POST
def retract(request: HttpRequest, fact_id: UUID) -> HttpResponse:
    """A fact was wrong."""
    fact = actions.retract_fact(fact_id=fact_id, by=request.viewer, at=request.at)
    return _back(fact)


@desk(P.RESIDENT_EDIT)
@never_cache
def basis_of_resident(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Record why a person's data may be kept."""
    card = queries.resident(request.viewer, resident_id, timezone.localdate(request.at))
    givers = [(str(kin.id), kin.name) for kin in card.guardians]
    if not card.child:
        givers.insert(0, (str(card.id), card.name))
    return _basis_page(request, givers, {"resident_id": resident_id})


@desk(P.RESIDENT_EDIT)
@never_cache
def basis_of_household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Record why a household's data may be kept."""
    card = queries.household(request.viewer, household_id, timezone.localdate(request.at))
    givers = [(str(one.id), one.name) for one in card.members if not one.minor]
    return _basis_page(request, givers, {"household_id": household_id})


@desk(P.RESIDENT_EDIT)
@require_POST
def withdraw(request: HttpRequest, basis_id: UUID) -> HttpResponse:
    """Somebody takes their consent back, and a worker enters it for them."""
    basis = actions.withdraw_basis(basis_id=basis_id, by=request.viewer, at=request.at)
    return _back(basis)


@desk(P.RESIDENT_EDIT)
@never_cache
def guardian(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Who is this minor's guardian."""
    on = timezone.localdate(request.at)
    card = queries.resident(request.viewer, resident_id, on)
    if card.household_id is None:
        raise NotFound
    home = queries.household(request.viewer, card.household_id, on)
    adults = [(str(one.id), one.name) for one in home.members if not one.minor]
    form = GuardianForm(request.POST or None, adults=adults)
    if form.attempt(actions.name_guardian, child_id=resident_id, by=request.viewer, at=request.at):
        return redirect("people:desk_resident", resident_id)
    context = {"form": form, "card": card}
    status = 422 if form.is_bound else 200
    return render(request, "people/desk/guardian.html", context, status=status)


@desk(P.RESIDENT_EDIT)
@require_POST
def end_guardian(request: HttpRequest, guardianship_id: UUID) -> HttpResponse:
    """From today no longer the guardian."""
    ended = actions.end_guardianship(
        guardianship_id=guardianship_id, by=request.viewer, at=request.at
    )
    return redirect("people:desk_resident", ended.child_id)


@desk(P.RESIDENT_OPEN)
@never_cache
def consent_paper(request: HttpRequest, basis_id: UUID) -> HttpResponse:
    """The photographed sheet of a consent."""
    sheet = queries.consent_paper(request.viewer, basis_id, timezone.localdate(request.at))
    response = HttpResponse(sheet.content, content_type=sheet.media_type)
    response["Content-Disposition"] = "inline"
    return response


def _fact_page(request: HttpRequest, card: Any, subject: dict[str, UUID]) -> HttpResponse:
    """First which kind, then its value: one decision a screen."""
    language = get_language() or "zh-hans"
    kind = kind_named(request.GET.get("kind", ""), of_person="resident_id" in subject)
    if kind is None:
        form = KindForm(of_person="resident_id" in subject, language=language)
        return render(request, "people/desk/fact_kind.html", {"form": form, **_ways(**subject)})
    form = FactForm(request.POST or None, kind=kind, card=card, language=language)
    if form.attempt(actions.state_fact, **subject, by=request.viewer, at=request.at):
        return _to(**subject)
    context = {"form": form, "kind": kind.name.speak(language), **_ways(**subject)}
    status = 422 if form.is_bound else 200
    return render(request, "people/desk/fact.html", context, status=status)


def _basis_page(
    request: HttpRequest, givers: list[tuple[str, str]], subject: dict[str, UUID]
) -> HttpResponse:
    form = GroundForm(request.POST or None, request.FILES or None, givers=givers)
    if form.attempt(actions.record_basis, **subject, by=request.viewer, at=request.at):
        return _to(**subject)
    context = {"form": form, "givers": givers, **_ways(**subject)}
    status = 422 if form.is_bound else 200
    return render(request, "people/desk/basis.html", context, status=status)


def _ways(**subject: UUID) -> dict[str, str]:
    """The addresses of the record and of its basis form."""
    kind = "resident" if "resident_id" in subject else "household"
    return {
        "back_url": reverse(f"people:desk_{kind}", kwargs=subject),
        "basis_url": reverse(f"people:desk_basis_of_{kind}", kwargs=subject),
    }


def _back(about: Any) -> HttpResponse:
    """To the record that a fact or a basis is about."""
    return _to(resident_id=about.resident_id, household_id=about.household_id)


def _to(resident_id: UUID | None = None, household_id: UUID | None = None) -> HttpResponse:
    if resident_id:
        return redirect("people:desk_resident", resident_id)
    return redirect("people:desk_household", household_id)
