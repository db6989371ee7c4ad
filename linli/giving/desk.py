"""The desk's doors: promises, boxes, goods, plans, related parties, partners."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.fund import queries as funds
from linli.giving import actions, forms, queries
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound


@desk(Permission.GIVING_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """What waits for somebody, door by door."""
    context = {"doors": queries.doors(request.viewer, today(request))}
    return render(request, "giving/desk/index.html", context)


# Promises and agreements --------------------------------------------------------------------------


@desk(Permission.FUND_SEE)
def pledges(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """Every promise; those that are late first."""
    context = {
        "fund": funds.fund(request.viewer, fund_id),
        "pledges": queries.pledges(request.viewer, fund_id, today(request)),
        "may_keep": request.viewer.may(Permission.GIVING_KEEP),
    }
    return render(request, "giving/desk/pledges.html", context)


@desk(Permission.GIVING_KEEP)
def new_pledge(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """Somebody promises."""
    agreements = queries.agreements(request.viewer, fund_id)
    form = forms.PledgeForm(typed(request), today=today(request), agreements=agreements)
    back = reverse("giving:desk_pledges", args=[fund_id])
    return _entered(request, form, actions.pledge, back, _("登记认捐"), fund_id=fund_id)


@desk(Permission.GIVING_KEEP)
@never_cache
def pledge(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """One promise, and what has come of it."""
    return _pledge_page(request, pledge_id)


@desk(Permission.GIVING_KEEP)
@require_POST
def receive_instalment(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """Money came."""
    form = forms.InstalmentForm(request.POST, today=today(request))
    queries.pledge(request.viewer, pledge_id, today(request))
    if done(request, form, actions.receive_instalment, pledge_id=pledge_id):
        return redirect("giving:desk_pledge", pledge_id)
    return _pledge_page(request, pledge_id, form)


@desk(Permission.GIVING_KEEP)
@require_POST
def end_pledge(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """The donor stops."""
    form = forms.EndPledgeForm(request.POST)
    queries.pledge(request.viewer, pledge_id, today(request))
    done(request, form, actions.end_pledge, pledge_id=pledge_id)
    return redirect("giving:desk_pledge", pledge_id)


@desk(Permission.FUND_SEE)
def agreements(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """The written agreements."""
    context = {
        "fund": funds.fund(request.viewer, fund_id),
        "agreements": queries.agreements(request.viewer, fund_id),
        "may_keep": request.viewer.may(Permission.GIVING_KEEP),
    }
    return render(request, "giving/desk/agreements.html", context)


@desk(Permission.GIVING_KEEP)
def new_agreement(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """One that was signed."""
    funds.fund(request.viewer, fund_id)
    form = forms.AgreementForm(typed(request), request.FILES or None, today=today(request))
    back = reverse("giving:desk_agreements", args=[fund_id])
    return _entered(request, form, actions.sign_agreement, back, _("登记捐赠协议"), fund_id=fund_id)


@desk(Permission.FUND_SEE)
def agreement_paper(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The signed paper."""
    sheet = queries.agreement_paper(request.viewer, agreement_id)
    return HttpResponse(sheet.content, content_type=sheet.media_type)


# Boxes --------------------------------------------------------------------------------------------


