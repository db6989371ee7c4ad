"""A resident's doors: my season passes, what is left of them, and asking for one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.identity.doors import done, my, status_of, today, typed
from linli.people import queries as people
from linli.pricing import actions, forms, queries


@my
@never_cache
def passes(request: HttpRequest) -> HttpResponse:
    """What I and my children have, and what there is; one press asks for it, money is for later."""
    form, on = forms.SellForm(typed(request)), today(request)
    if request.method == "POST" and done(request, form, actions.sell_pass):
        return redirect("pricing:my_passes")
    with_me = people.companions(request.viewer, on)
    ids, names = [each.id for each in with_me], {each.id: each.name for each in with_me}
    held = queries.passes_of(ids)
    unpaid = {(one.kind_id, one.resident_id) for one in held if not one.ended and not one.first}
    shelf = queries.shelf(queries.place_of(ids[0]), ids, on) if ids else []
    context = {
        "form": form,
        "with_me": with_me,
        "held": [
            (each, names[each.resident_id], each.good_on(on)) for each in held if not each.ended
        ],
        "ended": [(each, names[each.resident_id], False) for each in held if each.ended],
        "shelf": [
            (
                each.kind,
                [
                    (names[one.resident_id], one, (each.kind.row.id, one.resident_id) in unpaid)
                    for one in each.prices
                ],
            )
            for each in shelf
        ],
    }
    return render(request, "pricing/my/passes.html", context, status=status_of(form))


@my
@require_POST
def drop(request: HttpRequest, pass_id: UUID) -> HttpResponse:
    """I do not want it after all; nothing was paid."""
    actions.return_pass(pass_id=pass_id, by=request.viewer, at=request.at)
    return redirect("pricing:my_passes")
