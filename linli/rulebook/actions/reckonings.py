"""Asking the clock what a change would do, and the clock's counting, a round at a time.

Only counts are kept: of no family is anything written down.
"""

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.rulebook.actions.turning import remember, told
from linli.rulebook.models import Draft, Reckoning, Weight
from linli.rulebook.queries.answers import Change, Sum, answers
from linli.rulebook.queries.checking import check
from linli.rulebook.queries.drafts import open_draft
from linli.rulebook.queries.editions import writable
from linli.rulebook.queries.figures import waiting_figures
from linli.rulebook.queries.reckonings import communities_of, households_after
from linli.rulebook.queries.standing import Shelf, shelf
from linli.rulebook.terms import EFFECTS, FAMILIES_A_ROUND, SIMULATION, WEIGHTS, values_around
from linli.rules.packs import NATIONWIDE
from linli.rules.shelf import Text, with_value

WRITE = Permission.POLICY_WRITE
PROGRESS = ["communities", "counted", "done", "total"]


class NotReadable(Refused):
    """There is nothing to count while the text cannot be read."""

    words = gettext_lazy("第%(line)s行：%(fault)s")
    remedy = gettext_lazy("请先改好，再算影响。")


class NoSuchFigure(Refused):
    """The policy has no figure of the name."""

    words = gettext_lazy("这项政策里没有这个数字。")


@transaction.atomic
def ask_effects(*, draft_id: UUID, by: Viewer, at: datetime.datetime) -> Reckoning:
    """Have the clock count what a draft would do on the day it begins, at the earliest today.

    Failing examples do not hinder it. Raises ``NotFound``, ``NotReadable``.
    """
    draft = open_draft(by, draft_id, WRITE)
    found = check(draft.jurisdiction, draft.text)
    for fault in found.faults:
        raise NotReadable(line=fault.line, fault=told(fault.words))
    assert found.loaded is not None
    row = _ask(
        by,
        at,
        question=EFFECTS,
        place=draft.jurisdiction,
        draft=draft,
        digest=Text("", "", "", draft.text).digest,
        on=max(timezone.localdate(at), found.loaded.pack.effective_from.first),
    )
    remember("policy.effects_asked", ("draft", draft.pk), by, at, place=draft.jurisdiction)
    return row


@transaction.atomic
def ask_simulation(
    *, edition_id: UUID, parameter: str, middle: int, by: Viewer, at: datetime.datetime
) -> Reckoning:
    """Have the clock count nine values of one figure about ``middle`` (fen, or a plain number).

    Raises ``NotFound``, ``NoSuchFigure``.
    """
    by.require(WRITE)
    found = shelf().policies.get(edition_id)
    place = writable(by, found.pack.jurisdiction, WRITE) if found else None
    if found is None or place is None:
        raise NotFound
    if parameter not in found.pack.parameters:
        raise NoSuchFigure
    row = _ask(
        by,
        at,
        question=SIMULATION,
        place=place,
        edition_id=edition_id,
        parameter=parameter,
        middle=middle,
        on=timezone.localdate(at),
    )
    remember("policy.simulated", ("edition", edition_id), by, at, place=place)
    return row


@transaction.atomic
def ask_weights(*, by: Viewer, at: datetime.datetime) -> int:
    """Have the clock count how many families' answers wait for each figure, at the asker's places.

    By itself the clock counts everywhere. Returns at how many places; those being counted are not
    asked twice.
    """
    by.require(WRITE)
    places = {NATIONWIDE} if by.kind == "clock" else by.places(WRITE)
    waiting = Reckoning.objects.filter(question=WEIGHTS, finished_at=None)
    for place in sorted(places - set(waiting.values_list("place", flat=True))):
        _ask(by, at, question=WEIGHTS, place=place, on=timezone.localdate(at))
    return len(places)


