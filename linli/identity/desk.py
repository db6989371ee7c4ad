"""The desk's door: who works here, and in what role. It shows no resident."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.identity import actions, queries
from linli.identity.doors import desk
from linli.identity.forms import AppointForm, OrganisationForm, TakeOnForm
from linli.identity.permissions import Permission
from linli.kernel.refusal import Refused

P = Permission


@desk(P.ROLE_APPOINT)
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who holds or held a role here, and the organisations entered here."""
    context = {
        "staff": queries.staff(request.viewer, timezone.localdate(), request.GET.get("page", 1)),
        "organisations": queries.organisations(request.viewer),
    }
    return render(request, "identity/desk/index.html", context)


@desk(P.ROLE_APPOINT)
@never_cache
def take_on(request: HttpRequest) -> HttpResponse:
    """Somebody new; the answer is the slip with the first password, shown this once."""
    form = TakeOnForm(request.POST or None, viewer=request.viewer)
    if form.is_valid():
        typed = form.cleaned_data
        where = typed.pop("where")
        try:
            taken_on = actions.take_on(**typed, **where._asdict(), by=request.viewer, at=request.at)
        except Refused as refusal:
            form.add_error(None, f"{refusal}{refusal.next_step}")
        else:
            return _slip(request, taken_on.user.pk, taken_on.password)
    status = 422 if form.is_bound else 200
    return render(request, "identity/desk/take_on.html", {"form": form}, status=status)


@desk(P.ROLE_APPOINT)
def person(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """One person: roles held, a further role, a new first password, the login open or closed."""
    context = {
        "person": queries.staff_member(request.viewer, user_id, timezone.localdate()),
        "form": AppointForm(viewer=request.viewer),
        "is_me": user_id == request.viewer.user_id,
    }
    return render(request, "identity/desk/person.html", context)


@desk(P.ROLE_APPOINT)
@require_POST
def appoint(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """A further role from today."""
    person = queries.staff_member(request.viewer, user_id, timezone.localdate())
    form = AppointForm(request.POST, viewer=request.viewer)
    if not form.is_valid():
        context = {"person": person, "form": form}
        return render(request, "identity/desk/person.html", context, status=422)
    actions.appoint(
        user_id=user_id,
        role=form.cleaned_data["role"],
        from_on=timezone.localdate(request.at),
        by=request.viewer,
        at=request.at,
        **form.cleaned_data["where"]._asdict(),
    )
    return redirect("identity:desk_person", user_id)


@desk(P.ROLE_APPOINT)
@require_POST
def dismiss(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """A role ends today."""
    ended = actions.dismiss(
        role_id=role_id, on=timezone.localdate(request.at), by=request.viewer, at=request.at
    )
    return redirect("identity:desk_person", ended.user_id)


@desk(P.ROLE_APPOINT)
@require_POST
@never_cache
def new_password(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """A forgotten password; the answer is a slip with a new first one, shown this once."""
    password = actions.hand_out_password(user_id=user_id, by=request.viewer, at=request.at)
    return _slip(request, user_id, password)


@desk(P.ROLE_APPOINT)
@require_POST
def close_login(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Let nobody in by this login any more."""
    actions.close_login(user_id=user_id, by=request.viewer, at=request.at)
    return redirect("identity:desk_person", user_id)


@desk(P.ROLE_APPOINT)
@require_POST
def reopen_login(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Let its owner in again."""
    actions.reopen_login(user_id=user_id, by=request.viewer, at=request.at)
    return redirect("identity:desk_person", user_id)


@desk(P.ROLE_APPOINT)
def found_organisation(request: HttpRequest) -> HttpResponse:
    """The holder of the fund, or a body that works with us."""
    form = OrganisationForm(request.POST or None, viewer=request.viewer)
    if form.is_valid():
        actions.found_organisation(**form.cleaned_data, by=request.viewer, at=request.at)
        return redirect("identity:desk_index")
    status = 422 if form.is_bound else 200
    return render(request, "identity/desk/organisation.html", {"form": form}, status=status)


def _slip(request: HttpRequest, user_id: UUID, password: str) -> HttpResponse:
    """The paper handed to somebody: login and first password, nothing else."""
    person = queries.staff_member(request.viewer, user_id, timezone.localdate(request.at))
    context = {"person": person, "password": password}
    return render(request, "identity/desk/slip.html", context)
