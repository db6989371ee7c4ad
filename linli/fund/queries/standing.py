"""What has become of a request: the facts that followed it, and the state they lead to."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from linli.fund.models import AidRequest, Turn
from linli.kernel.rows import uuid_of

STATE_AFTER = {
    "withdrawal": "withdrawn",
    "refusal": "refused",
    "payment": "paid",
    "instruction": "instructed",
    "grant": "decided",
}
"""The state a fact leads to, the last fact first."""


class Facts(NamedTuple):
    """What has become of a request so far.

    ``pressed``: which facts there are ("grant", "refusal", "instruction", "payment",
    "withdrawal"), and under which key of a page each was added. ``turned``: what passed between
    fund and holder, in order: each turn's kind and key.
    """

    pressed: Mapping[str, UUID]
    granted_fen: int | None = None
    granted_at: datetime.datetime | None = None
    bank_reference: str | None = None
    turned: tuple[tuple[str, UUID], ...] = ()

    @property
    def state(self) -> str:
        """One of ``terms.STATES``: nothing stores it, so nothing can contradict it."""
        state = next((STATE_AFTER[fact] for fact in STATE_AFTER if fact in self.pressed), "asked")
        return "decided" if state == "instructed" and self.turn == "returned" else state

    @property
    def turn(self) -> str:
        """The last turn's kind (``models.Turn.KINDS``), or empty."""
        return self.turned[-1][0] if self.turned else ""

    @property
    def turns(self) -> int:
        """How many turns there were."""
        return len(self.turned)

    def turned_by(self, key: UUID) -> str:
        """What the press under this key did, or empty."""
        return next((kind for kind, pressed in self.turned if pressed == key), "")


class Held(NamedTuple):
    """A request locked by an action: what every later step needs of it, and of its fund."""

    id: UUID
    fund: UUID
    place: str
    book: str
    holder: UUID
    purpose: str
    helps_a_household: bool
    is_round: bool
    asked_fen: int
    gap_fen: int | None
    asked_by: UUID


def facts_of(of: AidRequest) -> Facts:
    """The facts of a request that was read with them (``with_facts``)."""
    grant = getattr(of, "grant", None)
    instruction = getattr(grant, "instruction", None)
    payment = getattr(instruction, "payment", None)
    facts = {
        "grant": grant,
        "refusal": getattr(of, "refusal", None),
        "instruction": instruction,
        "payment": payment,
        "withdrawal": getattr(of, "withdrawal", None),
    }
    return Facts(
        pressed={name: fact.key for name, fact in facts.items() if fact},
        granted_fen=grant.amount_fen if grant else None,
        granted_at=grant.at if grant else None,
        bank_reference=payment.bank_reference if payment else None,
        turned=tuple((each.kind, each.key) for each in turns_of(of)),
    )


def turns_of(of: AidRequest) -> list[Turn]:
    """What passed over its instruction, in order."""
    grant = getattr(of, "grant", None)
    instruction = getattr(grant, "instruction", None)
    return sorted(instruction.turns.all(), key=lambda turn: turn.number) if instruction else []


HELD = """
SELECT r.id, r.fund_id, r.place_id, f.book_id, f.holder_id, r.purpose,
       r.persons > 0, r.persons > 0 AND r.household_id IS NULL,
       r.asked_fen, r.gap_fen, r.asked_by_id
FROM fund_aidrequest r JOIN fund_fund f ON f.id = r.fund_id WHERE r.id = %s"""
LOCKED = {"sqlite": "", "postgresql": " FOR UPDATE OF r"}
"""SQLite has one writer, and our transactions are it from their first statement on."""

FACTS = """
SELECT 'grant', key, amount_fen, at, NULL FROM fund_grant WHERE request_id = %s
UNION ALL SELECT 'refusal', key, NULL, NULL, NULL FROM fund_refusal WHERE request_id = %s
UNION ALL SELECT 'instruction', key, NULL, NULL, NULL FROM fund_instruction WHERE grant_id = %s
UNION ALL SELECT 'payment', key, NULL, NULL, bank_reference FROM fund_payment
    WHERE instruction_id = %s
UNION ALL SELECT 'withdrawal', key, NULL, NULL, NULL FROM fund_withdrawal WHERE request_id = %s
UNION ALL SELECT kind, key, number, at, NULL FROM fund_turn WHERE instruction_id = %s"""
"""Each fact's key is the request's: six look-ups, which PostgreSQL plans faster than a join."""


def hold(request_id: UUID) -> Held | None:
    """The request, locked until the transaction ends; None where there is none.

    Written out, like ``facts_now``: a payment reads little, and Django's own way of asking for it
    costs as much as all that a payment writes.
    """
    with connection.cursor() as cursor:
        cursor.execute(HELD + LOCKED[connection.vendor], [request_id.hex])
        found = cursor.fetchone()
    if found is None:
        return None
    pk, fund, place, book, holder, purpose, helps, is_round, asked_fen, gap_fen, asked_by = found
    return Held(
        uuid_of(pk), uuid_of(fund), place, book, uuid_of(holder), purpose, bool(helps),
        bool(is_round), asked_fen, gap_fen, uuid_of(asked_by),
    )  # fmt: skip


def facts_now(request_id: UUID) -> Facts:
    """The facts as they are at this moment: what an action reads once it holds the request.

    Another statement than ``hold``'s on purpose: whoever waited for the lock would not see in one
    and the same statement what the other, for whom it waited, has done.
    """
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [request_id.hex] * 6)
        rows = cursor.fetchall()
    granted_fen = granted_at = bank_reference = None
    turns = sorted((number, kind, key) for kind, key, number, *_rest in rows if kind in Turn.KINDS)
    for fact, _key, amount_fen, at, reference in rows:
        if fact == "grant":
            granted_fen, granted_at = amount_fen, at
        elif fact == "payment":
            bank_reference = reference
    if granted_at and timezone.is_naive(granted_at):
        granted_at = timezone.make_aware(granted_at, datetime.UTC)  # SQLite keeps no zone
    pressed = {fact: uuid_of(key) for fact, key, *_rest in rows if fact not in Turn.KINDS}
    turned = tuple((kind, uuid_of(key)) for _number, kind, key in turns)
    return Facts(pressed, granted_fen, granted_at, bank_reference, turned)