def reckon(*, by: Viewer, at: datetime.datetime) -> int:
    """One round of the oldest question somebody waits for: the house's own act.

    Returns how many families were asked.

    Counting is done before the transaction; a clock that dies in between counts the round again.
    """
    if by.kind != "clock":
        raise NotFound
    waiting = Reckoning.objects.filter(finished_at=None).order_by("asked_at", "id")
    row = waiting.exclude(asked_by=None).first() or waiting.first()
    if row is None:
        return 0
    kept = shelf()
    if kept.stamp != row.stamp and row.question != WEIGHTS:
        _finish(row, at, broke=True)
        return 0
    if row.total is None:
        row.communities = communities_of(row.place)
        row.total = sum(households for _code, households in row.communities)
    batch = households_after(row.communities, row.done, FAMILIES_A_ROUND[row.question])
    row.counted = _COUNT[row.question](row, kept, batch)
    row.done += len(batch)
    if not batch or row.done >= row.total:
        _finish(row, at)
    else:
        row.save(update_fields=PROGRESS)
        journal.wake_the_clock()
    return len(batch)


def _ask(by: Viewer, at: datetime.datetime, **about: Any) -> Reckoning:
    return Reckoning.objects.create(
        asked_by_id=by.user_id, asked_at=at, stamp=shelf().stamp or uuid4(), **about
    )


@transaction.atomic
def _finish(row: Reckoning, at: datetime.datetime, *, broke: bool = False) -> None:
    row.finished_at, row.broke = at, broke
    row.save(update_fields=[*PROGRESS, "finished_at", "broke"])
    if row.question == WEIGHTS:
        _keep_weights(row)


# Counting ----------------------------------------------------------------------------------------


def _effects(row: Reckoning, kept: Shelf, batch: list[UUID]) -> dict[str, Any]:
    draft = Draft.objects.get(pk=row.draft_id)
    if Text("", "", "", draft.text).digest != row.digest:
        return row.counted  # somebody wrote on: this count answers nothing any more
    found = check(draft.jurisdiction, draft.text)
    change = _change(row.counted)
    if found.catalogue and found.text:
        both = {"now": kept.catalogue, "then": found.catalogue}
        for one in answers(batch, found.text.benefit, both, row.on):
            change.add(one["now"], one["then"])
    return dataclasses.asdict(change)


def _change(counted: Mapping[str, Any]) -> Change:
    if not counted:
        return Change()
    plain = {key: value for key, value in counted.items() if key not in ("now", "then")}
    return Change(now=Sum(**counted["now"]), then=Sum(**counted["then"]), **plain)


def _simulation(row: Reckoning, kept: Shelf, batch: list[UUID]) -> dict[str, Any]:
    pack = kept.policies[row.edition_id].pack
    values = values_around(row.middle or 0, pack.parameters[row.parameter].unit)
    worlds = {
        str(value): with_value(kept.catalogue, pack, row.parameter, value, row.on)
        for value in values
    }
    sums = {
        str(point["value"]): Sum(**{key: point[key] for key in point if key != "value"})
        for point in row.counted.get("points", ())
    } or {name: Sum() for name in worlds}
    for one in answers(batch, pack.id, worlds, row.on):
        for name, answer in one.items():
            sums[name].add(answer)
    points = [{"value": int(name), **dataclasses.asdict(one)} for name, one in sums.items()]
    return {"points": points}


def _weights(row: Reckoning, kept: Shelf, batch: list[UUID]) -> dict[str, Any]:
    counted: dict[str, dict[str, int]] = row.counted or {}
    for place, figure in waiting_figures(batch, kept, row.on):
        there = counted.setdefault(place, {})
        there[figure] = there.get(figure, 0) + 1
    return counted


def _keep_weights(row: Reckoning) -> None:
    """What was counted replaces what was counted before, at the places that were counted."""
    earlier = Reckoning.objects.filter(question=WEIGHTS, place=row.place).exclude(pk=row.pk)
    earlier.exclude(finished_at=None).delete()
    Weight.objects.filter(place__in=[code for code, _households in row.communities]).delete()
    Weight.objects.bulk_create(
        Weight(
            place_id=place,
            families=families,
            on=row.on,
            **dict(zip(("jurisdiction", "benefit", "parameter"), name.split(), strict=True)),
        )
        for place, figures in row.counted.items()
        for name, families in figures.items()
    )


_COUNT = {EFFECTS: _effects, SIMULATION: _simulation, WEIGHTS: _weights}
