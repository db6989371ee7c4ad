"""A resident's doors: I cannot come, I can after all, how it was; who may fetch my child."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.attendance import actions, forms, published, queries
from linli.identity.doors import done, my, status_of, today


@my
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """What is to come, with a button for who cannot; what was, with three faces."""
    return _page(request)


@my
@require_POST
def excuse(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """I, or my child, will not come this time."""
    form = forms.WalkInForm(request.POST)
    more = {"session_id": session_id, "method": "app"}
    return _back(request, form, done(request, form, actions.excuse, **more))


@my
@require_POST
def come(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """We come after all."""
    form = forms.WalkInForm(request.POST)
    if form.is_valid():
        actions.come_after_all(
            session_id=session_id, people_ids=form.cleaned_data["people"], by=request.viewer,
            at=request.at,
        )  # fmt: skip
    return redirect("attendance:my_index")


@my
@require_POST
def feel(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """One tap: how it was."""
    form = forms.FaceForm(request.POST)
    said = done(request, form, actions.give_feedback, session_id=session_id)
    if said is not None:
        messages.success(request, gettext("谢谢，记下了。"))
    return _back(request, form, said)


@my
@never_cache
def children(request: HttpRequest) -> HttpResponse:
    """Who may fetch my children, and what the door must know of them."""
    return _children(request)


@my
@require_POST
def name(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """I name somebody who may fetch my child."""
    form = forms.FetcherForm(request.POST, auto_id=f"%s-{child_id}")
    made = done(request, form, actions.name_fetcher, child_id=child_id)
    return _children(request, form, made, child_id)


@my
@require_POST
def sign(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """I tell of an allergy, or about photographs."""
    form = forms.SignForm(request.POST, auto_id=f"%s-{child_id}")
    made = done(request, form, actions.tell_sign, child_id=child_id)
    return _children(request, form, made, child_id)


@my
@require_POST
def name_back(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """That person fetches my child no more."""
    actions.take_back_fetcher(permit_id=permit_id, by=request.viewer, at=request.at)
    return redirect("attendance:my_children")


@my
@require_POST
def sign_back(request: HttpRequest, sign_id: UUID) -> HttpResponse:
    """It is not so any more."""
    actions.take_back_sign(sign_id=sign_id, by=request.viewer, at=request.at)
    return redirect("attendance:my_children")


def _children(
    request: HttpRequest,
    form: forms.Pressed | None = None,
    made: object = None,
    typed_for: UUID | None = None,
) -> HttpResponse:
    if made is not None:
        return redirect("attendance:my_children")
    context = {
        "children": queries.my_children(request.viewer, on=today(request)),
        "form": form,
        "fetcher": forms.FetcherForm(),
        "typed_for": typed_for,
    }
    status = 200 if form is None else status_of(form)
    return render(request, "attendance/my/children.html", context, status=status)


def _back(request: HttpRequest, form: forms.Pressed, made: object) -> HttpResponse:
    return _page(request, form) if made is None else redirect("attendance:my_index")


def _page(request: HttpRequest, form: forms.Pressed | None = None) -> HttpResponse:
    mine = queries.my_door(request.viewer, on=today(request), at=request.at)
    context = {
        "mine": mine,
        "form": form,
        "deposits": queries.my_deposits(request.viewer, on=today(request), at=request.at),
        "rules": published.RULES,
    }
    status = 200 if form is None else status_of(form)
    return render(request, "attendance/my/index.html", context, status=status)
