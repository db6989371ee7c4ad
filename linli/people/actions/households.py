"""Who lives with whom, from when until when."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.ids import uuid7
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.people.models import Household, Membership, Relation, Resident
from linli.people.terms import HEAD


class NumberTaken(Refused):
    words = gettext_lazy("户号“%(number)s”已经有一户在用。")
    remedy = gettext_lazy("请换一个户号，或者先空着。")


class NoSuchNumber(Refused):
    words = gettext_lazy("没有户号是“%(number)s”的户。")
    remedy = gettext_lazy("请看看户号有没有写错；没有户号的户，请在那一户的页面上“加一位家人”。")


class UnknownRelation(Refused):
    words = gettext_lazy("请选择与户主的关系。")


class LivesElsewhere(Refused):
    """A person lives in one household at a time."""

    words = gettext_lazy("“%(name)s”现在登记在另一户，一个人同时只能在一户。")
    remedy = gettext_lazy("请先在原来那一户办理“迁出”，再加到这一户。")


class LivedElsewhereThen(Refused):
    words = gettext_lazy("“%(name)s”在%(day)s以前还登记在另一户，迁入日期不能早于那一天。")


class HasAHead(Refused):
    words = gettext_lazy("这一户已经有户主了，一户只有一个户主。")


class NotLivingHere(Refused):
    words = gettext_lazy("“%(name)s”现在不在任何一户里。")


class DayInTheFuture(Refused):
    words = gettext_lazy("日期不能在将来，也不能早于出生或迁入那一天。")


class Mate(NamedTuple):
    """A resident and their relation to the head (GB/T 4761)."""

    resident_id: UUID
    relation: str


@transaction.atomic
def form_household(
    *,
    place: str,
    members: Sequence[Mate],
    by: Viewer,
    at: datetime.datetime,
    number: str = "",
    building: str = "",
    door: str = "",
    since: datetime.date | None = None,
    fictional: bool = False,
    key: UUID | None = None,
) -> Household:
    """Enter a household with its first members, all or none.

    ``key``: pressed twice, it is one household. Raises ``NumberTaken`` and what ``join`` raises.
    """
    by.require(Permission.RESIDENT_EDIT, place=place)
    if pressed_before := Household.objects.filter(pk=key, place=place).first():
        return pressed_before
    if number and Household.objects.filter(place=place, number=number).exists():
        raise NumberTaken(number=number)
    on = timezone.localdate(at)
    household = Household(
        id=key or uuid7(),
        place_id=place,
        number=number.strip(),
        building=building.strip(),
        fictional=fictional,
        formed_on=min(since or on, on),
    )
    seal(household, "door", door.strip() or None)
    household.save(force_insert=True)
    _remember("household.formed", household, by, at)
    for mate in members:
        join(
            household_id=household.pk,
            resident_id=mate.resident_id,
            relation=mate.relation,
            since=since or on,
            by=by,
            at=at,
        )
    return household


@transaction.atomic
def join(
    *,
    household_id: UUID,
    resident_id: UUID,
    relation: str,
    by: Viewer,
    at: datetime.datetime,
    since: datetime.date | None = None,
) -> Membership:
    """From a day on a resident lives in a household of the same community.

    Raises ``UnknownRelation``, ``HasAHead``, ``LivesElsewhere``, ``LivedElsewhereThen``,
    ``DayInTheFuture``.
    """
    household = Household.objects.select_for_update().filter(pk=household_id).first()
    resident = Resident.objects.select_for_update().filter(pk=resident_id).first()
    if household is None or resident is None or household.place_id != resident.place_id:
        raise NotFound
    by.require(Permission.RESIDENT_EDIT, place=household.place_id)
    since = since or timezone.localdate(at)
    if not resident.born_on <= since <= timezone.localdate(at):
        raise DayInTheFuture
    _insist_free(household, resident, relation, since)
    membership = Membership.objects.create(
        household=household, resident=resident, relation=relation, since=since
    )
    _remember("household.joined", household, by, at, resident=str(resident.pk))
    return membership


@transaction.atomic
def join_numbered(
    *, resident_id: UUID, number: str, relation: str, by: Viewer, at: datetime.datetime
) -> Membership:
    """Join the household of one's community that bears a number.

    Raises ``NoSuchNumber`` and what ``join`` raises.
    """
    resident = Resident.objects.filter(pk=resident_id).first()
    if resident is None:
        raise NotFound
    by.require(Permission.RESIDENT_EDIT, place=resident.place_id)
    numbered = Household.objects.filter(
        place=resident.place_id, number=number.strip(), dissolved_on=None
    ).exclude(number="")
    household = numbered.first()
    if household is None:
        raise NoSuchNumber(number=number)
    return join(household_id=household.pk, resident_id=resident_id, relation=relation, by=by, at=at)


@transaction.atomic
def leave(
    *, resident_id: UUID, by: Viewer, at: datetime.datetime, until: datetime.date | None = None
) -> Membership:
    """A resident moves out; a household left empty is dissolved. Raises ``NotLivingHere``."""
    resident = Resident.objects.select_for_update().filter(pk=resident_id).first()
    if resident is None:
        raise NotFound
    by.require(Permission.RESIDENT_EDIT, place=resident.place_id)
    current = Membership.objects.filter(resident=resident, until=None)
    membership = current.select_related("household").first()
    if membership is None:
        raise NotLivingHere(name=resident.name)
    membership.until = until or timezone.localdate(at)
    if not membership.since <= membership.until <= timezone.localdate(at):
        raise DayInTheFuture
    membership.save(update_fields=["until"])
    household = membership.household
    _remember("household.left", household, by, at, resident=str(resident.pk))
    if not Membership.objects.filter(household=household, until=None).exists():
        household.dissolved_on = membership.until
        household.save(update_fields=["dissolved_on"])
        _remember("household.dissolved", household, by, at)
    return membership


def _insist_free(
    household: Household, resident: Resident, relation: str, since: datetime.date
) -> None:
    if relation not in Relation.values:
        raise UnknownRelation
    members = Membership.objects.filter(household=household, until=None)
    if relation == HEAD and members.filter(relation=HEAD).exists():
        raise HasAHead
    homes = Membership.objects.filter(resident=resident)
    if homes.filter(until=None).exists():
        raise LivesElsewhere(name=resident.name)
    if overlapping := homes.filter(until__gt=since).order_by("-until").first():
        raise LivedElsewhereThen(name=resident.name, day=overlapping.until.isoformat())


def _remember(
    verb: str, household: Household, by: Viewer, at: datetime.datetime, **details: str
) -> None:
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("household", household.pk),
        place=household.place_id,
        details=details,
    )
