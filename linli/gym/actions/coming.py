"""People come in and go out: by their card, or by name; once, whatever the network does."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.gym import terms
from linli.gym.actions.scope import Door
from linli.gym.models import Visit
from linli.identity.permissions import Viewer
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.transactions import one_transaction


class NameOrCard(Refused):
    """By which way somebody was found."""

    words = gettext_lazy("请刷卡，或者按名字找。")


class ChildStays(Refused):
    """Who brought a child takes it along."""

    words = gettext_lazy("和他一起来的孩子还在里面，请先让孩子出来。")


class ReasonMissing(Refused):
    """What is taken back says why."""

    words = gettext_lazy("请写一句为什么撤回。")


class Tapped(NamedTuple):
    """What a card did: ``in``, ``out``, or ``same``: it was read twice in one go."""

    visit: Visit
    went: str


@one_transaction
def tap(
    *,
    space_id: UUID,
    resident_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    pressed_at: datetime.datetime | None = None,
) -> Tapped:
    """A card was read: who is outside comes in, who is inside goes out, within a minute it is the
    same tap. Raises what ``enter`` and ``leave`` raise."""
    door = Door(space_id, by, at, pressed_at)
    earlier = _before(key, space_id, resident_id) or door.came_since(resident_id)
    if earlier is not None:
        return Tapped(earlier, "same")
    visit = door.inside(resident_id)
    last = visit or _last(space_id, resident_id)
    if last is not None and terms.same_tap(last.left_at or last.entered_at, door.at):
        return Tapped(last, "same")
    if visit is not None:
        return Tapped(_out(door, visit, key), "out")
    return Tapped(_in(door, resident_id, terms.CARD, key), "in")


@one_transaction
def enter(
    *,
    space_id: UUID,
    resident_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    method: str = terms.NAME,
    companion_id: UUID | None = None,
    known: bool = False,
    pressed_at: datetime.datetime | None = None,
) -> Visit:
    """Somebody comes in; who is inside already stays inside. The same ``key`` is the same press.

    ``companion_id``: the adult, inside already, whom a child comes with; else one of its guardians
    who is. ``known``: one of those who may talk about health knows how it went, and lets them in.
    ``pressed_at``: a device without network says when; it has happened then, even if it was full.
    Raises ``RoomShut``, ``TooYoung``, ``TooOld``, ``NeedsAdult``, ``CardFirst``,
    ``InductionFirst``, ``DeclarationFirst``, ``TalkFirst``, ``PassFirst``, ``Full``,
    ``KeyUsedForOther``, ``NotFound``; ``NotAllowed`` for ``known`` by whom it is not told.
    """
    if method not in terms.METHODS:
        raise NameOrCard
    door = Door(space_id, by, at, pressed_at)
    here = door.came_since(resident_id) or door.inside(resident_id)
    if earlier := _before(key, space_id, resident_id) or here:
        return earlier
    return _in(door, resident_id, method, key, companion_id, known=known)


@one_transaction
def leave(
    *,
    visit_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    pressed_at: datetime.datetime | None = None,
) -> Visit:
    """Somebody goes out; their place is free. Gone already, they stay gone. Raises
    ``ChildStays``, ``NotFound``."""
    door, visit = _held(visit_id, by, at, pressed_at)
    over = visit.forgotten and door.closing(visit.entered_at) <= door.at
    return visit if over or visit.left_at is not None else _out(door, visit, key)


@one_transaction
def take_back(*, visit_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> Visit:
    """It was somebody else, or nobody; it stays, with why. Raises ``ReasonMissing``."""
    words = reason.strip()[:60]
    if not words:
        raise ReasonMissing
    door, visit = _held(visit_id, by, at)
    inside = visit.left_at is None and not visit.forgotten
    if inside and door.children_with(visit.resident_id):
        raise ChildStays
    visit.taken_back_at, visit.taken_back_by_id, visit.reason = at, by.user_id, words
    visit.save(update_fields=["taken_back_at", "taken_back_by", "reason"])
    if inside:
        door.let_out(1)
    door.give_back_pass(visit)
    door.record("gym_visit.taken_back", ("gym_visit", visit.pk))
    return visit


@one_transaction
def clear(*, space_id: UUID, by: Viewer, at: datetime.datetime) -> int:
    """The keeper looked: nobody is inside any more. How many were let out."""
    door = Door(space_id, by, at)
    here = Visit.objects.filter(
        space=space_id, left_at=None, forgotten=False, taken_back_at=None, entered_at__lte=at
    )
    count = here.update(left_at=at, left_by=by.user_id)
    if count:
        door.let_out(count)
        door.record("gym_room.cleared", ("space", space_id), people=count)
    return count


def _in(
    door: Door,
    resident_id: UUID,
    method: str,
    key: UUID,
    companion_id: UUID | None = None,
    *,
    known: bool = False,
) -> Visit:
    row = door.terms
    companion = door.insist_on(resident_id, row, companion_id, known)
    over = door.queued and door.closing(door.at) <= door.told_at  # told after the room had closed
    if not over:
        (door.note if door.queued else door.admit)(row)
    visit = Visit.objects.create(
        space_id=door.room.id, place_id=door.room.place, terms_id=row.id, resident_id=resident_id,
        companion_id=companion, entered_at=door.at, method=method, by_id=door.by.user_id, key=key,
        forgotten=over,
    )  # fmt: skip
    door.use_pass(visit)
    door.record("gym_visit.came", ("gym_visit", visit.pk), method=method)
    return visit


def _out(door: Door, visit: Visit, key: UUID) -> Visit:
    if door.children_with(visit.resident_id):
        raise ChildStays
    visit.left_at, visit.left_by_id = max(door.at, visit.entered_at), door.by.user_id
    visit.left_key, counted, visit.forgotten = key, not visit.forgotten, False
    visit.save(update_fields=["left_at", "left_by", "left_key", "forgotten"])
    if counted:
        door.let_out(1)
    door.record("gym_visit.left", ("gym_visit", visit.pk))
    return visit


def _before(key: UUID, space_id: UUID, resident_id: UUID) -> Visit | None:
    """The visit an earlier press with this key made or ended. Raises ``KeyUsedForOther``."""
    made = Visit.objects.filter(key=key).first() or Visit.objects.filter(left_key=key).first()
    if made is not None and (made.space_id, made.resident_id) != (space_id, resident_id):
        raise KeyUsedForOther
    return made


def _last(space_id: UUID, resident_id: UUID) -> Visit | None:
    """The last visit somebody was seen to end."""
    rows = Visit.objects.filter(
        space=space_id, resident=resident_id, taken_back_at=None, left_at__isnull=False
    )
    return rows.order_by("-left_at").first()


def _held(
    visit_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    pressed_at: datetime.datetime | None = None,
) -> tuple[Door, Visit]:
    """A live visit with its door held: read again once nobody else can change it."""
    live = Visit.objects.filter(pk=visit_id, taken_back_at=None, erased_at=None)
    space_id = live.values_list("space_id", flat=True).first()
    if space_id is None:
        raise NotFound
    door = Door(space_id, by, at, pressed_at)
    visit = live.first()
    if visit is None:
        raise NotFound
    return door, visit
