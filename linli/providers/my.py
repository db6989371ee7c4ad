"""A provider's own doors: what the street may read of me, and the terms I say yes or no to."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.identity.doors import done, my, status_of, today, typed
from linli.providers import actions, forms, queries


@my
@never_cache
def profile(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Tell of myself; it stands on the street while I want it to."""
    card = queries.my_provider(request.viewer, provider_id, today(request))
    form = forms.Telling(typed(request), initial=card._asdict())
    if request.method == "POST" and done(request, form, actions.describe, provider_id=provider_id):
        return redirect("providers:my_profile", provider_id)
    share = forms.ShareForm(initial={"hall_percent": card.hall_percent})
    context = {"card": card, "form": form, "share": share}
    return render(request, "providers/my/profile.html", context, status=status_of(form))


@my
@require_POST
def release(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Let the street read it."""
    actions.release(provider_id=provider_id, by=request.viewer, at=request.at)
    return redirect("providers:my_profile", provider_id)


@my
@require_POST
def withdraw(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Off the street again."""
    actions.withdraw(provider_id=provider_id, by=request.viewer, at=request.at)
    return redirect("providers:my_profile", provider_id)


@my
@require_POST
def share(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """What part of my income comes from here, if I want to say."""
    card = queries.my_provider(request.viewer, provider_id, today(request))
    form = forms.ShareForm(request.POST)
    if done(request, form, actions.tell_share, provider_id=provider_id):
        return redirect("providers:my_profile", provider_id)
    context = {"card": card, "form": forms.Telling(initial=card._asdict()), "share": form}
    return render(request, "providers/my/profile.html", context, status=status_of(form))


@my
@never_cache
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The terms, in plain words, and two buttons."""
    row = queries.my_agreement(request.viewer, agreement_id, today(request))
    return render(request, "providers/my/agreement.html", {"row": row, "form": forms.NoForm()})


@my
@require_POST
def agree(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Yes."""
    actions.answer(agreement_id=agreement_id, yes=True, by=request.viewer, at=request.at)
    return redirect("providers:my_agreement", agreement_id)


@my
@require_POST
def decline(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """No, and why."""
    row = queries.my_agreement(request.viewer, agreement_id, today(request))
    form = forms.NoForm(request.POST)
    if done(request, form, actions.answer, agreement_id=agreement_id, yes=False):
        return redirect("providers:my_agreement", agreement_id)
    context = {"row": row, "form": form}
    return render(request, "providers/my/agreement.html", context, status=status_of(form))
