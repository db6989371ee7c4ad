"""The resident's door: what is being applied for, for me and the children with me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from linli.claims import queries
from linli.identity.doors import my, today
from linli.people import queries as people


@my
@never_cache
def claims(request: HttpRequest) -> HttpResponse:
    """Where each of them stands, in a sentence, and what comes next."""
    home = people.my_home(request.viewer, today(request))
    told = []
    if home is not None and home.household_id is not None and not home.quiet:
        persons = {home.resident_id, *home.children}
        told = queries.mine(home.household_id, persons, today(request))
    return render(request, "claims/my/claims.html", {"claims": told})
