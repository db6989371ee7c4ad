"""The desk's doors to the goods: what comes in, where it stands, where it goes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_POST

from linli.fund import queries as funds
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.shop import actions, forms, queries

STEPS: dict[str, Callable[..., Any]] = {
    "shelved": actions.put_out,
    "stored": actions.put_away,
    "handed_back": actions.hand_back,
}


@desk(Permission.SHOP_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The corners at a glance: may it sell today, is it open, what waits."""
    viewer, on = request.viewer, today(request)
    corners = [
        {
            "card": card,
            "basis": queries.basis_today(viewer, card.id, on),
            "day": queries.day_today(viewer, card.id, on),
            "expiring": queries.expiring(viewer, card.id, on),
            "may_open": viewer.may(Permission.SHOP_OPEN, card.place, card.holder_id),
            "may_receive": viewer.may(Permission.GOODS_RECEIVE, card.place, card.holder_id),
        }
        for card in queries.corners(viewer)
    ]
    context = {
        "corners": corners,
        "overdue": queries.overdue_counts(viewer, on),
        "may_found": viewer.may(Permission.SHOP_BASIS),
    }
    return render(request, "shop/desk/index.html", context)


@desk(Permission.SHOP_BASIS)
def found(request: HttpRequest) -> HttpResponse:
    """Open a corner for a community whose fund the holder keeps."""
    form = forms.CornerForm(typed(request), funds=funds.funds(request.viewer))
    if request.method == "POST" and done(request, form, actions.open_corner):
        return redirect("shop:desk_index")
    return render(request, "shop/desk/found.html", {"form": form}, status=status_of(form))


@desk(Permission.SHOP_SEE)
def goods(request: HttpRequest, corner_id: UUID) -> HttpResponse:
    """The pieces of a corner, by where they stand."""
    viewer, asked = request.viewer, request.GET
    card = queries.corner(viewer, corner_id)
    stand, q = asked.get("stand", "" if asked.get("q") else "shelf"), asked.get("q", "")
    context = {
        "corner": card,
        "stand": stand,
        "q": q,
        "tabs": _tabs(card, queries.expiring(viewer, corner_id, today(request))),
        "items": queries.items(viewer, corner_id, today(request), stand, q, asked.get("page", 1)),
        "may_receive": viewer.may(Permission.GOODS_RECEIVE, card.place, card.holder_id),
    }
    return render(request, "shop/desk/goods.html", context)


# What is handed in --------------------------------------------------------------------------------


@desk(Permission.GOODS_RECEIVE)
def receive(request: HttpRequest, corner_id: UUID) -> HttpResponse:
    """Begin a receiving slip."""
    card = queries.corner(request.viewer, corner_id)
    form = forms.IntakeForm(typed(request), today=today(request))
    if request.method == "POST" and (
        made := done(request, form, actions.take_in, corner_id=corner_id)
    ):
        return redirect("shop:desk_intake", made.pk)
    context = {"corner": card, "form": form}
    return render(request, "shop/desk/receive.html", context, status=status_of(form))


