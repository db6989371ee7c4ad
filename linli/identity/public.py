"""The street's door: where a new house gets its first administrator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from linli.identity import actions, sign_in
from linli.identity.doors import public
from linli.identity.forms import FirstAdministratorForm
from linli.identity.sign_in import links


@public
@never_cache
@sensitive_post_parameters("password", "again")
def first_administrator(request: HttpRequest, token: str) -> HttpResponse:
    """By the link printed on the console: name, login, password; then the second factor."""
    link_id = links.read(token, on=timezone.localdate(request.at))
    form = FirstAdministratorForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(
            request, "identity/public/first_administrator.html", {"form": form}, status=status
        )
    typed = {name: form.cleaned_data[name] for name in ("username", "name", "password", "place")}
    user = actions.appoint_first_administrator(link_id=link_id, at=request.at, **typed)
    sign_in.enter(request, user)
    return redirect("identity:second_factor")
