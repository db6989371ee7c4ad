"""What may be asked of lines: which wait for a fund, which for a paper, and what one might be.

A list shows masked names; who opens a line reads the other side in the clear, and is logged.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import (
    BigIntegerField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    UUIDField,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, gettext_lazy

from linli.fund import queries as funds
from linli.fund.queries import DonationCard, FundCard, GiftRow, InstructionCard, TakingsRow
from linli.holder.models import Assignment, Explanation, FundRule, Match, StatementLine
from linli.holder.statements import FEE_WORDS, INTEREST_WORDS
from linli.holder.terms import (
    DONATION,
    EXPLAINED,
    FEE,
    GIVEN,
    IN,
    INSTRUCTION,
    INTEREST,
    MATCHED,
    OLD,
    TAKINGS,
    UNCLAIMED,
    Fit,
    fit,
)  # fmt: skip
from linli.identity.permissions import Permission, Viewer
from linli.kernel.names import masked
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal

LINES_A_PAGE = 25
LOOK_AROUND = datetime.timedelta(days=45)
MOST_OFFERED = 12
SURE = 4
"""The same amount (``terms.Fit.strength``), or the bank's own word for it."""

STATE_WORDS = {
    UNCLAIMED: gettext_lazy("待认领"),
    GIVEN: gettext_lazy("待匹配"),
    MATCHED: gettext_lazy("已对上"),
    EXPLAINED: gettext_lazy("已说明"),
}
KIND_WORDS = {
    DONATION: gettext_lazy("捐赠"),
    INSTRUCTION: gettext_lazy("付款"),
    FEE: gettext_lazy("银行手续费"),
    INTEREST: gettext_lazy("银行利息"),
    TAKINGS: gettext_lazy("义卖款"),
}


class LineRow(NamedTuple):
    """A line in a list. ``age_days``: for how long it has waited."""

    id: UUID
    on: datetime.date
    direction: str
    amount_fen: int
    left_fen: int
    other: str
    state: str
    fund: str
    age_days: int
    old: bool

    @property
    def state_word(self) -> Any:
        return STATE_WORDS[self.state]

    @property
    def signed_fen(self) -> int:
        """Below zero for what went out."""
        return self.amount_fen if self.direction == IN else -self.amount_fen


class MatchRow(NamedTuple):
    """What a line, or a part of it, was found to be. ``mine``: this viewer said so.

    Of a gift: the papers that were given for it, and whether a batch has told of it.
    """

    id: UUID
    kind: str
    amount_fen: int
    fund: str
    at: datetime.datetime
    mine: bool
    gift: DonationCard | None

    @property
    def kind_word(self) -> Any:
        return KIND_WORDS[self.kind]


class Offer(NamedTuple):
    """A paper that a line may be, and why: one press matches it.

    ``act``: as what ("donation", "takings", "instruction", "fee", "interest"); ``target``: the
    paper's id, or the fund's for the bank's own items.
    """

    act: str
    target: UUID
    title: str
    amount_fen: int
    reasons: tuple[str, ...]
    strength: int


@dataclass(frozen=True)
class LineCard:
    """A line on its own page, in the clear, and what it may be."""

    row: LineRow
    account: str
    reference: str
    balance_fen: int | None
    other_name: str
    other_account: str
    remark: str
    explained: str
    fund_id: UUID | None
    funds: tuple[FundCard, ...]
    matches: tuple[MatchRow, ...]
    offers: tuple[Offer, ...]
    next_id: UUID | None

    @property
    def best(self) -> Offer | None:
        """The offer that one key takes: the first, where the amount is the same or the bank says
        what it is. A weaker one is judged by a person, and never has the focus."""
        first = next(iter(self.offers), None)
        return first if first and first.strength >= SURE else None

    @property
    def came_in(self) -> bool:
        """Whether money came in."""
        return self.row.direction == IN


def left_of(line: StatementLine) -> int:
    """What of a line no paper is matched to, in fen. Read under the line's lock, it stays so."""
    live = Match.objects.filter(line=line, unmatch=None)
    return line.amount_fen - (live.aggregate(fen=Sum("amount_fen"))["fen"] or 0)


def lines(viewer: Viewer, state: str, on: datetime.date, page: object = 1) -> Page:
    """A page of ``LineRow`` in one state, the oldest first while something is to be done."""
    order = ("on", "pk") if state in (UNCLAIMED, GIVEN) else ("-on", "-pk")
    rows = _with_state(_held(viewer)).filter(_in_state(state)).order_by(*order)
    found = Paginator(rows, LINES_A_PAGE).get_page(page)
    names = {fund.id: fund.name for fund in funds.funds(viewer)}
    found.object_list = [_row(line, names, on) for line in found.object_list]
    return found


