"""The desk's door: what one family may claim, on a page that can be printed for the table."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.benefits import queries
from linli.identity.doors import desk
from linli.identity.permissions import Permission


@desk(Permission.BENEFIT_SEE)
def household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Every benefit of a household, explained, with its gap and what to ask next."""
    on = timezone.localdate(request.at)
    card = queries.benefits_of(request.viewer, household_id, on)
    return render(request, "benefits/desk/household.html", {"card": card})
