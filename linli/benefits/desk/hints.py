"""The families nobody has told yet: the list, the answer, the week, and by whose leave."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.benefits import actions, queries
from linli.benefits.forms import AnswerForm, WorkloadForm
from linli.identity.doors import desk
from linli.identity.permissions import Permission
from linli.places import queries as places

P = Permission


@desk(P.HINT_ANSWER)
@never_cache
def hints(request: HttpRequest) -> HttpResponse:
    """The families that wait for me; for a supervisor also those nobody has been given."""
    viewer, on = request.viewer, timezone.localdate(request.at)
    context = {"families": queries.worklist(viewer, on), "notes": queries.notes(viewer, on)}
    if viewer.may(P.HINT_OVERSEE):
        context |= {
            "waiting": queries.waiting(viewer, on),
            "loads": queries.loads(viewer, on),
            "rates": queries.proved(viewer),
        }
    context["may_catch"] = viewer.may(P.HARDSHIP_CATCH)
    context["permitted"] = queries.any_permitted()
    context["may_permit"] = viewer.may(P.DISCOVERY_PERMIT)
    return render(request, "benefits/desk/hints.html", context)


@desk(P.HINT_ANSWER)
@never_cache
def answer(request: HttpRequest, hint_id: UUID) -> HttpResponse:
    """What became of one hint."""
    form = AnswerForm(request.POST or None)
    if form.attempt(actions.answer, hint_id=hint_id, by=request.viewer, at=request.at):
        return redirect("benefits:desk_hints")
    context = {
        "form": form,
        "family": queries.hint_of(request.viewer, hint_id, timezone.localdate(request.at)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "benefits/desk/answer.html", context, status=status)


@desk(P.HINT_OVERSEE)
@require_POST
def workload(request: HttpRequest) -> HttpResponse:
    """How many new families a worker takes on in a week."""
    form = WorkloadForm(request.POST)
    if form.is_valid():
        actions.set_workload(**form.cleaned_data, by=request.viewer, at=request.at)
    return redirect("benefits:desk_hints")


@desk(P.DISCOVERY_PERMIT)
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """The impact assessment of each of my communities, and whose signature it waits for."""
    mine = places.named(sorted(request.viewer.communities(P.DISCOVERY_PERMIT)))
    context = {"leaves": [queries.leave(request.viewer, one.code, str(one)) for one in mine]}
    return render(request, "benefits/desk/leave.html", context)


@desk(P.DISCOVERY_PERMIT)
@require_POST
def write_assessment(request: HttpRequest, place: str) -> HttpResponse:
    """Put the assessment forward."""
    actions.write_assessment(place=place, by=request.viewer, at=request.at)
    return redirect("benefits:desk_leave")


@desk(P.DISCOVERY_PERMIT)
@require_POST
def sign_assessment(request: HttpRequest, place: str) -> HttpResponse:
    """Sign what another has put forward: from now on families are looked for."""
    actions.sign_assessment(place=place, by=request.viewer, at=request.at)
    return redirect("benefits:desk_leave")
