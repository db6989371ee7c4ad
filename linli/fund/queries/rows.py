"""Requests as rows of a list, and which of them are in a state."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from linli.fund.models import AidRequest, Turn
from linli.fund.queries.standing import facts_of
from linli.fund.queries.words import PURPOSE_WORDS, REASON_WORDS, STATE_WORDS, number_of
from linli.fund.terms import GOODWILL


class RequestRow(NamedTuple):
    """A request in a list: amount, purpose, class of reason, state. No name."""

    id: UUID
    purpose: str
    reason: str
    persons: int
    asked_fen: int
    granted_fen: int | None
    asked_at: datetime.datetime
    state: str
    returned: bool = False

    @property
    def number(self) -> str:
        """What it is called on a docket."""
        return number_of(self.id)

    @property
    def is_visited(self) -> bool:
        """Whether somebody goes there first: works have no home, a round is itself the visit."""
        return self.persons > 0 and self.reason != GOODWILL

    @property
    def asked_on(self) -> datetime.date:
        return timezone.localdate(self.asked_at)

    @property
    def purpose_word(self) -> Any:
        return PURPOSE_WORDS[self.purpose]

    @property
    def reason_word(self) -> Any:
        return REASON_WORDS[self.reason]

    @property
    def state_word(self) -> Any:
        return STATE_WORDS[self.state]


def with_facts(rows: QuerySet[AidRequest]) -> QuerySet[AidRequest]:
    """The same requests, each read with its facts in one query."""
    return rows.select_related(
        "fund__holder", "fund__place", "grant__instruction__payment__asked_back__came", "refusal",
        "withdrawal",
    ).prefetch_related("grant__instruction__turns")  # fmt: skip


def with_turn(rows: QuerySet[AidRequest]) -> QuerySet[AidRequest]:
    """The rows with the kind of their last turn, which ``in_state`` asks for."""
    turns = Turn.objects.filter(instruction=OuterRef("pk")).order_by("-number")
    return rows.annotate(last_turn=Subquery(turns.values("kind")[:1]))


def in_state(state: str) -> Q:
    """The rows in one state, by which facts exist; every row where no state is named."""
    running = Q(withdrawal=None, refusal=None)
    return {
        "asked": running & Q(grant=None),
        "decided": running
        & Q(grant__isnull=False, grant__instruction__payment=None)
        & (Q(grant__instruction=None) | Q(last_turn="returned")),
        "instructed": running
        & Q(grant__instruction__isnull=False, grant__instruction__payment=None)
        & (Q(last_turn=None) | ~Q(last_turn="returned")),
        "paid": Q(grant__instruction__payment__isnull=False),
        "refused": Q(refusal__isnull=False),
        "withdrawn": Q(withdrawal__isnull=False),
    }.get(state, Q())


def row_of(of: AidRequest) -> RequestRow:
    """A request as a line of a list; it was read by ``with_facts``."""
    facts = facts_of(of)
    return RequestRow(
        id=of.pk,
        purpose=of.purpose,
        reason=of.reason,
        persons=of.persons,
        asked_fen=of.asked_fen,
        granted_fen=facts.granted_fen,
        asked_at=of.asked_at,
        state=facts.state,
        returned=_came_back(of),
    )


def _came_back(of: AidRequest) -> bool:
    """Whether what was paid came back; read with the request."""
    payment = getattr(getattr(getattr(of, "grant", None), "instruction", None), "payment", None)
    return hasattr(getattr(payment, "asked_back", None), "came")