def counts(viewer: Viewer) -> dict[str, int]:
    """How many lines wait, for a fund and for a paper."""
    rows = _with_state(_held(viewer))
    return {state: rows.filter(_in_state(state)).count() for state in (UNCLAIMED, GIVEN)}


def line(viewer: Viewer, line_id: UUID, on: datetime.date) -> LineCard:
    """One line with what it may be. Raises ``NotFound`` for another holder's."""
    rows = _with_state(_held(viewer)).select_related("bank_account")
    found = rows.filter(pk=line_id).first()
    if found is None:
        raise NotFound
    holder_id = found.bank_account.holder_id
    ours = tuple(fund for fund in funds.funds(viewer) if fund.holder_id == holder_id)
    row = _row(found, {fund.id: fund.name for fund in ours}, on)
    explanation = Explanation.objects.filter(line=found).first()
    return LineCard(
        row=row,
        account=f"{found.bank_account.name} ·{found.bank_account.tail}",
        reference=found.reference,
        balance_fen=found.balance_fen,
        other_name=unseal(found, "other_name") or "",
        other_account=unseal(found, "other_account") or "",
        remark=unseal(found, "remark") or "",
        explained=(unseal(explanation, "words") or "") if explanation else "",
        fund_id=found.fund_given,
        funds=ours,
        matches=tuple(_matches(viewer, found, ours)),
        offers=tuple(_offers(viewer, found, ours)) if row.left_fen else (),
        next_id=_next(viewer, found),
    )


def rules(viewer: Viewer) -> list[tuple[UUID, str, str]]:
    """The rules in force of the viewer's organisations: id, words, fund."""
    held = viewer.organisations(Permission.STATEMENT_KEEP)
    names = {fund.id: fund.name for fund in funds.funds(viewer)}
    kept = FundRule.objects.filter(holder__in=held, ended_at=None).order_by("made_at")
    return [(rule.pk, unseal(rule, "words") or "", names.get(rule.fund_id, "")) for rule in kept]


def waiting_through(holder_id: UUID, through: datetime.date) -> int:
    """How many lines up to a day are neither wholly matched nor explained."""
    rows = StatementLine.objects.filter(bank_account__holder=holder_id, on__lte=through)
    return _with_state(rows).filter(_in_state(UNCLAIMED) | _in_state(GIVEN)).count()


def unclaimed_for_long(holder_id: UUID, on: datetime.date) -> int:
    """How many lines have named no fund for longer than ``terms.OLD``."""
    rows = StatementLine.objects.filter(bank_account__holder=holder_id, on__lt=on - OLD)
    return _with_state(rows).filter(_in_state(UNCLAIMED)).count()


def _held(viewer: Viewer) -> QuerySet[StatementLine]:
    held = viewer.organisations(Permission.STATEMENT_KEEP)
    return StatementLine.objects.filter(bank_account__holder__in=held)


def _with_state(rows: QuerySet[StatementLine]) -> QuerySet[StatementLine]:
    """Each line with what is left of it, whether that is explained, and the fund given."""
    live = Match.objects.filter(line=OuterRef("pk"), unmatch=None).order_by().values("line")
    used = live.annotate(fen=Sum("amount_fen")).values("fen")
    given = Assignment.objects.filter(line=OuterRef("pk")).order_by("-number")
    return rows.annotate(
        left_fen=F("amount_fen")
        - Coalesce(Subquery(used, output_field=BigIntegerField()), Value(0)),
        fund_given=Subquery(given.values("fund")[:1], output_field=UUIDField()),
        is_explained=Exists(Explanation.objects.filter(line=OuterRef("pk"))),
    )


def _in_state(state: str) -> Q:
    open_ = Q(left_fen__gt=0, is_explained=False)
    return {
        UNCLAIMED: open_ & Q(fund_given=None),
        GIVEN: open_ & Q(fund_given__isnull=False),
        MATCHED: Q(left_fen=0),
        EXPLAINED: Q(left_fen__gt=0, is_explained=True),
    }.get(state, Q())


def _row(of: Any, names: dict[UUID, str], on: datetime.date) -> LineRow:
    age = (on - of.on).days
    state = EXPLAINED if of.is_explained else GIVEN if of.fund_given else UNCLAIMED
    return LineRow(
        id=of.pk,
        on=of.on,
        direction=of.direction,
        amount_fen=of.amount_fen,
        left_fen=of.left_fen,
        other=masked(name) if (name := unseal(of, "other_name")) else "",
        state=state if of.left_fen else MATCHED,
        fund=names.get(of.fund_given, ""),
        age_days=age,
        old=age > OLD.days,
    )


def _matches(viewer: Viewer, of: StatementLine, ours: Iterable[FundCard]) -> Iterable[MatchRow]:
    names = {fund.id: fund.name for fund in ours}
    for match in Match.objects.filter(line=of, unmatch=None).order_by("at", "pk"):
        yield MatchRow(
            match.pk,
            match.kind,
            match.amount_fen,
            names.get(match.fund_id, ""),
            match.at,
            match.by_id == viewer.user_id,
            funds.donation(viewer, match.target).card if match.kind == DONATION else None,
        )


