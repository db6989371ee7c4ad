"""What may be asked of an operation's money: its book, what it owes, what came in."""

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.ledger import queries as ledger
from linli.operator.models import Bill, Debt, Earning, GivenBack, KeptDeposit, Operation, Taking
from linli.operator.terms import DEFERRED, DEPOSITS, Origin

KIND_WORDS = {"hall": gettext_lazy("全龄友好馆"), "canteen": gettext_lazy("社区食堂")}
EXPENSE_WORDS = {
    "rent": gettext_lazy("房租"),
    "energy": gettext_lazy("水电"),
    "staff": gettext_lazy("人工"),
    "consumables": gettext_lazy("耗材"),
    "teaching": gettext_lazy("授课"),
}
INCOME_WORDS = {
    "fees": gettext_lazy("报名和活动收费"),
    "rents": gettext_lazy("场地收费"),
    "subsidy": gettext_lazy("补贴和资助"),
    "passes": gettext_lazy("季票"),
}
DEPOSIT_WORD = gettext_lazy("押金")
MEANS_WORDS = {"cash": gettext_lazy("现金"), "bank": gettext_lazy("转账")}


class OperationCard(NamedTuple):
    """An operation: whose it is, and where."""

    id: UUID
    place: str
    operator_id: UUID
    operator: str
    kind: str
    name: str
    series: str
    book: str
    give_back_limit_fen: int
    opened_on: datetime.date

    @property
    def kind_word(self) -> Any:
        return KIND_WORDS[self.kind]


class DebtRow(NamedTuple):
    """Something owed. ``left_fen``: not paid and not taken off."""

    id: UUID
    origin: Origin
    kind: str
    amount_fen: int
    paid_fen: int
    left_fen: int
    owed_by: UUID | None

    @property
    def kind_word(self) -> Any:
        return EXPENSE_WORDS[self.kind]


class TakingCard(NamedTuple):
    """Money that came in. ``receipt``: the number on the paper, as ``YY2026-0001``. ``kept_fen``:
    of a deposit, by two people."""

    id: UUID
    operation_id: UUID
    receipt: str
    kind: str
    means: str
    amount_fen: int
    back_fen: int
    kept_fen: int
    origin: Origin
    received_by: UUID
    received_at: datetime.datetime

    @property
    def kind_word(self) -> Any:
        """A bill for a cost that was too high is of an expense's kind."""
        return {**EXPENSE_WORDS, **INCOME_WORDS, DEPOSITS: DEPOSIT_WORD}[self.kind]

    @property
    def means_word(self) -> Any:
        return MEANS_WORDS[self.means]

    @property
    def on(self) -> datetime.date:
        """The day on the paper."""
        return timezone.localdate(self.received_at)

    @property
    def left_fen(self) -> int:
        """What of it was not given back, and may be."""
        return self.amount_fen - self.back_fen - self.kept_fen

    @property
    def is_deposit(self) -> bool:
        return self.kind == DEPOSITS


def operation_of(place: str, kind: str = "hall") -> OperationCard | None:
    """Who runs the hall (or the canteen) of a community; None where nobody keeps a book of it."""
    for card in _cards(Operation.objects.filter(place=place, kind=kind)):
        return card
    return None


def operation(viewer: Viewer, operation_id: UUID) -> OperationCard:
    """One operation the viewer may see. Raises ``NotFound``."""
    for card in _cards(Operation.objects.filter(in_scope(viewer), pk=operation_id)):
        return card
    raise NotFound


def operations(viewer: Viewer) -> list[OperationCard]:
    """The operations the viewer may see, by name."""
    return _cards(Operation.objects.filter(in_scope(viewer)))


def run_by(organisations: Collection[UUID], kind: str = "hall") -> list[OperationCard]:
    """The operations of these organisations, in whichever community. One query."""
    return _cards(Operation.objects.filter(operator__in=organisations, kind=kind))


