"""A sitting: called, its docket, what was signed on paper keyed by one and confirmed by another."""

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.committee import queries
from linli.committee.actions.scope import held_committee, insist_complete, record, require
from linli.committee.models import Attendance, Decision, Item, Member, Sitting, Vote
from linli.committee.terms import CHOICES, DECIDE, RECUSED, SUPERVISOR, VOTER, Tally
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.papers import actions as papers


class SittingClosed(Refused):
    """What was confirmed is not changed."""

    words = gettext_lazy("这次会议已经核对确认，不能再改。")
    remedy = gettext_lazy("决议有错的，请下次会议重新审议。")


class DocketEmpty(Refused):
    """Nothing was on the docket."""

    words = gettext_lazy("这次会议的议程上还没有事项。")


class NotHeldYet(Refused):
    """The day of the sitting has not come."""

    words = gettext_lazy("会议 %(day)s 才开，还不能录表决结果。")


class SheetMissing(Refused):
    """Votes are keyed from a signed sheet, and its photo is kept."""

    words = gettext_lazy("请附上签了字的表决单照片。只拍表决单，不拍人。")


class SupervisorMissing(Refused):
    """Somebody who watches has to be there, and is asked for a remark."""

    words = gettext_lazy("监督员没有到会，不能表决。")
    remedy = gettext_lazy("请改天再开，或者请另一位监督员到会。")


class RemarkNotAsked(Refused):
    """The supervisor may have nothing to say, but is asked."""

    words = gettext_lazy("“%(title)s”还没有问过监督员的意见；没有意见请勾“没有意见”。")


class NotEntitled(Refused):
    """A vote of somebody who is recused, not there, or no voting member that day."""

    words = gettext_lazy("%(member)s 在“%(title)s”上没有表决权：回避、没有到会，或者不是成员。")


class AmountNotDecided(Refused):
    """A yes needs its amount, and no more than was asked."""

    words = gettext_lazy("“%(title)s”批准的金额要大于零，不能超过申请的金额。")


class WordsMissing(Refused):
    """A no needs its reason, for the family reads it."""

    words = gettext_lazy("“%(title)s”没有通过，请写一句给家里人看的理由。")


class NotKeyedYet(Refused):
    """There is nothing to confirm."""

    words = gettext_lazy("表决结果还没有录，没有可以核对的。")


class KeyedByYourself(Refused):
    """Who keyed the votes does not confirm them."""

    words = gettext_lazy("录票和核对要两个人：这次的票是您录的，请另一个人来核对。")


class About(NamedTuple):
    """What an item is about: an upper room's record, and whom it concerns, for ties alone."""

    room: str
    noun: str
    id: UUID
    household_id: UUID | None = None
    person_id: UUID | None = None


class Sheet(NamedTuple):
    """What stands on the signed sheet about one item. ``remark`` None: it was not asked."""

    votes: Mapping[UUID, str]
    decided_fen: int | None
    words: str
    remark: str | None


@transaction.atomic
def call_sitting(
    *, committee_id: UUID, held_on: datetime.date, by: Viewer, at: datetime.datetime
) -> Sitting:
    """Call the committee together. Raises ``CommitteeIncomplete`` for the members of that day."""
    committee = held_committee(committee_id, by)
    insist_complete(committee, held_on)
    newest = Sitting.objects.filter(committee=committee).aggregate(Max("number"))["number__max"]
    sitting = Sitting.objects.create(
        committee=committee,
        number=(newest or 0) + 1,
        held_on=held_on,
        called_by_id=by.user_id,
        called_at=at,
    )
    record("sitting.called", committee, by, at, sitting=str(sitting.pk))
    return sitting


