"""The street's door: a neighbour tells us that somebody may need help. No login, no name needed."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.cases import actions, forms
from linli.identity.doors import public
from linli.kernel.cipher import keyring
from linli.kernel.refusal import Refused

LEADS_AN_HOUR = 10
HOUR_SECONDS = 60 * 60


class TooManyLeads(Refused):
    """More from one connection in an hour than a neighbour would send."""

    words = gettext_lazy("刚才已经从这里收到好几条了，先不再收。")
    remedy = gettext_lazy("请过一小时再写；着急的话，直接到社区来，或者打电话。")
    status = 429


@public
def tell(request: HttpRequest) -> HttpResponse:
    """The form; what was told becomes a lead, and its words are sealed."""
    on = timezone.localdate(request.at)
    place = request.GET.get("place", "")
    form = forms.TellForm(request.POST if request.method == "POST" else None, on=on, place=place)
    if request.method == "POST" and form.is_valid():
        _count_against_the_hour(request)
        actions.raise_lead(by=request.viewer, at=request.at, **form.values())
        return redirect("cases:public_thanks")
    status = 422 if form.errors else 200
    return render(request, "cases/public/tell.html", {"form": form}, status=status)


@public
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "cases/public/thanks.html")


def _count_against_the_hour(request: HttpRequest) -> None:
    """Count this one; a keyed hash stands for the address, and is forgotten after an hour.

    Two in the same moment may count as one: it keeps out a flood, not a fence-climber.
    """
    address = keyring().blind("lead_throttle", request.META.get("REMOTE_ADDR", ""))
    name = f"leads-{address.hex()}"
    told = cache.get(name, 0)
    if told >= LEADS_AN_HOUR:
        raise TooManyLeads
    cache.set(name, told + 1, HOUR_SECONDS)
