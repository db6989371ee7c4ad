"""Registering people, one or many, and correcting what was registered."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.cipher import keyring
from linli.kernel.refusal import NotFound, Refused
from linli.people.actions import memory, rows
from linli.people.actions.bases import (
    ChildNeedsBasis,
    NewGuardian,
    basis_of,
    guardianship_of,
    with_photo,
)
from linli.people.actions.households import join
from linli.people.actions.rows import Rows
from linli.people.models import Household, Resident, SearchKey
from linli.people.queries.checking import Person, as_kept, checked, differing
from linli.people.queries.opening import insist_open
from linli.people.terms import Ground, NewHousehold, Registration, is_child


class AlreadyRegistered(Refused):
    """This citizen id is in this community's register."""

    words = gettext_lazy("这个身份证号码已经登记过了，是“%(name)s”，没有再登记一次。")
    remedy = gettext_lazy("请在名单里搜索他，需要时更正他的资料。")


class PerhapsRegistered(Refused):
    """Somebody of the same name and birth date is in the register."""

    words = gettext_lazy("名单里已有一位同名、同一天出生的“%(name)s”，可能是同一个人。")
    remedy = gettext_lazy("请先打开那份档案看一看；确实不是同一个人，再勾选“不是同一个人”登记。")


@transaction.atomic
def register(
    *,
    who: Registration,
    place: str,
    by: Viewer,
    at: datetime.datetime,
    ground: Ground | None = None,
    guardians: Sequence[NewGuardian] = (),
    not_the_same: bool = False,
    fictional: bool = False,
    key: UUID | None = None,
) -> Resident:
    """Enter one person. Under 14 only on a ``ground``: a legal duty, or a guardian's consent.

    ``key``: made with the form; pressed twice, it is one person. Raises a ``NotARegistration``,
    ``AlreadyRegistered``, ``PerhapsRegistered``, ``ChildNeedsBasis``, ``NotByGuardian``.
    """
    by.require(Permission.RESIDENT_EDIT, place=place)
    on = timezone.localdate(at)
    if pressed_before := Resident.objects.filter(pk=key, place=place).first():
        return pressed_before
    person = checked(who, on)
    try:
        _refuse_twins(person, place, not_the_same=not_the_same)
    except (AlreadyRegistered, PerhapsRegistered):
        if pressed_meanwhile := Resident.objects.filter(pk=key, place=place).first():
            return pressed_meanwhile
        raise
    written = Rows(place, by, at, on, fictional)
    resident = written.add_resident(person, key)
    written.guardianships += [guardianship_of(resident, new, on) for new in guardians]
    _rest_on(resident, ground, written)
    return _written_once(written, resident, key)


@transaction.atomic
def register_into(
    *,
    household_id: UUID,
    who: Registration,
    relation: str,
    by: Viewer,
    at: datetime.datetime,
    ground: Ground | None = None,
    guardians: Sequence[NewGuardian] = (),
    photo: bytes | None = None,
    not_the_same: bool = False,
    key: UUID | None = None,
) -> Resident:
    """Enter one more person of a household: what ``register`` and ``join`` do, both or neither.

    ``photo``: the guardian's signed sheet. Raises what the two raise.
    """
    household = Household.objects.filter(pk=household_id).first()
    if household is None:
        raise NotFound
    by.require(Permission.RESIDENT_EDIT, place=household.place_id)
    if pressed_before := Resident.objects.filter(pk=key, place=household.place_id).first():
        return pressed_before
    if ground is not None:
        ground = with_photo(ground, photo, place=household.place_id, by=by, at=at)
    resident = register(
        who=who,
        place=household.place_id,
        ground=ground,
        guardians=guardians,
        not_the_same=not_the_same,
        fictional=household.fictional,
        key=key,
        by=by,
        at=at,
    )
    join(household_id=household_id, resident_id=resident.pk, relation=relation, by=by, at=at)
    return resident


@transaction.atomic
def register_many(
    *,
    households: Sequence[NewHousehold],
    place: str,
    by: Viewer,
    at: datetime.datetime,
    fictional: bool = False,
) -> list[Household]:
    """Enter whole households at one go, all or none; the same checks, few statements.

    Nobody in them may be registered already: ``AlreadyRegistered`` names the first who is.
    """
    by.require(Permission.RESIDENT_EDIT, place=place)
    written = Rows(place, by, at, timezone.localdate(at), fictional)
    for household in households:
        _add_household(household, written)
    _refuse_registered([resident.citizen_id_blind for resident in written.residents], place)
    written.write()
    return written.households


