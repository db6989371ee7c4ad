"""Statements as they stand: worked out from what was shown, said, agreed and paid."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from linli.providers.queries import MODEL_WORDS
from linli.settlement import terms
from linli.settlement.models import Dispute, Line, Statement

SHOWN = "shown"
"""The part the door writes into the read log when one of the provider's own people looks."""

DRAFTED, SEEN, DISPUTED, AGREED, PAID, REPLACED = (
    "drafted", "seen", "disputed", "agreed", "paid", "replaced",
)  # fmt: skip
STATE_WORDS = {
    DRAFTED: gettext_lazy("列好了，老师还没看"),
    SEEN: gettext_lazy("老师看过，等老师说"),
    DISPUTED: gettext_lazy("有一行不对，等馆里答复"),
    AGREED: gettext_lazy("同意了，等付款"),
    PAID: gettext_lazy("付清了"),
    REPLACED: gettext_lazy("旧的一版，已经改过"),
}
MY_STATE_WORDS = {
    DRAFTED: gettext_lazy("请您看看"),
    SEEN: gettext_lazy("请您看看，对不对说一声"),
    DISPUTED: gettext_lazy("您说有一行不对，馆里在查"),
    AGREED: gettext_lazy("您同意了，等付款"),
    PAID: gettext_lazy("付清了"),
    REPLACED: gettext_lazy("旧的一版，已经改过"),
}
NOTHING_TO_PAY = gettext_lazy("对过了，不用付钱")
TONES = {
    DRAFTED: "info", SEEN: "info", DISPUTED: "attention", AGREED: "attention", PAID: "good",
    REPLACED: "",
}  # fmt: skip
OUTCOME_WORDS = {
    terms.HELD: gettext_lazy("上了"),
    terms.CANCELLED: gettext_lazy("取消了"),
    terms.NOT_HELD: gettext_lazy("没有上"),
}


class Standing(NamedTuple):
    """How a statement stands at a moment."""

    state: str
    shown_at: datetime.datetime | None
    silent_at: datetime.datetime | None
    by_silence: bool


class DisputeRow(NamedTuple):
    """A word against a line, and the answer to it."""

    id: UUID
    words: str
    at: datetime.datetime
    answer: str
    answered_at: datetime.datetime | None


class LineRow(NamedTuple):
    """A line, with its session as it was then."""

    id: UUID
    position: int
    session_id: UUID
    title: str
    on: datetime.date
    starts_at: datetime.datetime
    outcome: str
    minutes: int
    prepare_minutes: int
    heads: int
    fees_fen: int
    model: str
    rate: int
    cancelled_permille: int
    amount_fen: int
    room_fen: int
    agreement_id: UUID
    disputes: tuple[DisputeRow, ...]

    @property
    def outcome_word(self) -> Any:
        return OUTCOME_WORDS[self.outcome]

    @property
    def model_word(self) -> Any:
        return MODEL_WORDS[self.model]

    @property
    def share_percent(self) -> str:
        return f"{self.rate / 10:g}"

    @property
    def cancelled_percent(self) -> str:
        return f"{self.cancelled_permille / 10:g}"

    @property
    def open(self) -> DisputeRow | None:
        """The word that waits for an answer."""
        return next((each for each in self.disputes if each.answered_at is None), None)


class StatementRow(NamedTuple):
    """A statement on a list."""

    id: UUID
    provider_id: UUID
    provider_name: str
    organisation_id: UUID
    place: str
    operation_id: UUID
    operator_id: UUID
    month: datetime.date
    number: int
    total_fen: int
    room_minutes: int
    replaces: UUID | None
    drafted_by: UUID
    drafted_at: datetime.datetime
    agreed_by: UUID | None
    agreed_at: datetime.datetime | None
    paid_at: datetime.datetime | None
    bank_reference: str
    standing: Standing

    @property
    def state(self) -> str:
        return self.standing.state

    @property
    def state_word(self) -> Any:
        return NOTHING_TO_PAY if self._free else STATE_WORDS[self.state]

    @property
    def my_word(self) -> Any:
        return NOTHING_TO_PAY if self._free else MY_STATE_WORDS[self.state]

    @property
    def tone(self) -> str:
        return "good" if self._free else TONES[self.state]

    @property
    def code(self) -> str:
        """Its number on paper: the month, and which of that month."""
        return terms.code(self.month, self.number)

    @property
    def _free(self) -> bool:
        return self.state == AGREED and not self.total_fen


