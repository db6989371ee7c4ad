"""The body: its members, their terms, and what ties each of them to somebody."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.committee import queries
from linli.committee.actions.scope import held_committee, held_member, record, require
from linli.committee.actions.sittings import key_again, recuse_tied
from linli.committee.models import Committee, Item, Member, Tie
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.people import queries as people


class CommitteeThere(Refused):
    """One body decides about one thing."""

    words = gettext_lazy("管委会已经登记过了。")


class TermNotPossible(Refused):
    """A term that ends before it begins."""

    words = gettext_lazy("任期的结束日不能早于开始日。")


class NobodyMeant(Refused):
    """Neither a household of this number, nor a person of this number, nor a firm."""

    words = gettext_lazy("没有找到这个户号或证件号码，也没有写单位名称。")
    remedy = gettext_lazy("请写本社区的户号、公民身份号码，或者单位名称，三样里的一样。")


@transaction.atomic
def found_committee(
    *,
    subject: tuple[str, str, UUID],
    place: str,
    name: str,
    by: Viewer,
    at: datetime.datetime,
    organisation_id: UUID | None = None,
) -> Committee:
    """Set up the body that decides about (room, noun, id). Raises ``CommitteeThere``."""
    by.require(Permission.COMMITTEE_KEEP, place=place)
    room, noun, subject_id = subject
    if queries.committee_of(subject):
        raise CommitteeThere
    made = Committee.objects.create(
        place_id=place,
        organisation_id=organisation_id,
        room=room,
        noun=noun,
        subject_id=subject_id,
        name=name,
        founded_on=timezone.localdate(at),
    )
    record("committee.founded", made, by, at)
    return made


@transaction.atomic
def appoint_member(
    *,
    committee_id: UUID,
    name: str,
    part: str,
    from_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    stands_for: str = "",
    until_on: datetime.date | None = None,
) -> Member:
    """Give somebody a seat for a term; ``part``: a vote, or supervision without one."""
    committee = held_committee(committee_id, by)
    if until_on is not None and until_on < from_on:
        raise TermNotPossible
    member = Member.objects.create(
        committee=committee,
        name=name,
        part=part,
        stands_for=stands_for,
        from_on=from_on,
        until_on=until_on,
    )
    record("member.appointed", committee, by, at, member=str(member.pk), part=part)
    return member


@transaction.atomic
def end_term(
    *, member_id: UUID, until_on: datetime.date, by: Viewer, at: datetime.datetime
) -> Member:
    """The seat is given up after a day."""
    member = held_member(member_id, by)
    if until_on < member.from_on:
        raise TermNotPossible
    member.until_on = until_on
    member.save(update_fields=["until_on"])
    record("member.ended", member.committee, by, at, member=str(member.pk))
    return member


@transaction.atomic
def declare_tie(
    *,
    member_id: UUID,
    words: str,
    by: Viewer,
    at: datetime.datetime,
    number: str = "",
    firm: str = "",
) -> Tie:
    """A member says what binds him: to a household or person (by ``number``), or to a firm.

    He is recused at once from what is on the docket of a sitting that is not confirmed yet.
    Raises ``NobodyMeant``.
    """
    member = held_member(member_id, by)
    on = timezone.localdate(at)
    known = people.known_by(member.committee.place_id, number, on) if number else None
    if known is None and not firm:
        raise NobodyMeant
    tie = Tie(member=member, declared_on=on)
    if known is not None:
        tie.household_id, tie.person_id = known
    else:
        seal(tie, "firm", firm)
    seal(tie, "words", words)
    tie.save(force_insert=True)
    open_items = Item.objects.filter(
        sitting__committee=member.committee, sitting__confirmed_at=None
    )
    for item in open_items.select_related("sitting"):
        if recuse_tied(item, on):
            key_again(item.sitting)
    record("tie.declared", member.committee, by, at, member=str(member.pk))
    return tie


@transaction.atomic
def end_tie(*, tie_id: UUID, by: Viewer, at: datetime.datetime) -> Tie:
    """What bound him is over; what was docketed before keeps its recusal."""
    tie = Tie.objects.select_related("member__committee").filter(pk=tie_id).first()
    if tie is None:
        raise NotFound
    require(tie.member.committee, by)
    tie.ended_on = timezone.localdate(at)
    tie.save(update_fields=["ended_on"])
    record("tie.ended", tie.member.committee, by, at, member=str(tie.member_id))
    return tie