def _next(viewer: Viewer, after: Any) -> UUID | None:
    """The next line that waits, so that a pile is worked off without going back to the list."""
    rows = _with_state(_held(viewer)).filter(_in_state(UNCLAIMED) | _in_state(GIVEN))
    later = rows.filter(Q(on__gt=after.on) | Q(on=after.on, pk__gt=after.pk))
    return later.order_by("on", "pk").values_list("pk", flat=True).first()


# What a line may be ------------------------------------------------------------------------------


def _offers(viewer: Viewer, of: Any, ours: tuple[FundCard, ...]) -> list[Offer]:
    """The best first. Nothing is matched by itself: a person presses one key."""
    name, remark = unseal(of, "other_name") or "", unseal(of, "remark") or ""
    about = (of.left_fen, name, of.on)
    if of.direction == IN:
        found = [_gift_offer(gift, about) for gift in _gifts_near(viewer, of)]
        found += [_takings_offer(day, about) for day in _takings_near(viewer, of)]
        words, act, title = INTEREST_WORDS, INTEREST, KIND_WORDS[INTEREST]
    else:
        waiting = funds.instructions(viewer, of.bank_account.holder_id)
        found = [_instruction_offer(card, about) for card in waiting]
        words, act, title = FEE_WORDS, FEE, KIND_WORDS[FEE]
    said = next((word for word in words if word in remark), "")
    of_bank = [
        Offer(act, fund.id, f"{title} · {fund.name}", of.left_fen, (_says(said),), 8)
        for fund in ours
        if said and of.fund_given in (fund.id, None)
    ]
    fitting = [offer for offer in [*of_bank, *found] if offer.amount_fen <= of.left_fen]
    return sorted(fitting, key=lambda offer: -offer.strength)[:MOST_OFFERED]


def _gifts_near(viewer: Viewer, of: Any) -> list[GiftRow]:
    """The gifts around the line's day that no line carries yet."""
    gifts = funds.gifts(viewer, of.bank_account.holder_id, *_around(of))
    taken = _carried(DONATION, [gift.id for gift in gifts])
    return [
        gift for gift in gifts if gift.id not in taken and of.fund_given in (gift.fund_id, None)
    ]


def _takings_near(viewer: Viewer, of: Any) -> list[TakingsRow]:
    """The selling days around the line's day whose deposit no line carries yet."""
    days = funds.takings(viewer, of.bank_account.holder_id, *_around(of))
    taken = _carried(TAKINGS, [day.id for day in days])
    return [day for day in days if day.id not in taken and of.fund_given in (day.fund_id, None)]


def _around(of: Any) -> tuple[datetime.date, datetime.date]:
    return of.on - LOOK_AROUND, of.on + LOOK_AROUND


def _carried(kind: str, papers: list[UUID]) -> set[UUID]:
    """Those of these papers that a line carries."""
    live = Match.objects.filter(kind=kind, unmatch=None, target__in=papers)
    return set(live.values_list("target", flat=True))


def _gift_offer(gift: GiftRow, about: tuple[int, str, datetime.date]) -> Offer:
    found = fit(about, (gift.amount_fen, gift.donor_name, gift.received_on))
    known_as = gift.acknowledgement or str(gift.way_word)
    title = gettext("捐赠 %(number)s · %(fund)s") % {"number": known_as, "fund": gift.fund}
    return Offer(DONATION, gift.id, title, gift.amount_fen, _reasons(found), found.strength)


def _takings_offer(day: TakingsRow, about: tuple[int, str, datetime.date]) -> Offer:
    found = fit(about, (day.amount_fen, "", day.on))
    title = gettext("义卖款 %(day)s · %(fund)s") % {"day": day.title, "fund": day.fund}
    return Offer(TAKINGS, day.id, title, day.amount_fen, _reasons(found), found.strength)


def _instruction_offer(card: InstructionCard, about: tuple[int, str, datetime.date]) -> Offer:
    found = fit(about, (card.amount_fen, card.payee_name, card.instructed_on))
    title = gettext("付款 %(purpose)s · %(fund)s") % {
        "purpose": card.purpose_word,
        "fund": card.fund,
    }
    return Offer(INSTRUCTION, card.id, title, card.amount_fen, _reasons(found), found.strength)


def _reasons(found: Fit) -> tuple[str, ...]:
    told = (
        (found.same_amount, gettext("金额相同")),
        (found.same_name, gettext("名字相同")),
        (found.near, gettext("前后三天")),
    )
    return tuple(words for holds, words in told if holds)


def _says(word: str) -> str:
    return gettext("摘要写着“%(word)s”") % {"word": word}
