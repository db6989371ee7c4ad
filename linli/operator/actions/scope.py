"""Whose operation it is: every verb of the room begins here."""

import datetime
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.operator.models import Bill, Debt, Operation, Taking
from linli.operator.terms import Origin

Kept = TypeVar("Kept", Debt, Bill, Taking)


class AmountNotAbove(Refused):
    """Zero or less."""

    words = gettext_lazy("金额要大于零。")


def locked(operation_id: UUID) -> Operation:
    """The operation, locked until the transaction ends, for rooms that have asked who may."""
    found = Operation.objects.select_for_update().filter(pk=operation_id).first()
    if found is None:
        raise NotFound
    return found


def held(operation_id: UUID, by: Viewer, permission: Permission) -> Operation:
    """The operation, locked until the transaction ends, if ``by`` may do this; else refused."""
    found = locked(operation_id)
    require(found, by, permission)
    return found


def require(operation: Operation, by: Viewer, permission: Permission) -> None:
    """Refuse unless permitted in the operation's community, or in the organisation that runs it."""
    by.require(permission, place=operation.place_id, organisation=operation.operator_id)


def insist_above_zero(amount_fen: int) -> None:
    """Refuse nought and less."""
    if amount_fen <= 0:
        raise AmountNotAbove


def of(origin: Origin) -> dict[str, object]:
    """The fields in which an origin is kept."""
    return {
        "origin_room": origin.room,
        "origin_noun": origin.noun,
        "origin_id": origin.id,
        "origin_title": origin.title[:80],
        "origin_on": origin.on,
    }


def same_thing(origin: Origin) -> dict[str, object]:
    """What finds it again: a title may have changed since."""
    return {
        "origin_room": origin.room,
        "origin_noun": origin.noun,
        "origin_id": origin.id,
    }


def origin_of(kept: Debt | Bill | Taking) -> Origin:
    """What an amount was for, as it was kept."""
    return Origin(
        kept.origin_room, kept.origin_noun, kept.origin_id, kept.origin_title, kept.origin_on
    )


def same_press(operation: Operation, amount_fen: int, origin: Origin) -> dict[str, object]:
    """What a row of money holds if the press that comes again means the same."""
    return {"operation_id": operation.pk, "amount_fen": amount_fen, "origin_id": origin.id}


def note(
    verb: str, operation: Operation, by: Viewer, at: datetime.datetime, **details: object
) -> None:
    """Into the journal: ids and amounts, no names."""
    journal.record(
        verb=verb, by=by, at=at, subject=("operation", operation.pk), place=operation.place_id,
        details=details,
    )  # fmt: skip