class StatementPage(NamedTuple):
    """A statement with its lines. ``room_fen``: what is set off against rooms, never cash."""

    row: StatementRow
    lines: list[LineRow]

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)

    @property
    def room_fen(self) -> int:
        return sum(line.room_fen for line in self.lines)

    @property
    def held(self) -> int:
        return sum(line.outcome == terms.HELD for line in self.lines)

    @property
    def open(self) -> list[LineRow]:
        """The lines that wait for an answer."""
        return [line for line in self.lines if line.open]


def statement(viewer: Viewer, statement_id: UUID, at: datetime.datetime) -> StatementPage:
    """A statement for the desk, or for whoever pays it. Raises ``NotFound``."""
    page = page_of(statement_id, at)
    viewer.require(
        Permission.SETTLEMENT_SEE, place=page.row.place, organisation=page.row.operator_id
    )
    return page


def my_statement(viewer: Viewer, statement_id: UUID, at: datetime.datetime) -> StatementPage:
    """One of the viewer's own; that it was shown is written into the read log by the door.

    Raises ``NotFound``.
    """
    page = page_of(statement_id, at)
    if not viewer.may(Permission.TEACHING_SEE, organisation=page.row.organisation_id):
        raise NotFound
    viewer.looked_at("statement", statement_id, SHOWN, place=page.row.place)
    return page


def my_line(viewer: Viewer, line_id: UUID, at: datetime.datetime) -> tuple[StatementPage, LineRow]:
    """A line of one of the viewer's own statements, with the whole. Raises ``NotFound``."""
    statement_id = Line.objects.filter(pk=line_id).values_list("statement_id", flat=True).first()
    if statement_id is None:
        raise NotFound
    page = my_statement(viewer, statement_id, at)
    return page, next(line for line in page.lines if line.id == line_id)


def statements_of_month(
    viewer: Viewer, month: datetime.date, at: datetime.datetime
) -> list[StatementRow]:
    """The statements in force of a month which the viewer may see, by provider."""
    found = _seen_by(viewer).filter(month=month, replaced_at=None)
    return rows_of(found.order_by("provider__shown_name", "number"), at)


def waiting(viewer: Viewer, at: datetime.datetime) -> list[StatementRow]:
    """Every statement in force that is not paid, the oldest month first."""
    found = _seen_by(viewer).filter(replaced_at=None, paid_at=None)
    return rows_of(found.order_by("month", "provider__shown_name", "number"), at)


def to_pay(viewer: Viewer, at: datetime.datetime) -> list[StatementRow]:
    """What is agreed and not paid, for whoever pays."""
    return payable(waiting(viewer, at))


def payable(rows: Iterable[StatementRow]) -> list[StatementRow]:
    """Those of these that are agreed, and of which something is to be paid."""
    return [row for row in rows if row.state == AGREED and row.total_fen]


def my_statements(viewer: Viewer, at: datetime.datetime) -> list[StatementRow]:
    """The statements in force of the viewer's own, the newest first."""
    bodies = viewer.organisations(Permission.TEACHING_SEE)
    found = Statement.objects.filter(provider__organisation__in=bodies, replaced_at=None)
    return rows_of(found.order_by("-month", "-number"), at) if bodies else []


def statements_of(provider_id: UUID, at: datetime.datetime) -> list[StatementRow]:
    """A provider's statements in force, for who has asked who may see them."""
    found = Statement.objects.filter(provider=provider_id, replaced_at=None)
    return rows_of(found.order_by("month", "number"), at)