def in_scope(viewer: Viewer, path: str = "") -> Q:
    """Operations (at ``path``) of the viewer's communities, or that its organisation runs."""
    here = Q(**{f"{path}place__in": viewer.communities(Permission.OPERATION_SEE)})
    ours = Q(**{f"{path}operator__in": viewer.organisations(Permission.OPERATION_SEE)})
    return here | ours


def debts_of(room: str, noun: str, ids: Collection[UUID]) -> dict[UUID, DebtRow]:
    """What is owed for these things of a room above, by their id: whether a statement was paid."""
    found = Debt.objects.filter(origin_room=room, origin_noun=noun, origin_id__in=ids)
    return {each.origin_id: _debt(each) for each in found.order_by("-pk")}


def open_debts(operation_id: UUID) -> list[DebtRow]:
    """What an operation still owes, oldest first."""
    found = Debt.objects.filter(operation=operation_id).filter(
        amount_fen__gt=F("paid_fen") + F("remitted_fen")
    )
    return [_debt(each) for each in found.order_by("owed_at", "pk")]


def debt(viewer: Viewer, operation_id: UUID, debt_id: UUID) -> DebtRow:
    """One debt of an operation the viewer may see. Raises ``NotFound``."""
    found = Debt.objects.filter(in_scope(viewer, "operation__"), operation=operation_id, pk=debt_id)
    for each in found:
        return _debt(each)
    raise NotFound


def takings_of(room: str, noun: str, ids: Collection[UUID]) -> dict[UUID, list[TakingCard]]:
    """What came in for these things of a room above, by their id, oldest first."""
    found: dict[UUID, list[TakingCard]] = {each: [] for each in ids}
    rows = Taking.objects.filter(origin_room=room, origin_noun=noun, origin_id__in=ids)
    for row in rows.select_related("operation").order_by("received_at", "pk"):
        found[row.origin_id].append(taking_card(row))
    return found


def taking(viewer: Viewer, taking_id: UUID) -> TakingCard:
    """One receipt of an operation the viewer may see. Raises ``NotFound``."""
    rows = Taking.objects.filter(in_scope(viewer, "operation__"), pk=taking_id)
    row = rows.select_related("operation").first()
    if row is None:
        raise NotFound
    return taking_card(row)


def taking_by_key(key: UUID) -> TakingCard | None:
    """What an earlier press of the same button took in."""
    row = Taking.objects.filter(key=key).select_related("operation").first()
    return taking_card(row) if row else None


def open_deposits() -> list[UUID]:
    """The ids of what the deposits that lie here, neither given back nor kept, are for: in all
    communities, the caller asks whose they are. One query."""
    lying = Taking.objects.filter(kind=DEPOSITS, amount_fen__gt=F("back_fen") + F("kept_fen"))
    return list(lying.values_list("origin_id", flat=True))


class KeptCard(NamedTuple):
    """That somebody says a deposit is not given back; another confirmed it, or it was undone."""

    taking_id: UUID
    reason: str
    proposed_by: UUID
    proposed_at: datetime.datetime
    confirmed_at: datetime.datetime | None
    undone_at: datetime.datetime | None
    undone_reason: str

    @property
    def waits(self) -> bool:
        """Whether a second person has still to answer."""
        return self.confirmed_at is None and self.undone_at is None


def kept_deposits(taking_ids: Collection[UUID]) -> dict[UUID, KeptCard]:
    """What was said about keeping these deposits, by their taking."""
    found = KeptDeposit.objects.filter(taking__in=taking_ids)
    return {
        each.taking_id: KeptCard(
            each.taking_id, each.reason, each.proposed_by_id, each.proposed_at, each.confirmed_at,
            each.undone_at, each.undone_reason,
        )
        for each in found
    }  # fmt: skip


