"""The resident's doors: the fund's programmes that are open, and an application of one's own."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from linli.fund import actions, queries
from linli.fund.forms import aid as typed_forms
from linli.identity.doors import done, my, status_of, today, typed
from linli.people import queries as people


@my
@never_cache
def programmes(request: HttpRequest) -> HttpResponse:
    """What may be applied for now, and what has been."""
    home = people.my_home(request.viewer, today(request))
    told = home is not None and home.household_id is not None and not home.quiet
    context = {
        "programmes": queries.open_to_residents(home.place, today(request)) if home else [],
        "requests": queries.mine(home.household_id) if home and told else [],
    }
    return render(request, "fund/my/programmes.html", context)


@my
@never_cache
def apply(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Apply for oneself, or for a child who lives here."""
    home = people.my_home(request.viewer, today(request))
    found = queries.open_to_residents(home.place, today(request)) if home else []
    row = next((one for one in found if one.id == programme_id), None)
    if row is None:
        raise Http404
    file = people.my_file(request.viewer, today(request))
    persons = [(str(one.id), one.name) for one in (file.me, *file.children)]
    form = typed_forms.ApplyForm(typed(request), programme=row, persons=persons)
    if request.method == "POST" and done(request, form, actions.apply, programme_id=programme_id):
        return redirect("fund:my_programmes")
    context = {"row": row, "form": form}
    return render(request, "fund/my/apply.html", context, status=status_of(form))