@transaction.atomic
def put_on_docket(
    *,
    sitting_id: UUID,
    about: About,
    title: str,
    asked_fen: int,
    by: Viewer,
    at: datetime.datetime,
    kind: str = DECIDE,
    reason: str = "",
) -> Item:
    """Put something on the docket under a title that names nobody; tied members are recused."""
    sitting = _open(sitting_id, by, Permission.COMMITTEE_KEEP)
    last = Item.objects.filter(sitting=sitting).aggregate(Max("position"))["position__max"]
    item, new = Item.objects.get_or_create(
        sitting=sitting,
        room=about.room,
        noun=about.noun,
        subject_id=about.id,
        kind=kind,
        defaults={
            "position": (last or 0) + 1,
            "title": title,
            "reason": reason,
            "asked_fen": asked_fen,
            "household_id": about.household_id,
            "person_id": about.person_id,
        },
    )
    if not new and item.off:
        item.off = False
        item.save(update_fields=["off"])
    recuse_tied(item, sitting.held_on)
    key_again(sitting)
    record("item.docketed", sitting.committee, by, at, item=str(item.pk))
    return item


@transaction.atomic
def take_off(*, item_id: UUID, by: Viewer, at: datetime.datetime) -> Item:
    """Take something off the docket before it is decided."""
    item = Item.objects.filter(pk=item_id).first()
    if item is None:
        raise NotFound
    sitting = _open(item.sitting_id, by, Permission.COMMITTEE_KEEP)
    item.off = True
    item.save(update_fields=["off"])
    key_again(sitting)
    record("item.taken_off", sitting.committee, by, at, item=str(item.pk))
    return item


@transaction.atomic
def key_sheet(
    *,
    sitting_id: UUID,
    present: Iterable[UUID],
    items: Mapping[UUID, Sheet],
    by: Viewer,
    at: datetime.datetime,
    photo: bytes | None = None,
) -> Sitting:
    """Key what stands on the signed sheet, with its photo; again, until it is confirmed.

    Raises ``NotHeldYet``, ``SheetMissing``, ``SupervisorMissing``, ``RemarkNotAsked``,
    ``NotEntitled``, ``AmountNotDecided``, ``WordsMissing``, ``DocketEmpty``, ``SittingClosed``.
    """
    sitting = _open(sitting_id, by, Permission.COMMITTEE_KEEP)
    if sitting.held_on > timezone.localdate(at):
        raise NotHeldYet(day=sitting.held_on)
    insist_complete(sitting.committee, sitting.held_on)
    if photo is None and sitting.sheet_id is None:
        raise SheetMissing
    there = set(present)
    docket = list(queries.docket_of(sitting))
    if not docket:
        raise DocketEmpty
    members = queries.members_on(sitting.committee, sitting.held_on)
    watching = [one for one in members if one.part == SUPERVISOR and one.pk in there]
    if not watching:
        raise SupervisorMissing
    _write_attendance(sitting, members, there)
    for item in docket:
        _key_item(item, items.get(item.pk), members, there)
    sitting.supervisor = watching[0]
    sitting.sheet_id = _kept(photo, sitting, by, at) if photo else sitting.sheet_id
    sitting.keyed_by_id, sitting.keyed_at = by.user_id, at
    sitting.save()
    record("sitting.keyed", sitting.committee, by, at, sitting=str(sitting.pk))
    return sitting


@transaction.atomic
def send_back(*, sitting_id: UUID, by: Viewer, at: datetime.datetime) -> Sitting:
    """What was keyed is not what stands on the sheet: it is keyed again."""
    sitting = _open(sitting_id, by, Permission.SITTING_CONFIRM)
    if sitting.keyed_by_id is None:
        raise NotKeyedYet
    key_again(sitting)
    record("sitting.sent_back", sitting.committee, by, at, sitting=str(sitting.pk))
    return sitting


@transaction.atomic
def confirm(*, sitting_id: UUID, by: Viewer, at: datetime.datetime) -> list[Decision]:
    """A second person has held the keyed votes against the photo: now there are decisions.

    An item without a quorum gets none and may come to another sitting.
    Raises ``NotKeyedYet``, ``KeyedByYourself``, ``SittingClosed``.
    """
    sitting = _open(sitting_id, by, Permission.SITTING_CONFIRM)
    if sitting.keyed_by_id is None:
        raise NotKeyedYet
    if sitting.keyed_by_id == by.user_id:
        raise KeyedByYourself
    tallies = [(item, queries.tally_of(item)) for item in queries.docket_of(sitting)]
    sitting.confirmed_by_id, sitting.confirmed_at = by.user_id, at
    sitting.save()
    made = [_decide(item, tally, sitting.held_on, at) for item, tally in tallies if tally.quorum]
    record("sitting.confirmed", sitting.committee, by, at, sitting=str(sitting.pk))
    return made