def count_deposits_to_confirm(viewer: Viewer) -> int:
    """How many deposits another says are not to be given back, and the viewer may say so too."""
    here = Q(taking__operation__place__in=viewer.communities(Permission.DEPOSIT_KEEP))
    ours = Q(taking__operation__operator__in=viewer.organisations(Permission.DEPOSIT_KEEP))
    waiting = KeptDeposit.objects.filter(here | ours, confirmed_at=None, undone_at=None)
    return waiting.exclude(proposed_by=viewer.user_id).count()


def bill_state(room: str, noun: str, ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """What was billed for these things, and what of it came in, by their id."""
    found = Bill.objects.filter(origin_room=room, origin_noun=noun, origin_id__in=ids)
    return {each.origin_id: (each.amount_fen, each.received_fen) for each in found}


def backs_of(taking_id: UUID) -> list[GivenBack]:
    """What was given back of a receipt, oldest first."""
    return list(GivenBack.objects.filter(taking=taking_id).order_by("given_at", "pk"))


def earned_months(operation_id: UUID, kind: str) -> dict[datetime.date, int]:
    """What of prepayments of a kind was booked as income, by month, the newest first."""
    found = Earning.objects.filter(operation=operation_id, kind=kind).order_by("-month")
    return dict(found.values_list("month", "amount_fen"))


def mismatches(operation_id: UUID) -> list[str]:
    """Where the book does not say what the rows say: empty, or something is wrong."""
    book = Operation.objects.values_list("book_id", flat=True).get(pk=operation_id)
    owed = sum(row.left_fen for row in open_debts(operation_id))
    billed = sum(
        each.amount_fen - each.received_fen for each in Bill.objects.filter(operation=operation_id)
    )
    told = {"payable": owed, "receivable": billed}
    paid = Taking.objects.filter(operation=operation_id, kind__in=DEFERRED, bill=None)
    if paid.exists():  # a book may be older than the account
        left = paid.aggregate(sum=Sum("amount_fen") - Sum("back_fen"))["sum"]
        earned = Earning.objects.filter(operation=operation_id).aggregate(sum=Sum("amount_fen"))
        told["prepaid"] = left - (earned["sum"] or 0)
    left_here = Taking.objects.filter(operation=operation_id, kind=DEPOSITS)
    if left_here.exists():
        sums = left_here.aggregate(
            held=Sum("amount_fen") - Sum("back_fen") - Sum("kept_fen"), kept=Sum("kept_fen")
        )
        told |= {"deposits": sums["held"], "income.deposits": sums["kept"]}
    return [name for name, fen in told.items() if ledger.balance(book, name) != fen]


def taking_card(row: Taking) -> TakingCard:
    """A taking as a card. ``row`` comes with its operation."""
    return TakingCard(
        id=row.pk,
        operation_id=row.operation_id,
        receipt=f"{row.operation.series}{row.year}-{row.number:04}",
        kind=row.kind,
        means=row.means,
        amount_fen=row.amount_fen,
        back_fen=row.back_fen,
        kept_fen=row.kept_fen,
        origin=_origin(row),
        received_by=row.received_by_id,
        received_at=row.received_at,
    )


def _origin(row: Debt | Taking) -> Origin:
    return Origin(row.origin_room, row.origin_noun, row.origin_id, row.origin_title, row.origin_on)


def _debt(row: Debt) -> DebtRow:
    return DebtRow(
        row.pk,
        _origin(row),
        row.kind,
        row.amount_fen,
        row.paid_fen,
        row.amount_fen - row.paid_fen - row.remitted_fen,
        row.owed_by_id,
    )


def _cards(found: QuerySet[Operation]) -> list[OperationCard]:
    return [
        OperationCard(
            id=each.pk,
            place=each.place_id,
            operator_id=each.operator_id,
            operator=each.operator.name,
            kind=each.kind,
            name=each.name,
            series=each.series,
            book=each.book_id,
            give_back_limit_fen=each.give_back_limit_fen,
            opened_on=each.opened_on,
        )
        for each in found.select_related("operator").order_by("name", "pk")
    ]
