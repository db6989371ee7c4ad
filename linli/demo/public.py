"""The demo's doors: the cast on one page, and one press to become any of them.

They have addresses in demo mode only (``urls``), and the action behind them refuses besides.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.demo import actions, published
from linli.identity.doors import public


@public
def cast(request: HttpRequest) -> HttpResponse:
    """Who plays here, and how to walk Ms Wang's story."""
    context = {
        "steps": published.steps(),
        "residents": published.residents(),
        "staff": published.staff(),
    }
    return render(request, "demo/public/cast.html", context)


@public
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Become one of the cast; with a step of the story, stand where it is done."""
    step = published.step(request.POST.get("step", ""))
    if step is None:
        actions.step_in(request=request, username=request.POST.get("who", ""))
        return redirect("site:after_sign_in")
    if step.player is None:
        actions.step_out(request=request)
    else:
        actions.step_in(request=request, username=step.player.username)
    return redirect(step.lands)
