"""My file: what is kept of me and of the children living with me, on what basis, and who looked.

Who looked is told by office, day and purpose. It must never lead anybody to a person who hides from
them, nor tell them that somebody spoke up:

* a child is shown only to a guardian the child lives with now, and never while shielded;
* an address is never shown, a place or a name of the looking worker neither;
* only the parts named in ``PURPOSES`` are told, so a report of harm read by a worker is not;
* near somebody shielded, what was looked at since a month before the shield is not told at all.
"""

import datetime
from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.journal import queries as journal
from linli.kernel import citizen_id as citizen_ids
from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people.models import (
    Guardianship,
    Membership,
    Relation,
    Resident,
    ResidentLogin,
    Sex,
    Shield,
)
from linli.people.queries.facts import BasisCard, FactCard, bases_of, facts_of, spoken_place
from linli.people.queries.residents import Comer
from linli.people.terms import is_minor, masked_phone

PURPOSES = {
    "record": gettext_lazy("办理您家的事情，打开了档案"),
    "contact": gettext_lazy("为了联系，看了姓名和电话"),
    "numbers": gettext_lazy("核对了证件号码、电话或住址"),
    "facts": gettext_lazy("看了您家可以申领什么"),
    "household": gettext_lazy("看了您家有哪些人"),
    "changes": gettext_lazy("核对了资料改过什么"),
    "case": gettext_lazy("陪您家办事，看了经过"),
    "hand_over": gettext_lazy("孩子来馆里，核对谁可以接、要留意什么"),
    "signs": gettext_lazy("孩子来上课，老师看要留意什么"),
    "gym_health": gettext_lazy("去健身房之前，看了健康说明，和您谈一谈"),
}
"""What a family is told of a look, by its part; a part not named here is not told."""

QUIET_BEFORE_SHIELD = datetime.timedelta(days=30)
MOST_LOOKS = 100


@dataclass(frozen=True)
class Look:
    """Somebody looked: which office, on which day, what for; about whom, by name."""

    about: str
    office: str
    on: datetime.date
    purpose: str


@dataclass(frozen=True)
class PersonFile:
    """What is kept of one person, numbers masked."""

    id: UUID
    name: str
    sex: str
    born_on: datetime.date
    citizen_id: str
    phone: str
    hukou_place: str
    facts: tuple[FactCard, ...]
    bases: tuple[BasisCard, ...]


@dataclass(frozen=True)
class MyFile:
    """My own file, those of the children living with me, and who looked at them."""

    me: PersonFile
    children: tuple[PersonFile, ...]
    mates: tuple[tuple[str, str], ...]  # (name, relation to the head) of those I live with
    looks: tuple[Look, ...]
    fictional: bool


@dataclass(frozen=True)
class MyHome:
    """Where the resident who is signed in lives, and with which children of theirs; ``names`` of
    all these by id, oneself first.

    ``quiet``: somebody near them must not be found, so upper rooms tell this page nothing that a
    worker does for the household.
    """

    resident_id: UUID
    name: str
    place: str
    household_id: UUID | None
    children: tuple[UUID, ...]
    names: Mapping[UUID, str]
    quiet: bool


def my_home(viewer: Viewer, on: datetime.date) -> MyHome | None:
    """The home of the resident who is signed in; None for a login that is nobody's."""
    me = next((login.resident for login in _linked(viewer.user_id)), None)
    if me is None:
        return None
    shielded = _shields_near(me, on)
    mates = _mates_to_show(me, shielded)
    children = _children(me, mates, on)
    return MyHome(
        resident_id=me.pk,
        name=me.name,
        place=me.place_id,
        household_id=mates[0].household_id if mates else None,
        children=tuple(child.pk for child in children),
        names={one.pk: one.name for one in (me, *children)},
        quiet=bool(shielded),
    )


