"""What may be asked about a committee: its members, a sitting with its docket, what was decided.

Whoever sees the body's books sees its sittings. A title names nobody; a tie is for the secretary.
"""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.committee.models import Attendance, Committee, Decision, Item, Member, Sitting, Tie, Vote
from linli.committee.terms import SUPERVISOR, VOTER, Tally, complete, count
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.papers import queries as papers
from linli.people import queries as people

PART_WORDS = {VOTER: _("有表决权的成员"), SUPERVISOR: _("监督员（没有表决权）")}
CHOICE_WORDS = {"yes": _("同意"), "no": _("不同意"), "abstain": _("弃权"), "recused": _("回避")}
KIND_WORDS = {"decide": _("审议"), "ratify": _("追认")}
STATE_WORDS = {
    "called": _("等开会"),
    "keyed": _("票录好了，等另一个人核对"),
    "confirmed": _("已核对确认"),
}
SITTINGS_SHOWN = 24


class MemberRow(NamedTuple):
    """A member with the term; ``ties`` counts what was declared and is still in force."""

    id: UUID
    name: str
    part: str
    stands_for: str
    from_on: datetime.date
    until_on: datetime.date | None
    ties: int

    @property
    def part_word(self) -> Any:
        return PART_WORDS[self.part]


class TieRow(NamedTuple):
    """What a member declared. Whom it concerns is not told: the docket applies it by itself."""

    id: UUID
    to: Any
    words: str
    declared_on: datetime.date
    ended_on: datetime.date | None


class SittingRow(NamedTuple):
    """A sitting in a list."""

    id: UUID
    number: int
    held_on: datetime.date
    items: int
    state: str

    @property
    def state_word(self) -> Any:
        return STATE_WORDS[self.state]


class CommitteeCard(NamedTuple):
    """A committee: who sits today, whether it may sit, and its sittings, newest first."""

    id: UUID
    name: str
    place: str
    organisation_id: UUID | None
    subject: tuple[str, str, UUID]
    members: tuple[MemberRow, ...]
    former: tuple[MemberRow, ...]
    complete: bool
    sittings: tuple[SittingRow, ...]


class MemberCard(NamedTuple):
    """A member with what was declared."""

    row: MemberRow
    committee_id: UUID
    committee: str
    ties: tuple[TieRow, ...]


class ItemCard(NamedTuple):
    """A line of the docket with what was keyed. ``votes``: member → choice."""

    id: UUID
    position: int
    kind: str
    title: str
    reason: str
    asked_fen: int
    decided_fen: int | None
    words: str
    remark: str | None
    subject: tuple[str, str, UUID]
    votes: Mapping[UUID, str]
    tied: frozenset[UUID]
    tally: Tally

    @property
    def kind_word(self) -> Any:
        return KIND_WORDS[self.kind]

    @property
    def outcome(self) -> Any:
        """What the votes come to, in words."""
        if not self.tally.quorum:
            return _("到会人数不够，没有决议")
        return _("通过") if self.tally.passed else _("没有通过")


class Slip(NamedTuple):
    """What was keyed in one member's name: item and choice, for him to hold against his memory."""

    member: MemberRow
    present: bool
    votes: tuple[tuple[ItemCard, Any], ...]


class SittingCard(NamedTuple):
    """A sitting, whole."""

    row: SittingRow
    committee: CommitteeCard
    voters: tuple[MemberRow, ...]
    supervisors: tuple[MemberRow, ...]
    present: frozenset[UUID]
    items: tuple[ItemCard, ...]
    keyed_by: str
    keyed_by_id: UUID | None
    confirmed_by: str
    supervisor: str
    sheet_id: UUID | None

    @property
    def finished(self) -> bool:
        """Whether it is confirmed."""
        return self.row.state == "confirmed"

    @property
    def slips(self) -> list[Slip]:
        """A slip for each voting member."""
        return [
            Slip(
                one,
                one.id in self.present,
                tuple((item, _said(item, one.id)) for item in self.items),
            )
            for one in self.voters
        ]


class Decided(NamedTuple):
    """A decision as an upper room follows it."""

    id: UUID
    subject: tuple[str, str, UUID]
    kind: str
    passed: bool
    amount_fen: int | None
    words: str
    decided_on: datetime.date


def committee_of(subject: tuple[str, str, UUID]) -> UUID | None:
    """The committee that decides about a thing; an upper room has checked who asks."""
    room, noun, subject_id = subject
    found = Committee.objects.filter(room=room, noun=noun, subject_id=subject_id)
    return found.values_list("pk", flat=True).first()


def committee(viewer: Viewer, committee_id: UUID, on: datetime.date) -> CommitteeCard:
    """One committee. Raises ``NotFound``."""
    found = Committee.objects.filter(in_scope(viewer), pk=committee_id).first()
    if found is None:
        raise NotFound
    return _card(found, on)


def committees(viewer: Viewer, on: datetime.date) -> list[CommitteeCard]:
    """The committees the viewer may see."""
    return [_card(one, on) for one in Committee.objects.filter(in_scope(viewer)).order_by("name")]


