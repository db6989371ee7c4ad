"""What must hold of a round and its sheets, and how its deeds are written down."""

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.giving import actions as giving, queries as goods
from linli.goodwill.models import Round, Settlement, Sheet
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused


class ListClosed(Refused):
    """What was submitted is not changed, or somebody would approve another list than was read."""

    words = gettext_lazy("名单已经报批，不能再改。")
    remedy = gettext_lazy("要改的，请批准的人退回。")


class NotSubmitted(Refused):
    """Only what was submitted is approved."""

    words = gettext_lazy("名单还没有报批。")


class RoundEnded(Refused):
    """Nothing follows a settled round."""

    words = gettext_lazy("这一轮慰问已经结清。")


def held_round(round_id: UUID, permission: Permission, by: Viewer) -> Round:
    """The round, locked until the end."""
    found = Round.objects.select_for_update().filter(pk=round_id).first()
    if found is None:
        raise NotFound
    by.require(permission, place=found.place_id)
    return found


def held_sheet(sheet_id: UUID, permission: Permission, by: Viewer) -> tuple[Sheet, Round]:
    round_id = Sheet.objects.filter(pk=sheet_id).values_list("round_id", flat=True).first()
    if round_id is None:
        raise NotFound
    held = held_round(round_id, permission, by)
    return Sheet.objects.get(pk=sheet_id), held


def insist_submitted(held: Round) -> None:
    if held.approved_at is not None:
        raise ListClosed
    if held.submitted_at is None:
        raise NotSubmitted


def insist_not_ended(held: Round) -> None:
    if Settlement.objects.filter(round=held).exists():
        raise RoundEnded


def insist_on_shelf(held: Round, households: int) -> None:
    """Raises ``giving.NotSoMany`` where the shelf does not hold enough for so many."""
    shelf = goods.shelf(held.gift_id)
    if shelf.left < held.each * households:
        raise giving.NotSoMany(left=shelf.left, unit=shelf.unit)


def record(verb: str, held: Round, by: Viewer, at: datetime.datetime, **details: Any) -> None:
    counted: Mapping[str, Any] = {"number": held.number, **details}
    journal.record(
        verb=verb, by=by, at=at, subject=("goodwill_round", held.pk), place=held.place_id,
        details=counted,
    )  # fmt: skip