def _decide(item: Item, tally: Tally, held_on: datetime.date, at: datetime.datetime) -> Decision:
    return Decision.objects.create(
        item=item,
        passed=tally.passed,
        amount_fen=item.decided_fen if tally.passed else None,
        members=tally.members,
        entitled=tally.entitled,
        present=tally.present,
        yes=tally.yes,
        no=tally.no,
        abstain=tally.abstain,
        decided_on=held_on,
        at=at,
    )


def _key_item(item: Item, sheet: Sheet | None, members: list[Member], there: set[UUID]) -> None:
    """One item's votes, amount, words and remark, as the sheet says them."""
    if sheet is None or sheet.remark is None:
        raise RemarkNotAsked(title=item.title)
    kept = {vote.member_id: vote for vote in item.votes.all()}
    seats = {one.pk: one for one in members if one.part == VOTER}
    for member_id, choice in sheet.votes.items():
        vote = kept.get(member_id)
        tied = vote is not None and vote.tie_id is not None
        absent = member_id not in there and choice != RECUSED
        if member_id not in seats or choice not in CHOICES or absent or tied:
            name = seats[member_id].name if member_id in seats else "?"
            raise NotEntitled(member=name, title=item.title)
        Vote.objects.update_or_create(item=item, member_id=member_id, defaults={"choice": choice})
    _insist_no_vote_is_left(item, sheet, there)
    tally = queries.tally_of(item)
    _insist_on_outcome(item, sheet, tally)
    item.decided_fen = sheet.decided_fen if tally.passed else None
    seal(item, "words", sheet.words.strip() or None)
    seal(item, "remark", sheet.remark.strip())
    item.save()


def _insist_no_vote_is_left(item: Item, sheet: Sheet, there: set[UUID]) -> None:
    """A vote keyed earlier and missing from this sheet would count in silence: key it again."""
    for vote in item.votes.all():
        if vote.tie_id is None and vote.member_id not in sheet.votes:
            raise NotEntitled(member=vote.member.name, title=item.title)


def _insist_on_outcome(item: Item, sheet: Sheet, tally: Tally) -> None:
    if tally.passed and not (sheet.decided_fen and 0 < sheet.decided_fen <= item.asked_fen):
        raise AmountNotDecided(title=item.title)
    if tally.quorum and not tally.passed and not sheet.words.strip():
        raise WordsMissing(title=item.title)


def _write_attendance(sitting: Sitting, members: list[Member], there: set[UUID]) -> None:
    for member in members:
        Attendance.objects.update_or_create(
            sitting=sitting, member=member, defaults={"present": member.pk in there}
        )


def key_again(sitting: Sitting) -> None:
    """What was keyed no longer fits the docket or the ties, or was keyed wrongly."""
    sitting.keyed_by = sitting.keyed_at = None
    sitting.save()


def recuse_tied(item: Item, on: datetime.date) -> bool:
    """Whoever declared a tie to whom the item concerns takes no part; tells if anybody did."""
    ties = queries.ties_to(item, on)
    for tie in ties:
        Vote.objects.update_or_create(
            item=item, member_id=tie.member_id, defaults={"choice": RECUSED, "tie": tie}
        )
    return bool(ties)


def _kept(photo: bytes, sitting: Sitting, by: Viewer, at: datetime.datetime) -> UUID:
    """The photo of the sheet alone; it opens through the sitting."""
    kept = papers.keep(
        content=photo,
        kind="other",
        retention="evidence",
        place=sitting.committee.place_id,
        guarded=True,
        by=by,
        at=at,
    )
    return kept.pk


def _open(sitting_id: UUID, by: Viewer, permission: Permission) -> Sitting:
    """A sitting that is not confirmed, locked until the end."""
    found = Sitting.objects.select_for_update().filter(pk=sitting_id).first()
    if found is None:
        raise NotFound
    require(found.committee, by, permission)
    if found.confirmed_at is not None:
        raise SittingClosed
    return found