def my_file(viewer: Viewer, on: datetime.date) -> MyFile:
    """The file of the resident who is signed in. Raises ``NotFound`` for a login without one."""
    me = _own_resident(viewer)
    shielded = _shields_near(me, on)
    mates = _mates_to_show(me, shielded)
    children = _children(me, mates, on)
    told_of = [me, *children]
    return MyFile(
        me=_file(me),
        children=tuple(_file(child) for child in children),
        mates=tuple(
            (one.resident.name, str(Relation(one.relation).label))
            for one in mates
            if one.resident_id != me.pk
        ),
        looks=tuple(_looks(told_of, until=_told_until(shielded))),
        fictional=me.fictional,
    )


def resident_of(viewer: Viewer) -> UUID | None:
    """The resident a login belongs to; None where it is linked to nobody."""
    linked = ResidentLogin.objects.filter(user=viewer.user_id, ended_at=None)
    return linked.values_list("resident_id", flat=True).first()


def with_me(viewer: Viewer, on: datetime.date) -> list[UUID]:
    """Whom a resident may speak for: oneself, and the minors one is shown as guardian of.

    Empty for a login that is linked to nobody.
    """
    return [each.id for each in companions(viewer, on)]


def comers_of(viewer: Viewer, resident_ids: Collection[UUID], on: datetime.date) -> list[Comer]:
    """``comers``, where a resident asks: those among them one may speak for (``with_me``).

    One query for oneself alone, because hundreds press at once.
    """
    if viewer.user_id is None:
        return []
    rows = _comers(list(resident_ids), viewer.user_id)
    if all(own for *_, own in rows):
        return [Comer(*row) for *row, _ in rows]
    mine = with_me(viewer, on)
    return [Comer(*row) for *row, _ in rows if row[0] in mine]


@Question
def _comers(residents: Any, user: Any) -> QuerySet[Resident, Any]:
    own = ResidentLogin.objects.filter(user=user, ended_at=None, resident=OuterRef("pk"))
    found = Resident.objects.filter(pk__in=residents, left_on=None)
    return found.values_list("id", "born_on", "hukou_place", "place_id").annotate(own=Exists(own))


def behind_login(resident_id: UUID, on: datetime.date) -> list[UUID]:
    """``with_me`` of a resident, for what goes to them unasked; empty when nobody signs in as them.

    For a subscription, say, which ends with the login it was made by.
    """
    linked = ResidentLogin.objects.filter(resident=resident_id, ended_at=None)
    return [
        one.pk
        for login in linked.select_related("resident")
        for one in (login.resident, *children_shown_to(login.resident, on))
    ]


class Companion(NamedTuple):
    """Somebody a resident may speak for, as their own pages name them."""

    id: UUID
    name: str
    born_on: datetime.date


def companions(viewer: Viewer, on: datetime.date) -> list[Companion]:
    """``with_me`` with names and birthdays, in the same order: oneself first. Two queries for
    whoever is nobody's guardian."""
    for login in _linked(viewer.user_id):
        me = login.resident
        return [
            Companion(each.pk, each.name, each.born_on) for each in (me, *children_shown_to(me, on))
        ]
    return []


@Question
def _linked(user: Any) -> QuerySet[ResidentLogin]:
    return ResidentLogin.objects.filter(user=user, ended_at=None).select_related("resident")