@desk(Permission.BOX_COUNT)
def boxes(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """The boxes, and what was counted last."""
    context = {
        "fund_id": fund_id,
        "boxes": queries.boxes(request.viewer, fund_id),
        "counts": queries.counts(request.viewer, fund_id),
        "may_place": request.viewer.may(Permission.GIVING_KEEP),
    }
    return render(request, "giving/desk/boxes.html", context)


@desk(Permission.GIVING_KEEP)
def new_box(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """A box is put up."""
    funds.fund(request.viewer, fund_id)
    form = forms.BoxForm(typed(request))
    back = reverse("giving:desk_boxes", args=[fund_id])
    return _entered(request, form, actions.place_box, back, _("放一个捐款箱"), fund_id=fund_id)


@desk(Permission.BOX_COUNT)
def count_box(request: HttpRequest, box_id: UUID) -> HttpResponse:
    """The first person counts."""
    box = queries.box(request.viewer, box_id)
    form = forms.CountForm(typed(request))
    back = reverse("giving:desk_boxes", args=[box.fund_id])
    lead = _("两个人当面打开，各数各的。第一个人在这里写每种面值有几张。")
    title = _("清点捐款箱 %(label)s") % {"label": box.label}
    return _entered(
        request, form, actions.count_box, back, title, lead,
        page="giving/desk/count.html", box_id=box_id,
    )  # fmt: skip


@desk(Permission.BOX_COUNT)
def count_again(request: HttpRequest, count_id: UUID) -> HttpResponse:
    """The second person counts, and is not told what the first found."""
    count = queries.count(request.viewer, count_id)
    form = forms.CountAgainForm(typed(request))
    back = reverse("giving:desk_boxes", args=[count.fund_id])
    lead = _("你不会看到第一个人数了多少。两个人一样，才算数。")
    title = _("第二个人清点 %(label)s") % {"label": count.label}
    return _entered(request, form, actions.count_again, back, title, lead, count_id=count_id)


@desk(Permission.GIVING_KEEP)
@require_POST
def take_box_away(request: HttpRequest, box_id: UUID) -> HttpResponse:
    """It does not stand any more."""
    box = queries.box(request.viewer, box_id)
    actions.take_box_away(box_id=box_id, by=request.viewer, at=request.at)
    return redirect("giving:desk_boxes", box.fund_id)


# Goods --------------------------------------------------------------------------------------------


@desk(Permission.GOODS_GIVE)
def goods(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """What was given for use, and what is left."""
    context = {
        "fund_id": fund_id,
        "goods": queries.goods(request.viewer, fund_id),
        "may_receive": request.viewer.may(Permission.GIVING_KEEP),
        "today": today(request),
    }
    return render(request, "giving/desk/goods.html", context)


@desk(Permission.GIVING_KEEP)
def new_goods(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """Goods came."""
    funds.fund(request.viewer, fund_id)
    form = forms.GoodsForm(typed(request), today=today(request))
    back = reverse("giving:desk_goods", args=[fund_id])
    return _entered(
        request, form, actions.receive_goods, back, _("登记捐来的东西"), fund_id=fund_id
    )


@desk(Permission.GOODS_GIVE)
def goods_gift(request: HttpRequest, gift_id: UUID) -> HttpResponse:
    """One gift of goods: where its pieces went, and the slip for both to sign."""
    gift, uses = queries.goods_gift(request.viewer, gift_id)
    form = forms.UseForm(typed(request), today=today(request))
    if typed(request) and done(request, form, actions.use_goods, gift_id=gift_id):
        return redirect("giving:desk_goods_gift", gift_id)
    context = {"gift": gift, "uses": uses, "form": form}
    return render(request, "giving/desk/goods_gift.html", context, status=status_of(form))


@desk(Permission.GOODS_GIVE)
def give(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Goods for one family."""
    goods = queries.goods_for(request.viewer, household_id)
    request.viewer.looked_at("household", household_id, "goods", place=goods.place)
    form = forms.GiveForm(typed(request), today=today(request), goods=goods.rows)
    subject = {"household_id": household_id, "reason": "family"}
    if typed(request) and done(request, form, actions.use_goods, **subject):
        return redirect("giving:desk_give", household_id)
    context = {"form": form, "goods": goods, "household_id": household_id}
    return render(request, "giving/desk/give.html", context, status=status_of(form))


# Plans, related parties, where to give ------------------------------------------------------------


@desk(Permission.FUND_SEE)
def plans(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """The plans as filed, and what has come in under them."""
    context = {
        "fund": funds.fund(request.viewer, fund_id),
        "plans": queries.plans(request.viewer, fund_id),
        "today": today(request),
        "may_file": request.viewer.may(Permission.FUNDRAISING_FILE),
        "point": queries.point(fund_id),
    }
    return render(request, "giving/desk/plans.html", context)


@desk(Permission.FUNDRAISING_FILE)
def new_plan(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """A plan was filed."""
    funds.fund(request.viewer, fund_id)
    form = forms.PlanForm(typed(request), today=today(request))
    back = reverse("giving:desk_plans", args=[fund_id])
    return _entered(request, form, actions.enter_plan, back, _("登记募捐方案"), fund_id=fund_id)


@desk(Permission.FUNDRAISING_FILE)
def where_to_give(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """Where one gives."""
    funds.fund(request.viewer, fund_id)
    said = queries.point(fund_id)
    form = forms.PointForm(typed(request), initial=said._asdict() if said else None)
    back = reverse("giving:desk_plans", args=[fund_id])
    return _entered(request, form, actions.say_where_to_give, back, _("在哪里捐"), fund_id=fund_id)


@desk(Permission.FUND_SEE)
def related(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """Gifts from related parties, and by when each is disclosed."""
    return _related_page(request, fund_id)


@desk(Permission.FUNDRAISING_FILE)
def new_related(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """The holder names somebody related to it."""
    funds.fund(request.viewer, fund_id)
    form = forms.RelatedForm(typed(request), today=today(request))
    back = reverse("giving:desk_related", args=[fund_id])
    return _entered(request, form, actions.name_related, back, _("登记关联方"), fund_id=fund_id)


@desk(Permission.FUNDRAISING_FILE)
@require_POST
def disclose_related(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """A related party's gift was published."""
    funds.fund(request.viewer, fund_id)
    form = forms.DiscloseForm(request.POST, today=today(request))
    if done(request, form, actions.disclose_related, fund_id=fund_id):
        return redirect("giving:desk_related", fund_id)
    return _related_page(request, fund_id, form)


# Partners -----------------------------------------------------------------------------------------


@desk(Permission.PARTNER_KEEP)
def partners(request: HttpRequest) -> HttpResponse:
    """The firms and offices that stand by the community."""
    context = {"partners": queries.partners(request.viewer)}
    return render(request, "giving/desk/partners.html", context)


@desk(Permission.PARTNER_KEEP)
def new_partner(request: HttpRequest) -> HttpResponse:
    """One more."""
    form = forms.PartnerForm(typed(request), today=today(request))
    place = min(request.viewer.communities(Permission.PARTNER_KEEP), default="")
    back = reverse("giving:desk_partners")
    return _entered(request, form, actions.welcome_partner, back, _("登记共建单位"), place=place)


@desk(Permission.PARTNER_KEEP)
def partner(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """One partner: what it promised, and what it became."""
    context = {"partner": queries.partner(request.viewer, partner_id)}
    return render(request, "giving/desk/partner.html", context)


@desk(Permission.PARTNER_KEEP)
def new_promise(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """A promise for a year."""
    found = queries.partner(request.viewer, partner_id)
    form = forms.PromiseForm(typed(request), today=today(request))
    back = reverse("giving:desk_partner", args=[found.id])
    return _entered(request, form, actions.promise, back, _("登记一条承诺"), partner_id=partner_id)


@desk(Permission.PARTNER_KEEP)
def keep_promise(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """A part of it was kept."""
    found, promise = queries.promise(request.viewer, promise_id)
    form = forms.KeepForm(typed(request), today=today(request), promise=promise)
    back = reverse("giving:desk_partner", args=[found.id])
    title = _("兑现：%(what)s") % {"what": promise.words or promise.kind_word}
    return _entered(request, form, actions.keep_promise, back, title, promise_id=promise_id)


@desk(Permission.PARTNER_KEEP)
def letter(request: HttpRequest, partner_id: UUID, year: int) -> HttpResponse:
    """The yearly letter, to print and to sign."""
    found = queries.partner(request.viewer, partner_id)
    if year not in found.years:
        raise NotFound
    context = {"partner": found, "year": year, "promises": found.of_year(year)}
    return render(request, "giving/desk/letter.html", context)


# Small words --------------------------------------------------------------------------------------


def _entered(
    request: HttpRequest,
    form: Any,
    action: Any,
    back_url: str,
    title: str,
    lead: str = "",
    page: str = "giving/desk/enter.html",
    **subject: Any,
) -> HttpResponse:
    """A page with one form; once its action is done, back to where it came from."""
    if typed(request) is not None and done(request, form, action, **subject):
        return redirect(back_url)
    context = {"form": form, "title": title, "lead": lead, "back_url": back_url}
    return render(request, page, context, status=status_of(form))


def _pledge_page(request: HttpRequest, pledge_id: UUID, tried: Any = None) -> HttpResponse:
    page = queries.pledge(request.viewer, pledge_id, today(request))
    request.viewer.looked_at("pledge", pledge_id, "record", place=page.place)
    initial = {"amount_fen": page.row.amount_fen}
    context = {
        "page": page,
        "form": tried or forms.InstalmentForm(initial=initial, today=today(request)),
        "ending": forms.EndPledgeForm(),
    }
    status = status_of(tried) if tried else 200
    return render(request, "giving/desk/pledge.html", context, status=status)


def _related_page(request: HttpRequest, fund_id: UUID, tried: Any = None) -> HttpResponse:
    viewer = request.viewer
    fund = funds.fund(viewer, fund_id)
    may = viewer.may(Permission.FUNDRAISING_FILE, organisation=fund.holder_id)
    context = {
        "fund": fund,
        "gifts": queries.related_gifts(viewer, fund_id, today(request)),
        "parties": queries.parties(viewer, fund_id) if may else [],
        "may_file": may,
        "form": tried or forms.DiscloseForm(today=today(request)),
        "tried": tried,
    }
    status = status_of(tried) if tried else 200
    return render(request, "giving/desk/related.html", context, status=status)