def member(viewer: Viewer, member_id: UUID) -> MemberCard:
    """A member and the declared ties, for whoever keeps the committee. Raises ``NotFound``."""
    kept = Q(committee__place__in=viewer.communities(Permission.COMMITTEE_KEEP))
    found = Member.objects.select_related("committee").filter(kept, pk=member_id).first()
    if found is None:
        raise NotFound
    viewer.looked_at("member", found.pk, "ties", place=found.committee.place_id)
    ties = tuple(_tie_row(tie) for tie in found.ties.order_by("-declared_on", "-pk"))
    in_force = sum(tie.ended_on is None for tie in ties)
    return MemberCard(_member_row(found, in_force), found.committee_id, found.committee.name, ties)


def sitting(viewer: Viewer, sitting_id: UUID) -> SittingCard:
    """One sitting with its docket. Raises ``NotFound``."""
    found = Sitting.objects.select_related("committee", "supervisor").filter(pk=sitting_id).first()
    if found is None:
        raise NotFound
    seats = committee(viewer, found.committee_id, found.held_on)
    people_there = members_on(found.committee, found.held_on)
    there = Attendance.objects.filter(sitting=found, present=True)
    names = identity.names_of({one for one in (found.keyed_by_id, found.confirmed_by_id) if one})
    items = tuple(_item_card(item) for item in docket_of(found))
    return SittingCard(
        row=_sitting_row(found, len(items)),
        committee=seats,
        voters=tuple(_member_row(one) for one in people_there if one.part == VOTER),
        supervisors=tuple(_member_row(one) for one in people_there if one.part == SUPERVISOR),
        present=frozenset(there.values_list("member_id", flat=True)),
        items=items,
        keyed_by=names.get(found.keyed_by_id, ""),
        keyed_by_id=found.keyed_by_id,
        confirmed_by=names.get(found.confirmed_by_id, ""),
        supervisor=found.supervisor.name if found.supervisor else "",
        sheet_id=found.sheet_id,
    )


def sheet(viewer: Viewer, sitting_id: UUID) -> papers.Sheet:
    """The photo of a sitting's signed sheet. Raises ``NotFound``."""
    card = sitting(viewer, sitting_id)
    if card.sheet_id is None:
        raise NotFound
    return papers.guarded_paper(
        viewer, card.sheet_id, Permission.SITTING_SEE, card.committee.organisation_id
    )


def open_sittings(subject: tuple[str, str, UUID]) -> list[SittingRow]:
    """The sittings to whose docket something can still be put, the nearest first."""
    room, noun, subject_id = subject
    rows = Sitting.objects.filter(
        committee__room=room, committee__noun=noun, committee__subject_id=subject_id,
        confirmed_at=None,
    )  # fmt: skip
    return [_sitting_row(one, docket_of(one).count()) for one in rows.order_by("held_on", "number")]


def docketed(subject: tuple[str, str, UUID]) -> SittingRow | None:
    """The open sitting on whose docket a thing stands, if any."""
    item = _items_of(subject).filter(off=False, sitting__confirmed_at=None).first()
    return _sitting_row(item.sitting, 0) if item else None


def docketed_ids(room: str, noun: str) -> list[UUID]:
    """The things of a kind that wait on a docket of a sitting that is not confirmed."""
    rows = Item.objects.filter(room=room, noun=noun, off=False, sitting__confirmed_at=None)
    return list(rows.values_list("subject_id", flat=True))


def decision_on(subject: tuple[str, str, UUID], kind: str) -> Decided | None:
    """The newest decision on a thing, if there is one."""
    rows = Decision.objects.select_related("item").filter(
        item__in=_items_of(subject).filter(kind=kind)
    )
    found = rows.order_by("-decided_on", "-at").first()
    return decided(found) if found else None


def waiting(viewer: Viewer) -> list[tuple[SittingRow, bool]]:
    """Sittings that wait for this viewer: to be keyed (False) or to be confirmed (True)."""
    may_key = viewer.communities(Permission.COMMITTEE_KEEP)
    may_confirm = viewer.communities(Permission.SITTING_CONFIRM)
    rows = Sitting.objects.filter(confirmed_at=None).order_by("held_on")
    to_key = rows.filter(keyed_by=None, committee__place__in=may_key, items__off=False).distinct()
    to_confirm = rows.filter(committee__place__in=may_confirm).exclude(keyed_by=None)
    if viewer.user_id:
        to_confirm = to_confirm.exclude(keyed_by=viewer.user_id)
    found = [(one, False) for one in to_key] + [(one, True) for one in to_confirm]
    return [(_sitting_row(one, 0), confirm) for one, confirm in found]


# For the actions and the upper rooms --------------------------------------------------------------


def in_scope(viewer: Viewer) -> Q:
    """Committees of the viewer's communities, or of the viewer's organisation."""
    here = Q(place__in=viewer.communities(Permission.SITTING_SEE))
    return here | Q(organisation__in=viewer.organisations(Permission.SITTING_SEE))


def members_on(of: Committee, on: datetime.date) -> list[Member]:
    """Who held a seat on a day, votes first."""
    rows = Member.objects.filter(Q(until_on=None) | Q(until_on__gte=on), committee=of)
    return list(rows.filter(from_on__lte=on).order_by("-part", "from_on", "pk"))


