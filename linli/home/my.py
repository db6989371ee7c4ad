"""A resident's own doors: today, services, help. What is kept about them is people's own page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from linli.cases import actions as case_actions, queries as cases
from linli.home import forms, queries
from linli.identity.doors import my
from linli.people import queries as people


@my
def today(request: HttpRequest) -> HttpResponse:
    """What waits for me."""
    found = queries.today(request.viewer, timezone.localdate(request.at), request.at)
    if found is None:
        return _not_linked(request)
    return render(request, "home/my/today.html", {"today": found})


@my
def services(request: HttpRequest) -> HttpResponse:
    """What I and the children with me may claim, and what else is here."""
    answers = queries.services(request.viewer, timezone.localdate(request.at))
    if answers is None:
        return _not_linked(request)
    return render(request, "home/my/services.html", {"answers": answers})


@my
def ask_for_help(request: HttpRequest) -> HttpResponse:
    """A few words to the community's social workers, and what became of earlier ones."""
    home = people.my_home(request.viewer, timezone.localdate(request.at))
    if home is None:
        return _not_linked(request)
    form = forms.HelpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        case_actions.raise_lead(
            place=home.place, by=request.viewer, at=request.at, for_self=True, **form.cleaned_data
        )
        return redirect("home:my_helped")
    context = {"form": form, "told": cases.asked_by(request.viewer)}
    return render(request, "home/my/help.html", context, status=422 if form.errors else 200)


@my
def slip(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """What my family holds against the published book: ``verify.py DIR --slip``."""
    held = queries.payment_slip(request.viewer, timezone.localdate(request.at), request_id)
    return JsonResponse(held, json_dumps_params={"ensure_ascii": False})


@my
def helped(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "home/my/helped.html")


def _not_linked(request: HttpRequest) -> HttpResponse:
    return render(request, "home/my/not_linked.html")
