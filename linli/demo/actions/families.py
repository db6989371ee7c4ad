"""Everybody who lives in the demo, the fixed cast and the invented neighbours, in one go."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from linli.demo import cast, community
from linli.identity.permissions import Viewer
from linli.kernel.citizen_id import check_character
from linli.people import actions as people, queries as residents_here
from linli.people.actions import Consent, LegalDuty, NewHousehold, NewMember, Registration

DUTY_BELOW_DAYS = 15 * 366  # the law wants it under 14; nobody minds it a little longer
STORIES = (*cast.HELPED_LAST_QUARTER, *cast.HELPED)
DUTY = LegalDuty(*cast.DUTY_TO_CHILDREN)
FIRST_SEQUENCE = 996  # community.py draws below it, so no number is given twice


class ToHelp(NamedTuple):
    """A family that has been helped, and the member it is about."""

    story: cast.Helped
    household_id: UUID
    person_id: UUID
    giver_id: UUID


class Homes(NamedTuple):
    """What the stories need of the register: residents by login, and the families helped."""

    logins: dict[str, UUID]
    to_help: list[ToHelp]


def register(*, residents: int, by: Viewer, at: datetime.datetime) -> Homes:
    """Enter the fixed cast, and invented households until there are so many ``residents``."""
    on = at.date()
    wanted = residents - sum(len(home.people) for home in cast.HOMES)
    invented = list(community.families(wanted, on, with_child=len(STORIES)))
    households = people.register_many(
        households=[
            *(_fixed(home, on) for home in cast.HOMES),
            *(_invented(family, on) for family in invented),
        ],
        place=cast.PLACE,
        fictional=True,
        by=by,
        at=at,
    )
    ids = [household.pk for household in households]
    fixed, others = ids[: len(cast.HOMES)], ids[len(cast.HOMES) :]
    _state_certificate_of_husband(fixed[0], by, at)
    return Homes(
        logins=dict(_logins(fixed, by, on)),
        to_help=[
            _to_help(story, household_id, by, on)
            for story, household_id in zip(STORIES, others, strict=False)
        ],
    )


def people_of(household_id: UUID, by: Viewer, on: datetime.date) -> list[UUID]:
    """Who lives in a household: the head first, then the other parent, then children."""
    card = residents_here.household(by, household_id, on)
    return [member.id for member in card.members]


def _fixed(home: cast.Home, on: datetime.date) -> NewHousehold:
    return NewHousehold(
        number=home.number,
        building=home.building,
        door=home.door,
        members=tuple(
            _member(
                Registration(
                    name=person.name,
                    citizen_id=_citizen_id(_born_on(person, on), person.sex),
                    hukou_place=community.AREA,
                ),
                person.relation,
                _born_on(person, on),
                on,
            )
            for person in home.people
        ),
    )


def _invented(family: community.Family, on: datetime.date) -> NewHousehold:
    return NewHousehold(
        number=family.number,
        building=family.building,
        door=family.door,
        members=tuple(
            _member(
                Registration(
                    name=person.name,
                    citizen_id=person.citizen_id,
                    hukou_place=community.AREA if person.local_hukou else "",
                ),
                person.relation,
                person.born_on,
                on,
            )
            for person in family.people
        ),
    )


def _member(
    who: Registration, relation: str, born_on: datetime.date, on: datetime.date
) -> NewMember:
    """A child under 14 is entered on the community's legal duty, and with its parents."""
    child = (on - born_on).days < DUTY_BELOW_DAYS
    return NewMember(
        who=who,
        relation=relation,
        ground=DUTY if child else None,
        guardians=(0, 1) if child else (),
    )


def _born_on(person: cast.Person, on: datetime.date) -> datetime.date:
    months = on.year * 12 + on.month - 1 - person.age_months
    return datetime.date(months // 12, months % 12 + 1, 15)


def _citizen_id(born_on: datetime.date, sex: int) -> str:
    """A well-formed number: its last sequence digit is odd for a man, even for a woman."""
    body = f"{community.AREA}{born_on:%Y%m%d}{FIRST_SEQUENCE + sex % 2}"
    return body + check_character(body)


def _logins(fixed: list[UUID], by: Viewer, on: datetime.date) -> Iterator[tuple[str, UUID]]:
    for home, household_id in zip(cast.HOMES, fixed, strict=True):
        living = people_of(household_id, by, on)
        for person, resident_id in zip(home.people, living, strict=True):
            if person.login:
                yield person.login, resident_id


def _to_help(story: cast.Helped, household_id: UUID, by: Viewer, on: datetime.date) -> ToHelp:
    """Whom of a family of three a story is about: the child who is ill, or else the head."""
    head, _other, child = people_of(household_id, by, on)
    return ToHelp(story, household_id, child if story.diagnosis else head, giver_id=head)


def _state_certificate_of_husband(household_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """Ms Wang's husband holds a certificate, as the report tells: limb, grade 3."""
    husband = people_of(household_id, by, at.date())[cast.HUSBAND]
    basis = people.record_basis(
        resident_id=husband,
        ground=Consent(given_by=husband, purpose=cast.CERTIFICATE, version="2026-1", form="screen"),
        by=by,
        at=at,
    )
    for kind, value in (("disability_category", "limb"), ("disability_grade", 3)):
        people.state_fact(
            resident_id=husband,
            kind=kind,
            value=value,
            source="document",
            observed_on=at.date(),
            basis_id=basis.pk,
            purpose=cast.CERTIFICATE,
            verified=True,
            by=by,
            at=at,
        )
