"""A child is brought and fetched: by whom a guardian may name, or by two keepers with a reason."""

import datetime
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from linli.attendance import terms
from linli.attendance.actions.presence import ReasonMissing
from linli.attendance.actions.scope import Door
from linli.attendance.models import Attendance, HandOver, HandOverRoom
from linli.attendance.queries.children import hands_of, in_hand_over_room
from linli.attendance.queries.named import Named, named_for
from linli.attendance.terms import PRESENT
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal, unseal
from linli.kernel.transactions import one_transaction
from linli.kernel.words import XIAMEN
from linli.spaces import queries as spaces


class NotHandedOverHere(Refused):
    """The room is an ordinary one."""

    words = gettext_lazy("这间屋不用交接孩子。")


class ChildNotIn(Refused):
    """First the child is in."""

    words = gettext_lazy("这个孩子还没签到，请先签到。")


class BroughtAlready(Refused):
    """One child, one hand-over at a time."""

    words = gettext_lazy("已经记过是谁带来的了。")


class NotBrought(Refused):
    """Nobody is fetched who was not brought."""

    words = gettext_lazy("还没记这个孩子是谁带来的。")


class FetchedAlready(Refused):
    """The child is gone."""

    words = gettext_lazy("这个孩子已经记过接走了。")


class OnNobodysList(Refused):
    """Neither a guardian who may be told, nor named by one."""

    words = gettext_lazy("这个人不在孩子的接送名单上，孩子不能交给他。")
    remedy = gettext_lazy("请打电话给：%(who)s。")

    def __init__(self, who: str) -> None:
        super().__init__(who=who)


class NameMissing(Refused):
    """Somebody has a name."""

    words = gettext_lazy("请写来人的姓名。")


class TwoNeeded(Refused):
    """Nobody decides alone to whom a child goes."""

    words = gettext_lazy("不在名单上的人，要另一位同事来确认，您自己不能确认。")


class NobodyAsked(Refused):
    """There is nothing to confirm."""

    words = gettext_lazy("还没有人写来人是谁、为什么。")


class AskedOtherwise(Refused):
    """Who asked has written something else since it was read: nobody says yes to what they have not
    seen."""

    words = gettext_lazy("来人是谁、为什么，刚刚改过了，和您看到的不一样。")
    remedy = gettext_lazy("请再看一遍，和来人谈过，再确认。")


class WhoBroughtOrFetched(Refused):
    """One person, not two."""

    words = gettext_lazy("请选一个人。")


@one_transaction
def mark_room(*, space_id: UUID, by: Viewer, at: datetime.datetime) -> HandOverRoom:
    """From now on children are handed over in this room. Marked already, it stays so."""
    room = spaces.get_space(by, space_id)
    by.require(Permission.SPACE_KEEP, place=room.place)
    if standing := HandOverRoom.objects.filter(space=space_id, until_at=None).first():
        return standing
    made = HandOverRoom.objects.create(
        space_id=space_id, place_id=room.place, since_at=at, by_id=by.user_id
    )
    _remember_room("hand_over.room_marked", space_id, room.place, by, at)
    return made