def rows_of(found: QuerySet[Statement], at: datetime.datetime) -> list[StatementRow]:
    """Statements with how they stand at a moment. Three queries, however many."""
    statements = list(found.select_related("provider", "operation"))
    ids = [each.pk for each in statements]
    shown = journal.first_reads("statement", ids, SHOWN) if ids else {}
    said: dict[UUID, list[Dispute]] = defaultdict(list)
    for dispute in Dispute.objects.filter(statement__in=ids):
        said[dispute.statement_id].append(dispute)
    return [_row(each, standing(each, shown.get(str(each.pk)), said[each.pk], at))
            for each in statements]  # fmt: skip


def standing(
    each: Statement,
    shown_at: datetime.datetime | None,
    disputes: Sequence[Dispute],
    at: datetime.datetime,
) -> Standing:
    """How a statement stands, worked out now. Silence agrees only to what was shown."""
    answered = [dispute.answered_at for dispute in disputes if dispute.answered_at]
    silent = terms.silent_at(shown_at, max(answered, default=None))
    open_one = any(dispute.answered_at is None for dispute in disputes)
    by_silence = each.silent
    if each.replaced_at is not None:
        state = REPLACED
    elif each.paid_at is not None:
        state = PAID
    elif each.agreed_at is not None:
        state = AGREED
    elif open_one:
        state = DISPUTED
    elif silent is not None and at >= silent:
        state, by_silence = AGREED, True
    else:
        state = DRAFTED if shown_at is None else SEEN
    return Standing(state, shown_at, silent, by_silence)


def page_of(statement_id: UUID, at: datetime.datetime) -> StatementPage:
    """A statement with its lines, for who has asked who may see it. Raises ``NotFound``."""
    for row in rows_of(Statement.objects.filter(pk=statement_id), at):
        lines = Line.objects.filter(statement=statement_id).prefetch_related("disputes")
        return StatementPage(row, [_line(each) for each in lines.order_by("position")])
    raise NotFound


def _seen_by(viewer: Viewer) -> QuerySet[Statement]:
    here = Statement.objects.filter(place__in=viewer.communities(Permission.SETTLEMENT_SEE))
    ours = viewer.organisations(Permission.SETTLEMENT_SEE)
    return here | Statement.objects.filter(operation__operator__in=ours)


def _row(each: Statement, stands: Standing) -> StatementRow:
    return StatementRow(
        id=each.pk,
        provider_id=each.provider_id,
        provider_name=each.provider.shown_name,
        organisation_id=each.provider.organisation_id,
        place=each.place_id,
        operation_id=each.operation_id,
        operator_id=each.operation.operator_id,
        month=each.month,
        number=each.number,
        total_fen=each.total_fen,
        room_minutes=each.room_minutes,
        replaces=each.replaces_id,
        drafted_by=each.drafted_by_id,
        drafted_at=each.drafted_at,
        agreed_by=each.agreed_by_id,
        agreed_at=each.agreed_at,
        paid_at=each.paid_at,
        bank_reference=each.bank_reference,
        standing=stands,
    )


def _line(each: Line) -> LineRow:
    return LineRow(
        id=each.pk,
        position=each.position,
        session_id=each.origin_id,
        title=each.origin_title,
        on=each.origin_on,
        starts_at=each.starts_at,
        outcome=each.outcome,
        minutes=each.minutes,
        prepare_minutes=each.prepare_minutes,
        heads=each.heads,
        fees_fen=each.fees_fen,
        model=each.model,
        rate=each.rate,
        cancelled_permille=each.cancelled_permille,
        amount_fen=each.amount_fen,
        room_fen=each.room_fen,
        agreement_id=each.agreement_id,
        disputes=tuple(
            DisputeRow(said.pk, said.words, said.at, said.answer, said.answered_at)
            for said in sorted(each.disputes.all(), key=lambda said: said.at)
        ),
    )
