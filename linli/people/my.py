"""The resident's door: my file, and who looked at it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.identity.doors import my
from linli.people import actions, queries


@my
@never_cache
def file(request: HttpRequest) -> HttpResponse:
    """What is kept of me and my children, on what basis, and who looked."""
    mine = queries.my_file(request.viewer, timezone.localdate(request.at))
    return render(request, "people/my/file.html", {"file": mine})


@my
@require_POST
def withdraw(request: HttpRequest, basis_id: UUID) -> HttpResponse:
    """Take a consent of mine back."""
    actions.withdraw_basis(basis_id=basis_id, by=request.viewer, at=request.at)
    return redirect("people:my_file")
