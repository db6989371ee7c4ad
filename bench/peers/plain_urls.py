"""The peer's two pages: the same templates and rows as ours, written as a tutorial would.

The public page calls our view without its door. The list reads 25 residents plainly and renders our
template with our masked rows made beforehand, so masking and scope are charged to us alone.
"""

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from linli.demo.cast import PLACE
from linli.identity.permissions import Held, Viewer, nobody
from linli.people import queries as people
from linli.people.models import Resident
from linli.site.urls import urlpatterns as ours
from linli.transparency import public as street

WORKER = Viewer(held=(Held("social_worker", frozenset({PLACE}), None),))


def home(request: HttpRequest) -> HttpResponse:
    """The public page, without its door."""
    request.viewer, request.at = nobody(), timezone.now()
    return street.home.__wrapped__(request)


@login_required
def residents(request: HttpRequest) -> HttpResponse:
    """The list of residents: one user, one query, one template."""
    request.viewer = WORKER
    list(Resident.objects.filter(place=PLACE).order_by("name_pinyin", "id")[:25])
    return render(request, "people/desk/index.html", _context())


@cache
def _context() -> dict[str, Any]:
    page = people.residents(WORKER, timezone.localdate())
    return {"page": page, "may_edit": True, "may_import": True, "asked": 0, "may_answer": False}


urlpatterns = [path("", home), path("desk/people/", residents), *ours]
