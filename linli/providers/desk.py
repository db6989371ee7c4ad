"""The desk's doors: who gives here, their papers, what is agreed with them, who stands in."""

import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.parts.templatetags.parts import spoken
from linli.programmes import queries as programmes
from linli.providers import actions, forms, queries


@desk(Permission.PROVIDER_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who gives here, and what runs out."""
    context = {
        "rows": queries.providers(request.viewer, today(request)),
        "due": queries.running_out(request.viewer, today(request)),
        "may_keep": request.viewer.may(Permission.PROVIDER_KEEP),
    }
    return render(request, "providers/desk/index.html", context)


@desk(Permission.PROVIDER_KEEP)
def enter(request: HttpRequest) -> HttpResponse:
    """A new provider."""
    place = min(request.viewer.communities(Permission.PROVIDER_KEEP))
    bodies = queries.body_choices(request.viewer, place)
    form = forms.ProviderForm(typed(request), bodies=bodies)
    if request.method == "POST" and (
        made := done(request, form, actions.enter_provider, place=place)
    ):
        return redirect("providers:desk_provider", made.pk)
    context = {"form": form, "bodies": bodies}
    return render(request, "providers/desk/enter.html", context, status=status_of(form))


@desk(Permission.PROVIDER_SEE)
def provider(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """A provider's file: what is told, papers, agreements."""
    context = {
        "card": queries.provider(request.viewer, provider_id, today(request)),
        "credentials": queries.credentials_of(request.viewer, provider_id, today(request)),
        "agreements": queries.agreements_of(request.viewer, provider_id, today(request)),
        "may_keep": request.viewer.may(Permission.PROVIDER_KEEP),
    }
    return render(request, "providers/desk/provider.html", context)


@desk(Permission.PROVIDER_KEEP)
def describe(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Write for somebody who does not write; they read it before the street does."""
    card = queries.provider(request.viewer, provider_id, today(request))
    form = forms.Telling(typed(request), initial=card._asdict())
    if request.method == "POST" and done(request, form, actions.describe, provider_id=provider_id):
        return redirect("providers:desk_provider", provider_id)
    context = {"card": card, "form": form}
    return render(request, "providers/desk/describe.html", context, status=status_of(form))


@desk(Permission.PROVIDER_KEEP)
def credential(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Keep a paper."""
    card = queries.provider(request.viewer, provider_id, today(request))
    form = forms.CredentialForm(
        typed(request), request.FILES or None, initial={"from_on": today(request)}
    )
    if request.method == "POST" and done(
        request, form, actions.keep_credential, provider_id=provider_id
    ):
        return redirect("providers:desk_provider", provider_id)
    context = {"card": card, "form": form}
    return render(request, "providers/desk/credential.html", context, status=status_of(form))


@desk(Permission.PROVIDER_SEE)
def scan(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    """The picture of a paper; kept by no cache."""
    sheet = queries.credential_scan(request.viewer, credential_id)
    headers = {"Cache-Control": "no-store", "Content-Disposition": "inline"}
    return HttpResponse(sheet.content, content_type=sheet.media_type, headers=headers)


@desk(Permission.PROVIDER_KEEP)
def propose(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Propose terms; the provider answers."""
    card = queries.provider(request.viewer, provider_id, today(request))
    earlier = [
        (each.id, f"{each.number} · {each.model_word}")
        for each in queries.agreements_of(request.viewer, provider_id, today(request))
        if each.state in ("in_force", "to_come")
    ]
    courses = programmes.courses_at(card.place)
    initial = {"from_on": today(request)}
    form = forms.ProposeForm(typed(request), courses=courses, earlier=earlier, initial=initial)
    if request.method == "POST" and (
        made := done(request, form, actions.propose, provider_id=provider_id)
    ):
        return redirect("providers:desk_agreement", made.pk)
    context = {"card": card, "form": form, "earlier": earlier}
    return render(request, "providers/desk/propose.html", context, status=status_of(form))


@desk(Permission.PROVIDER_SEE)
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """An agreement as it stands."""
    row = queries.kept_agreement(request.viewer, agreement_id, today(request))
    form = forms.EndForm(initial={"last_on": today(request)})
    context = {"row": row, "form": form, "may_keep": _may_keep(request, row.place)}
    return render(request, "providers/desk/agreement.html", context)


@desk(Permission.PROVIDER_KEEP)
def end(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The last day of an agreement."""
    row = queries.kept_agreement(request.viewer, agreement_id, today(request))
    form = forms.EndForm(typed(request), initial={"last_on": today(request)})
    if request.method == "POST" and done(
        request, form, actions.end_agreement, agreement_id=agreement_id
    ):
        return redirect("providers:desk_agreement", agreement_id)
    context = {"row": row, "form": form, "may_keep": True}
    return render(request, "providers/desk/agreement.html", context, status=status_of(form))


@desk(Permission.PROVIDER_KEEP)
def substitute(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Somebody else gives one session."""
    card = queries.provider(request.viewer, provider_id, today(request))
    form = forms.SubstituteForm(typed(request), **_may_stand_in(request, provider_id))
    if request.method == "POST" and done(request, form, actions.substitute, absent_id=provider_id):
        return redirect("providers:desk_provider", provider_id)
    context = {"card": card, "form": form}
    return render(request, "providers/desk/substitute.html", context, status=status_of(form))


def _may_stand_in(request: HttpRequest, provider_id: UUID) -> dict[str, Any]:
    """The sessions ahead that this provider gives, and everybody else who gives here."""
    ahead = queries.sessions_of_provider(
        provider_id, request.at, request.at + datetime.timedelta(days=forms.AHEAD_DAYS)
    )
    rows = queries.providers(request.viewer, today(request))
    return {
        "sessions": [(row.id, f"{spoken(row.start_at)} {row.title}") for row in ahead],
        "others": [(row.id, row.name) for row in rows if row.id != provider_id],
    }


def _may_keep(request: HttpRequest, place: str) -> bool:
    return request.viewer.may(Permission.PROVIDER_KEEP, place=place)
