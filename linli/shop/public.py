"""The street's doors: the till of an unlocked device, and what became of a piece of goods.

A till has no account. Its signed cookie, given when it was unlocked for the day, is its permission;
a volunteer's four digits say whose turn it is. Everything here works as plain forms; the script
beside it saves presses and keeps selling when the network is gone.
"""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from linli.identity.doors import done, public, status_of, today, typed
from linli.kernel.money import spoken
from linli.kernel.refusal import NotFound, Refused
from linli.shop import actions, forms, published
from linli.shop.published import SHIFT_COOKIE, TILL_COOKIE

WRONG_CODES = 5
REST_SECONDS = 5 * 60


class TooManyCodes(Refused):
    """Somebody tries digits."""

    words = gettext_lazy("试错太多次了，这台平板先歇五分钟。")
    remedy = gettext_lazy("请开门的人再给您看一次今天的班次码。")
    status = 429
    mendable = False


@public
def till(request: HttpRequest) -> HttpResponse:
    """The till. Without a script the cart travels in the address."""
    counter = _counter(request)
    if counter is None:
        return render(request, "shop/public/locked.html", status=403)
    if counter.shift is None:
        return _shift_page(request, counter, forms.ShiftCodeForm())
    prices = published.prices(counter.till_id)
    cart, unknown = _cart(request, prices)
    context = {
        "counter": counter,
        "cart": cart,
        "unknown": unknown,
        "total_fen": sum(row.price_fen for row in cart),
        "sale_id": uuid4(),
        "undo_id": uuid4(),
        "last": published.last_slip(counter.till_id),
        "list": _for_script(counter, prices),
    }
    return render(request, "shop/public/till.html", context)


@public
@require_POST
def shift(request: HttpRequest) -> HttpResponse:
    """A volunteer takes over by four digits, or hands the till back."""
    counter = _counter(request)
    if counter is None:
        return render(request, "shop/public/locked.html", status=403)
    answer = redirect("shop:public_till")
    if "end" in request.POST:
        answer.delete_cookie(SHIFT_COOKIE.name, path=SHIFT_COOKIE.path)
        return answer
    _insist_on_few_tries(counter.till_id)
    form = forms.ShiftCodeForm(request.POST)
    begun = done(request, form, actions.begin_shift, till_id=counter.till_id)
    if begun is None:
        return _shift_page(request, counter, form)
    cache.delete(_tries(counter.till_id))
    answer.set_signed_cookie(value=str(begun.pk), **SHIFT_COOKIE.as_set(settings.LINLI_HTTPS))
    return answer


@public
@require_POST
def sell(request: HttpRequest) -> HttpResponse:
    """Sell; the script is answered in JSON, a plain form by the slip's page."""
    form = forms.SaleForm(request.POST)
    made = done(request, form, actions.sell, till_id=_till_id(request), shift_id=_shift_id(request))
    if request.headers.get("Accept") == "application/json":
        return _said(form, made)
    if made is None:
        return _refused(request, form)
    return redirect("shop:public_slip", made.pk)


@public
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Undo the till's last sale."""
    form = forms.UndoForm(request.POST)
    till_id, shift_id = _till_id(request), _shift_id(request)
    if done(request, form, actions.undo, till_id=till_id, shift_id=shift_id):
        return redirect("shop:public_slip", form.cleaned_data["sale_id"])
    return _refused(request, form)


@public
def take_back(request: HttpRequest) -> HttpResponse:
    """Take a piece back against its slip."""
    till_id, shift_id = _till_id(request), _shift_id(request)
    form = forms.ReturnForm(typed(request), initial={"return_id": uuid4()})
    if request.method == "POST" and (
        taken := done(request, form, actions.take_back, till_id=till_id, shift_id=shift_id)
    ):
        return render(request, "shop/public/taken_back.html", {"amount_fen": taken.amount_fen})
    return render(request, "shop/public/take_back.html", {"form": form}, status=status_of(form))


@public
def slip(request: HttpRequest, sale_id: UUID) -> HttpResponse:
    """A slip to print, with the day's number and a witness of the fund's chain."""
    card = published.slip(_till_id(request), sale_id)
    return render(request, "shop/public/slip.html", {"slip": card})


# What became of it --------------------------------------------------------------------------------


@public
def ask(request: HttpRequest) -> HttpResponse:
    """Type the code of a piece."""
    if code := request.GET.get("code", "").strip():
        return redirect("shop:public_item", code[:20])
    return render(request, "shop/public/ask.html")