@desk(Permission.GOODS_RECEIVE)
def intake(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """A receiving slip: put a piece on it, one after another."""
    form = forms.ItemForm(typed(request), request.FILES or None)
    card = queries.intake(request.viewer, intake_id, today(request))
    if request.method == "POST" and done(request, form, actions.add_item, intake_id=intake_id):
        return redirect("shop:desk_intake", intake_id)
    context = {"intake": card, "form": form}
    return render(request, "shop/desk/intake.html", context, status=status_of(form))


@desk(Permission.GOODS_RECEIVE)
def slip(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """The slip to print; both sign it."""
    card = queries.intake(request.viewer, intake_id, today(request))
    context = {"intake": card, "goods_url": request.build_absolute_uri("/goods/")}
    return render(request, "shop/desk/slip.html", context)


@desk(Permission.SHOP_SEE)
def labels(request: HttpRequest, corner_id: UUID) -> HttpResponse:
    """Price labels, 24 on a sheet of A4: of the codes named, or of all that stands on the shelf."""
    codes = request.GET.getlist("code")
    sheets = queries.labels(request.viewer, corner_id, codes, today(request))
    context = {
        "corner": queries.corner(request.viewer, corner_id),
        "sheets": sheets,
        "labels": sum(len(sheet) for sheet in sheets),
        "a_sheet": queries.LABELS_A_SHEET,
        "goods_url": request.build_absolute_uri("/goods/"),
    }
    return render(request, "shop/desk/labels.html", context)


# One piece ----------------------------------------------------------------------------------------


@desk(Permission.SHOP_SEE)
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """One piece: its photo, its price, every move."""
    return _item_page(request, item_id)


@desk(Permission.SHOP_SEE)
def photo(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Its photo; kept by no cache."""
    sheet = queries.item_photo(request.viewer, item_id)
    headers = {"Cache-Control": "no-store", "Content-Disposition": "inline"}
    return HttpResponse(sheet.content, content_type=sheet.media_type, headers=headers)


@desk(Permission.GOODS_RECEIVE)
@require_POST
def price(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Price a piece."""
    form = forms.PriceForm(request.POST)
    if done(request, form, actions.set_price, item_id=item_id):
        return redirect("shop:desk_item", item_id)
    return _item_page(request, item_id, tried=form)


@desk(Permission.GOODS_RECEIVE)
@require_POST
def move(request: HttpRequest, item_id: UUID, kind: str) -> HttpResponse:
    """Put it out, take it away, hand it back."""
    if kind not in STEPS:
        raise NotFound
    STEPS[kind](item_id=item_id, by=request.viewer, at=request.at)
    return redirect("shop:desk_item", item_id)


@desk(Permission.GOODS_RECEIVE)
@require_POST
def write_off(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Write a piece off."""
    form = forms.WriteOffForm(request.POST)
    if done(request, form, actions.write_off, item_id=item_id):
        return redirect("shop:desk_item", item_id)
    return _item_page(request, item_id, tried=form)


@desk(Permission.GOODS_GIVE)
def give(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Give a family a piece, by the code on its label."""
    family = people.household(request.viewer, household_id, today(request))
    form = forms.GiveForm(typed(request))
    if request.method == "POST" and done(request, form, actions.give, household_id=household_id):
        return redirect("workbench:desk_household", household_id)
    context = {"family": family, "form": form}
    return render(request, "shop/desk/give.html", context, status=status_of(form))


# Stock-take ---------------------------------------------------------------------------------------


@desk(Permission.SHOP_SEE)
def stock(request: HttpRequest, corner_id: UUID) -> HttpResponse:
    """Stock-takes so far, and a new one."""
    viewer, card = request.viewer, queries.corner(request.viewer, corner_id)
    form = forms.StockForm(typed(request))
    if request.method == "POST" and (
        taken := done(request, form, actions.count_stock, corner_id=corner_id)
    ):
        return redirect("shop:desk_stocktake", taken.pk)
    context = {
        "corner": card,
        "form": form,
        "taken": queries.stocktakes(viewer, corner_id),
        "may_count": viewer.may(Permission.GOODS_RECEIVE, card.place, card.holder_id),
    }
    return render(request, "shop/desk/stock.html", context, status=status_of(form))


@desk(Permission.SHOP_SEE)
def stocktake(request: HttpRequest, stocktake_id: UUID) -> HttpResponse:
    """What one found and what it would move."""
    card = queries.stocktake(request.viewer, stocktake_id, today(request))
    return render(request, "shop/desk/stocktake.html", {"card": card})


@desk(Permission.SHOP_OPEN)
@require_POST
def confirm_stock(request: HttpRequest, stocktake_id: UUID) -> HttpResponse:
    """The second person confirms."""
    actions.confirm_stock(stocktake_id=stocktake_id, by=request.viewer, at=request.at)
    return redirect("shop:desk_stocktake", stocktake_id)


@desk(Permission.SHOP_SEE)
def card(request: HttpRequest) -> HttpResponse:
    """The one printed card that teaches the till."""
    return render(request, "shop/desk/card.html")


# Small words --------------------------------------------------------------------------------------


def _item_page(request: HttpRequest, item_id: UUID, tried: Any = None) -> HttpResponse:
    card = queries.item(request.viewer, item_id, today(request))
    forms_here = {"price": forms.PriceForm(), "write_off": forms.WriteOffForm()}
    if tried:
        forms_here["price" if isinstance(tried, forms.PriceForm) else "write_off"] = tried
    context = {
        "card": card,
        "forms": forms_here,
        "steps": [(kind, queries.MOVE_WORDS[kind]) for kind in STEPS if kind in card.may],
        "goods_url": request.build_absolute_uri("/goods/"),
    }
    status = status_of(tried) if tried else 200
    return render(request, "shop/desk/item.html", context, status=status)


def _tabs(card: queries.CornerCard, expiring: int) -> list[tuple[Any, ...]]:
    address, language = reverse("shop:desk_goods", args=[card.id]), get_language() or "zh-hans"
    tabs: list[tuple[Any, ...]] = [
        (stand, queries.STAND_WORDS[stand].speak(language), f"{address}?stand={stand}",
         card.pieces.get(stand, 0))
        for stand in ("shelf", "store")
    ]  # fmt: skip
    tabs.append(("soon", _("快到期"), f"{address}?stand=soon", expiring))
    tabs += [
        (stand, queries.STAND_WORDS[stand].speak(language), f"{address}?stand={stand}")
        for stand in ("buyer", "family", "waste", "donor", "missing")
    ]
    return tabs