def docket_of(of: Sitting) -> Any:
    """The items that stand on a docket, in their order."""
    return Item.objects.filter(sitting=of, off=False).order_by("position")


def tally_of(item: Item) -> Tally:
    """The votes on an item as they stand."""
    seats = members_on(item.sitting.committee, item.sitting.held_on)
    there = Attendance.objects.filter(sitting=item.sitting_id, present=True)
    return count(
        members=[one.pk for one in seats if one.part == VOTER],
        present=list(there.values_list("member_id", flat=True)),
        votes=dict(Vote.objects.filter(item=item).values_list("member_id", "choice")),
    )


def ties_to(item: Item, on: datetime.date) -> list[Tie]:
    """The declared ties of voting members to whom an item concerns: the household, one of those
    who live in it, or the person."""
    persons = {item.person_id} - {None}
    if item.household_id:
        persons |= people.living_in(item.household_id)
    to = Q(person__in=persons)
    if item.household_id:
        to |= Q(household=item.household_id)
    if item.person_id:
        to |= Q(household__in=people.homes_of([item.person_id]))
    rows = Tie.objects.filter(
        to, member__committee=item.sitting.committee, member__part=VOTER, declared_on__lte=on
    )
    return list(rows.filter(Q(ended_on=None) | Q(ended_on__gt=on)))


def decided(of: Decision) -> Decided:
    """A decision as a value."""
    item = of.item
    return Decided(
        of.pk,
        (item.room, item.noun, item.subject_id),
        item.kind,
        of.passed,
        of.amount_fen,
        unseal(item, "words") or "",
        of.decided_on,
    )


# How rows become cards ----------------------------------------------------------------------------


def _items_of(subject: tuple[str, str, UUID]) -> Any:
    room, noun, subject_id = subject
    rows = Item.objects.filter(room=room, noun=noun, subject_id=subject_id)
    return rows.select_related("sitting")


def _card(of: Committee, on: datetime.date) -> CommitteeCard:
    seats = members_on(of, on)
    gone = Member.objects.filter(committee=of).exclude(pk__in=[one.pk for one in seats])
    parts = [one.part for one in seats]
    tied: dict[UUID, int] = {}
    for member_id in Tie.objects.filter(member__committee=of, ended_on=None).values_list(
        "member_id", flat=True
    ):
        tied[member_id] = tied.get(member_id, 0) + 1
    sittings = Sitting.objects.filter(committee=of).order_by("-number")[:SITTINGS_SHOWN]
    return CommitteeCard(
        id=of.pk,
        name=of.name,
        place=of.place_id,
        organisation_id=of.organisation_id,
        subject=(of.room, of.noun, of.subject_id),
        members=tuple(_member_row(one, tied.get(one.pk, 0)) for one in seats),
        former=tuple(_member_row(one) for one in gone.order_by("-until_on")),
        complete=complete(parts.count(VOTER), parts.count(SUPERVISOR)),
        sittings=tuple(_sitting_row(one, docket_of(one).count()) for one in sittings),
    )


def _member_row(of: Member, ties: int = 0) -> MemberRow:
    return MemberRow(of.pk, of.name, of.part, of.stands_for, of.from_on, of.until_on, ties)


def _tie_row(of: Tie) -> TieRow:
    to = unseal(of, "firm") or (_("一户人家") if of.household_id else _("一位居民"))
    return TieRow(of.pk, to, unseal(of, "words") or "", of.declared_on, of.ended_on)


def _sitting_row(of: Sitting, items: int) -> SittingRow:
    state = "confirmed" if of.confirmed_at else "keyed" if of.keyed_at else "called"
    return SittingRow(of.pk, of.number, of.held_on, items, state)


def _item_card(item: Item) -> ItemCard:
    votes = list(item.votes.values_list("member_id", "choice", "tie_id"))
    return ItemCard(
        id=item.pk,
        position=item.position,
        kind=item.kind,
        title=item.title,
        reason=item.reason,
        asked_fen=item.asked_fen,
        decided_fen=item.decided_fen,
        words=unseal(item, "words") or "",
        remark=unseal(item, "remark"),
        subject=(item.room, item.noun, item.subject_id),
        votes={member_id: choice for member_id, choice, _tie in votes},
        tied=frozenset(member_id for member_id, _choice, tie in votes if tie),
        tally=tally_of(item),
    )


def _said(item: ItemCard, member_id: UUID) -> Any:
    choice = item.votes.get(member_id)
    return CHOICE_WORDS[choice] if choice else _("没有投票")


__all__ = [
    "CHOICE_WORDS", "KIND_WORDS", "PART_WORDS", "STATE_WORDS", "CommitteeCard", "Decided",
    "ItemCard", "MemberCard", "MemberRow", "SittingCard", "SittingRow", "Slip", "TieRow",
    "committee", "committee_of", "committees", "decided", "decision_on", "docketed", "docketed_ids",
    "in_scope", "member", "open_sittings", "sheet", "sitting", "waiting",
]  # fmt: skip