@public
def item(request: HttpRequest, code: str) -> HttpResponse:
    """What became of the piece with this code: no name, no family, no day finer than allowed."""
    story = published.story(code, today(request))
    status = 200 if story else 404
    return render(request, "shop/public/item.html", {"story": story, "code": code}, status=status)


# Small words --------------------------------------------------------------------------------------


def _counter(request: HttpRequest) -> published.Counter | None:
    till_id = _kept(request, TILL_COOKIE)
    return published.counter(till_id, _shift_id(request)) if till_id else None


def _till_id(request: HttpRequest) -> UUID:
    """The till of this device. Raises ``NotFound`` on any other device."""
    till_id = _kept(request, TILL_COOKIE)
    if till_id is None:
        raise NotFound
    return till_id


def _shift_id(request: HttpRequest) -> UUID | None:
    return _kept(request, SHIFT_COOKIE)


def _kept(request: HttpRequest, cookie: published.Cookie) -> UUID | None:
    """The id a signed cookie of this device holds, if it does."""
    text = request.get_signed_cookie(
        cookie.name, default="", salt=cookie.salt, max_age=cookie.seconds
    )
    return forms.id_in(text)


def _cart(
    request: HttpRequest, prices: list[published.PriceRow]
) -> tuple[list[published.PriceRow], str]:
    """The pieces named in the address, each once, and what was typed that is none of them."""
    known = {row.code: row for row in prices}
    codes = [forms.code_in(text) for text in request.GET.getlist("cart")]
    typed_code = request.GET.get("code", "")
    added = forms.code_in(typed_code)
    dropped = request.GET.get("drop", "")
    wanted = dict.fromkeys(code for code in [*codes, added] if code in known and code != dropped)
    unknown = typed_code if typed_code and added not in known else ""
    return [known[code] for code in wanted], unknown


def _for_script(counter: published.Counter, prices: list[published.PriceRow]) -> dict[str, Any]:
    """What the script keeps for when the network is gone."""
    return {
        "till": str(counter.till_id),
        "free": counter.free_most,
        "items": {row.code: [row.title, row.price_fen, row.least_fen] for row in prices},
        "words": {
            "unknown": _("架上没有这个编号："),
            "queued": _("没有网络，这一单先记在平板上，有网了会自己传。"),
            "waiting": _("还没传上去的单："),
            "sent": _("都传上去了。"),
            "stuck": _("有的单没有收下，请给收摊的人看："),
            "change": _("找"),
            "paid": _("收"),
            "low": _("今天不能卖这么低。"),
            "short": _("收到的钱不够。"),
            "slip": _("打印小票"),
            "undo": _("撤销上一单"),
            "insist": _("东西就在手里，照样卖"),
            "stay": _("现在没有网络，先不要离开这一页；等有网再按。"),
            "noNumber": _("单号等有网再补，先记："),
        },
    }


def _said(form: forms.SaleForm, made: Any) -> JsonResponse:
    """What the script is told: the slip, or why not."""
    if made is None:
        errors = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"words": " ".join(errors)}, status=409)
    change = made.handed_fen - made.total_fen - made.kept_fen
    return JsonResponse(
        {
            "slip": f"{made.day.on:%Y%m%d}-{made.number}",
            "url": reverse("shop:public_slip", args=[made.pk]),
            "paid": spoken(made.total_fen + made.kept_fen),
            "change": spoken(change),
        }
    )


def _refused(request: HttpRequest, form: Any) -> HttpResponse:
    """A sale that was not made: why, and its own lines to send once more if it is in the hand."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "insist")
    ]
    context = {"form": form, "sent": sent, "again": "code" in request.POST}
    return render(request, "shop/public/refused.html", context, status=422)


def _shift_page(
    request: HttpRequest, counter: published.Counter, form: forms.ShiftCodeForm
) -> HttpResponse:
    context = {"counter": counter, "form": form}
    return render(request, "shop/public/shift.html", context, status=status_of(form))


def _tries(till_id: UUID) -> str:
    return f"shift-tries-{till_id}"


def _insist_on_few_tries(till_id: UUID) -> None:
    """Ten thousand codes are few: five wrong ones, and the till rests. A right one begins anew."""
    tried = cache.get(_tries(till_id), 0)
    if tried >= WRONG_CODES:
        raise TooManyCodes
    cache.set(_tries(till_id), tried + 1, REST_SECONDS)