def logins_of(resident_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The user of each of these residents who signs in: whom a notice reaches. One query."""
    linked = ResidentLogin.objects.filter(resident__in=resident_ids, ended_at=None)
    return dict(linked.values_list("resident_id", "user_id"))


class LoginCard(NamedTuple):
    """A resident's own login: its name, since when, and whether it was ever used."""

    username: str
    since: datetime.datetime
    used: bool


def login_of(viewer: Viewer, resident_id: UUID) -> LoginCard | None:
    """The login a resident has now. Raises ``NotFound``, ``NotAllowed``."""
    resident = Resident.objects.filter(pk=resident_id).first()
    if resident is None:
        raise NotFound
    viewer.require(Permission.LOGIN_GIVE, place=resident.place_id)
    linked = ResidentLogin.objects.select_related("user").filter(resident=resident, ended_at=None)
    return next(
        (
            LoginCard(one.user.username, one.linked_at, one.user.last_login is not None)
            for one in linked
        ),
        None,
    )


def children_shown_to(resident: Resident, on: datetime.date) -> list[Resident]:
    """The minors whose file a login of this resident's would show."""
    if not _wards(resident):
        return []
    shielded = _shields_near(resident, on)
    return _children(resident, _mates_to_show(resident, shielded), on)


def _own_resident(viewer: Viewer) -> Resident:
    me = Resident.objects.filter(pk=resident_of(viewer)).first()
    if me is None:
        raise NotFound
    return me


def _mates(me: Resident) -> list[Membership]:
    """Everybody in my household now, myself included."""
    home = Membership.objects.filter(resident=me, until=None).values("household")
    living_there = Membership.objects.filter(household__in=home, until=None)
    return list(living_there.select_related("resident").order_by("relation", "since", "id"))


def _mates_to_show(me: Resident, shielded: Container[UUID]) -> list[Membership]:
    """The same without those who must not be found."""
    return [one for one in _mates(me) if one.resident_id not in shielded]


def _children(me: Resident, mates: list[Membership], on: datetime.date) -> list[Resident]:
    """The minors I am a guardian of and live with."""
    wards = _wards(me)
    living_here = [one.resident for one in mates if one.resident_id in wards]
    return [child for child in living_here if is_minor(child.born_on, on)]


def _wards(me: Resident) -> set[UUID]:
    """Whoever I am a guardian of now, wherever they live."""
    return set(_children_of(me.pk))


@Question
def _children_of(guardian: Any) -> QuerySet[Guardianship, Any]:
    in_force = Guardianship.objects.filter(guardian=guardian, until=None)
    return in_force.values_list("child_id", flat=True)


def _shields_near(me: Resident, on: datetime.date) -> dict[UUID, datetime.date]:
    """Whoever is shielded among those I ever lived with or am guardian of, and since when.

    Myself excepted: a shield hides me from others, not my file from me. Nor does it hide from each
    other those who fled together: shielded myself, I see whoever lives with me now.
    """
    homes = Membership.objects.filter(resident=me).values("household")
    lived_with = Membership.objects.filter(household__in=homes).values("resident")
    wards = Guardianship.objects.filter(guardian=me).values("child")
    near = Shield.objects.filter(Q(resident__in=lived_with) | Q(resident__in=wards))
    in_force = near.filter(Q(until_on=None) | Q(until_on__gt=on)).exclude(resident=me)
    if Shield.objects.filter(Q(until_on=None) | Q(until_on__gt=on), resident=me).exists():
        in_force = in_force.exclude(resident__in=[one.resident_id for one in _mates(me)])
    return dict(in_force.values_list("resident_id", "since_on"))


def _told_until(shielded: dict[UUID, datetime.date]) -> datetime.date | None:
    """The last day whose looks may be told; None when there is nothing to hide."""
    return min(shielded.values()) - QUIET_BEFORE_SHIELD if shielded else None


def _looks(told_of: list[Resident], until: datetime.date | None) -> list[Look]:
    about = {str(one.pk): one.name for one in told_of}
    reads = journal.reads_of_many("resident", [one.pk for one in told_of], limit=MOST_LOOKS)
    told = [read for read in reads if read.part in PURPOSES]
    if until:
        told = [read for read in told if timezone.localdate(read.at) < until]
    offices = identity.offices_of({read.viewer_id for read in told if read.viewer_id})
    looks = [
        Look(
            about=about[read.subject_id],
            office=offices.get(read.viewer_id) or gettext("社区"),
            on=timezone.localdate(read.at),
            purpose=str(PURPOSES[read.part]),
        )
        for read in told
    ]
    return list(dict.fromkeys(looks))  # several looks of one day and purpose are told once


def _file(one: Resident) -> PersonFile:
    number, phone = unseal(one, "citizen_id"), unseal(one, "phone")
    return PersonFile(
        id=one.pk,
        name=one.name,
        sex=str(Sex(one.sex).label),
        born_on=one.born_on,
        citizen_id=citizen_ids.mask(number) if number else "",
        phone=masked_phone(phone) if phone else "",
        hukou_place=spoken_place(one.hukou_place),
        facts=tuple(facts_of(resident_id=one.pk)),
        bases=tuple(bases_of(resident_id=one.pk)),
    )