@one_transaction
def unmark_room(*, space_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """The room is an ordinary one again; who is still in a hand-over there is fetched as before."""
    room = spaces.get_space(by, space_id)
    by.require(Permission.SPACE_KEEP, place=room.place)
    standing = HandOverRoom.objects.filter(space=space_id, until_at=None)
    if standing.update(until_at=at, ended_by=by.user_id):
        _remember_room("hand_over.room_unmarked", space_id, room.place, by, at)


@one_transaction
def bring(
    *,
    session_id: UUID,
    child_id: UUID,
    guardian_id: UUID | None = None,
    permit_id: UUID | None = None,
    name: str = "",
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> HandOver:
    """Write who brought a child that is in. Anybody may bring: one on nobody's list is written as
    they say their name. The same ``key`` is the same press.

    Raises ``NotHandedOverHere``, ``ChildNotIn``, ``BroughtAlready``, ``OnNobodysList``,
    ``WhoBroughtOrFetched``, ``NameMissing``, ``NotFound``.
    """
    door = Door(session_id, by, at)
    if earlier := pressed_before(HandOver, key, session_id=session_id, child_id=child_id):
        return earlier
    if not in_hand_over_room(door.row):
        raise NotHandedOverHere
    named = _named(door, child_id)
    row = door.live([child_id]).get(child_id)
    if row is None or row.state != PRESENT:
        raise ChildNotIn
    if hands_of(session_id).filter(child=child_id, fetched_at=None).exists():
        raise BroughtAlready
    made = HandOver(
        session_id=session_id, place_id=door.row.place, child_id=child_id, brought_at=at,
        brought_noted_by_id=by.user_id, key=key,
    )  # fmt: skip
    made.brought_by_id, made.brought_permit_id = _chosen(named, guardian_id, permit_id, name)
    if made.brought_by_id is None and made.brought_permit_id is None:
        seal(made, "brought_name", _typed(name, 40))
    made.save(force_insert=True)
    _come_again(door, row)
    door.record("hand_over.brought", hand_over=str(made.pk))
    return made


@one_transaction
def fetch(
    *,
    hand_over_id: UUID,
    guardian_id: UUID | None = None,
    permit_id: UUID | None = None,
    by: Viewer,
    at: datetime.datetime,
) -> HandOver:
    """The child goes with a guardian, or with somebody a guardian named. Pressed twice is once.

    Raises ``OnNobodysList`` with whom to call, ``FetchedAlready``, ``WhoBroughtOrFetched``.
    """
    door, made = _open(hand_over_id, by, at)
    if made.fetched_at is not None:
        if (made.fetched_by_id, made.fetched_permit_id) == (guardian_id, permit_id):
            return made
        raise FetchedAlready
    if guardian_id is None and permit_id is None:
        raise WhoBroughtOrFetched
    named = _named(door, made.child_id)
    made.fetched_by_id, made.fetched_permit_id = _chosen(named, guardian_id, permit_id, "")
    return _gone(door, made)


@one_transaction
def ask_exception(
    *, hand_over_id: UUID, name: str, reason: str, by: Viewer, at: datetime.datetime
) -> HandOver:
    """Somebody on nobody's list stands here: write who, and why they might. The child stays until
    another keeper confirms. Whoever a child is hidden from is refused, and by no two let in.

    Raises ``NameMissing``, ``ReasonMissing``, ``OnNobodysList``, ``FetchedAlready``.
    """
    door, made = _open(hand_over_id, by, at)
    if made.fetched_at is not None:
        raise FetchedAlready
    named = _named(door, made.child_id)
    typed, why = _typed(name, 40), reason.strip()[:200]
    if not why:
        raise ReasonMissing
    _insist_not_hidden(named, typed)
    seal(made, "other_name", typed)
    seal(made, "other_reason", why)
    made.asked_by_id, made.asked_at = by.user_id, at
    made.save(update_fields=["other_name", "other_reason", "asked_by", "asked_at"])
    door.record("hand_over.exception_asked", hand_over=str(made.pk))
    return made


@one_transaction
def let_exception(
    *, hand_over_id: UUID, asked_at: datetime.datetime, by: Viewer, at: datetime.datetime
) -> HandOver:
    """Another keeper, signed in as themselves, has spoken with who stands there: the child goes.

    ``asked_at``: of the question they have read. Raises ``TwoNeeded``, ``NobodyAsked``,
    ``AskedOtherwise``, ``OnNobodysList``, ``FetchedAlready``.
    """
    door, made = _open(hand_over_id, by, at)
    if made.fetched_at is not None:
        raise FetchedAlready
    if made.asked_by_id is None:
        raise NobodyAsked
    if made.asked_by_id == by.user_id:
        raise TwoNeeded
    if made.asked_at != asked_at:
        raise AskedOtherwise
    _insist_not_hidden(_named(door, made.child_id), unseal(made, "other_name") or "")
    return _gone(door, made)


@one_transaction
def take_back_hand_over(
    *, hand_over_id: UUID, reason: str, by: Viewer, at: datetime.datetime
) -> HandOver:
    """It was another child, or nobody: it stays, with why, and the child is in as before.

    Raises ``ReasonMissing``, ``NotFound``.
    """
    door, made = _open(hand_over_id, by, at)
    words = reason.strip()[:60]
    if not words:
        raise ReasonMissing
    made.taken_back_at, made.taken_back_by_id, made.reason = at, by.user_id, words
    made.save(update_fields=["taken_back_at", "taken_back_by", "reason"])
    row = door.live([made.child_id]).get(made.child_id)
    if made.fetched_at is not None and row is not None and row.left_at == made.fetched_at:
        _come_again(door, row)
    door.record("hand_over.taken_back", hand_over=str(made.pk))
    return made


def _open(hand_over_id: UUID, by: Viewer, at: datetime.datetime) -> tuple[Door, HandOver]:
    """A hand-over with its door held: read again once nobody else can change it."""
    live = HandOver.objects.filter(pk=hand_over_id, taken_back_at=None)
    session_id = live.values_list("session_id", flat=True).first()
    if session_id is None:
        raise NotFound
    door = Door(session_id, by, at)
    made = live.first()
    if made is None:
        raise NotFound
    return door, made


def _named(door: Door, child_id: UUID) -> Named:
    """Who may fetch this child today. Raises ``NotFound`` for who is no minor."""
    on = door.at.astimezone(XIAMEN).date()
    named = named_for([child_id], on).get(child_id)
    if named is None:
        raise NotFound
    return named


def _chosen(
    named: Named, guardian_id: UUID | None, permit_id: UUID | None, name: str
) -> tuple[UUID | None, UUID | None]:
    if sum(bool(each) for each in (guardian_id, permit_id, name.strip())) > 1:
        raise WhoBroughtOrFetched
    unknown = guardian_id and guardian_id not in {one.id for one in named.guardians}
    if unknown or (permit_id and permit_id not in {one.id for one in named.permits}):
        raise on_nobodys_list(named)
    return guardian_id, permit_id


def on_nobodys_list(named: Named) -> OnNobodysList:
    """The refusal, with whom to call: guardians who may be told, or the community."""
    who = [one.name for one in named.guardians] or [gettext("社区值班")]
    return OnNobodysList(who=gettext("、").join(who))


def _insist_not_hidden(named: Named, typed: str) -> None:
    if any(terms.same_name(typed, hidden) for hidden in named.away.values()):
        raise on_nobodys_list(named)


def _typed(name: str, most: int) -> str:
    typed = " ".join(name.split())[:most]
    if not typed:
        raise NameMissing
    return typed


def _gone(door: Door, made: HandOver) -> HandOver:
    """The child leaves in somebody's hand: its place is free."""
    made.fetched_at = max(door.at, made.brought_at)
    made.fetch_noted_by_id = door.by.user_id
    made.save(update_fields=["fetched_at", "fetch_noted_by", "fetched_by", "fetched_permit"])
    row = door.live([made.child_id]).get(made.child_id)
    if row is not None and row.state == PRESENT and row.left_at is None:
        row.left_at = max(made.fetched_at, row.at)
        row.save(update_fields=["left_at"])
        door.let_out(1)
    door.record("hand_over.fetched", hand_over=str(made.pk))
    return made


def _come_again(door: Door, row: Attendance) -> None:
    """A child that had gone is in once more, and counted: it stands here, so over if need be."""
    if row.left_at is not None:
        row.left_at = None
        row.save(update_fields=["left_at"])
        door.note(1, door.list.capacity)


def _remember_room(
    verb: str, space_id: UUID, place: str, by: Viewer, at: datetime.datetime
) -> None:
    journal.record(verb=verb, by=by, at=at, subject=("space", space_id), place=place)