@transaction.atomic
def correct(
    *,
    resident_id: UUID,
    who: Registration,
    by: Viewer,
    at: datetime.datetime,
) -> Resident:
    """Put right what was registered; what it was before is kept under the person's own key.

    Raises a ``NotARegistration``, ``AlreadyRegistered``, ``NotOpened`` for a minor's record,
    ``ChildNeedsBasis`` when the new birth date makes a child of somebody registered without basis.
    """
    resident = Resident.objects.select_for_update().filter(pk=resident_id).first()
    if resident is None:
        raise NotFound
    by.require(Permission.RESIDENT_EDIT, place=resident.place_id)
    on = timezone.localdate(at)
    insist_open(by, resident, on)
    return amend(resident, checked(who, on), by=by, at=at)


def amend(resident: Resident, after: Person, *, by: Viewer, at: datetime.datetime) -> Resident:
    """Write a checked person over a registered one, in the caller's transaction.

    The same again changes nothing and leaves no deed. Raises ``AlreadyRegistered``,
    ``ChildNeedsBasis``.
    """
    before = as_kept(resident)
    if before == after:
        return resident
    if before.citizen_id != after.citizen_id and after.citizen_id:
        _refuse_registered([keyring().blind("citizen_id", after.citizen_id)], resident.place_id)
    rows.put(resident, after)
    if is_child(resident.born_on, resident.registered_on) and resident.basis is None:
        raise ChildNeedsBasis(name=resident.name)
    resident.save()
    if before.name != after.name:
        SearchKey.objects.filter(resident=resident).delete()
        SearchKey.objects.bulk_create(rows.search_keys(resident))
    journal.record(
        verb="resident.corrected",
        by=by,
        at=at,
        subject=("resident", resident.pk),
        place=resident.place_id,
        details={"fields": differing(before, after)},
        sealed=memory.seal_for(resident.pk, memory.change(before._asdict(), after._asdict())),
    )
    return resident


def _written_once(written: Rows, resident: Resident, key: UUID | None) -> Resident:
    """Of two who press at the same moment one is let in, the other is given the first."""
    try:
        with transaction.atomic():
            written.write()
    except IntegrityError:
        if first := Resident.objects.filter(pk=key).first():
            return first
        _refuse_registered([resident.citizen_id_blind], written.place)
        raise
    return resident


def _refuse_twins(person: Person, place: str, *, not_the_same: bool) -> None:
    if person.citizen_id:
        _refuse_registered([keyring().blind("citizen_id", person.citizen_id)], place)
    if not_the_same:
        return
    namesakes = Resident.objects.filter(place=place, name=person.name, born_on=person.born_on)
    if person.citizen_id:  # two different numbers are two different people
        namesakes = namesakes.filter(citizen_id=None)
    if namesakes.exists():
        raise PerhapsRegistered(name=person.name)


def _refuse_registered(blinds: list[bytes | None], place: str) -> None:
    known = [blind for blind in blinds if blind is not None]
    if len(set(known)) < len(known):
        raise AlreadyRegistered(name=gettext_lazy("同一批里的另一个人"))
    for start in range(0, len(known), rows.BATCH):
        batch = known[start : start + rows.BATCH]
        found = Resident.objects.filter(place=place, citizen_id_blind__in=batch).first()
        if found:
            raise AlreadyRegistered(name=found.name)


def _add_household(new: NewHousehold, written: Rows) -> None:
    household = written.add_household(new.number, new.building, new.door)
    residents = [written.add_resident(checked(member.who, written.on)) for member in new.members]
    for member, resident in zip(new.members, residents, strict=True):
        written.add_membership(household, resident, member.relation)
        for guardian in member.guardians:
            named = NewGuardian(residents[guardian].pk, "parent")
            written.guardianships.append(guardianship_of(resident, named, written.on))
        _rest_on(resident, member.ground, written)


def _rest_on(resident: Resident, ground: Ground | None, written: Rows) -> None:
    """Give a resident the basis their registration rests on; under 14 there must be one."""
    if ground is None:
        if is_child(resident.born_on, written.on):
            raise ChildNeedsBasis(name=resident.name)
        return
    basis = basis_of(resident, ground, written.guardianships, by=written.by, on=written.on)
    resident.basis = basis.pk
    written.bases.append(basis)
