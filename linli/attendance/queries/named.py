"""Who may fetch a child today, and what the door must know of it: asked anew each time."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from linli.attendance.models import ChildSign, FetchPermit
from linli.attendance.terms import ALLERGY, PHOTO, PHOTO_NO, PHOTO_YES, same_name
from linli.kernel.sealed import unseal
from linli.people import queries as people


class Permitted(NamedTuple):
    """An adult a guardian named. ``resident_id``: a neighbour, whose name a list looks up."""

    id: UUID
    name: str
    resident_id: UUID | None
    relation: str
    until_on: datetime.date


class Guardian(NamedTuple):
    """A guardian who may be told where the child is."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Named:
    """Who may fetch one child. ``away``: whom it is hidden from; shown to nobody."""

    guardians: tuple[Guardian, ...]
    permits: tuple[Permitted, ...]
    away: dict[UUID, str]


class Sign(NamedTuple):
    """What a guardian told, and since when it is agreed to."""

    id: UUID
    kind: str
    value: str
    agreed_on: datetime.date


@dataclass(frozen=True)
class Signs:
    """What the door must know of one child. Nothing told is not "no": nobody was asked."""

    allergy: Sign | None = None
    photo: Sign | None = None

    @property
    def photo_yes(self) -> bool:
        return self.photo is not None and self.photo.value == PHOTO_YES

    @property
    def photo_no(self) -> bool:
        return self.photo is not None and self.photo.value == PHOTO_NO


def named_for(child_ids: Collection[UUID], on: datetime.date) -> dict[UUID, Named]:
    """The minors among these, each with who may fetch them on a day.

    A permit of a guardian who may not be told any more is none, nor is one for somebody the child
    has been hidden from since. As many queries for many as for one.
    """
    told = people.guardians_told(child_ids, on)
    away = people.kept_away(told.keys(), on)
    permits: dict[UUID, list[Permitted]] = {child: [] for child in told}
    in_force = FetchPermit.objects.filter(
        child__in=told.keys(), taken_back_at=None, until_on__gte=on
    )
    rows = list(in_force.select_related("resident").order_by("named_at", "pk"))
    for row in rows:
        hidden = away.get(row.child_id, {})
        speaks = row.named_by_id in {one.id for one in told[row.child_id]}
        if speaks and row.resident_id not in hidden:
            name = row.resident.name if row.resident else unseal(row, "name") or ""
            if not any(same_name(name, theirs) for theirs in hidden.values()):
                permits[row.child_id].append(
                    Permitted(row.pk, name, row.resident_id, row.relation, row.until_on)
                )
    return {
        child: Named(
            tuple(Guardian(one.id, one.name) for one in guardians),
            tuple(permits[child]),
            away.get(child, {}),
        )
        for child, guardians in told.items()
    }


def signs_of(child_ids: Collection[UUID], *, agreed_from: int = 0) -> dict[UUID, Signs]:
    """What was told of these children. ``agreed_from``: in these words or later ones. One query."""
    found: dict[UUID, dict[str, Sign]] = {child: {} for child in child_ids}
    told = ChildSign.objects.filter(child__in=child_ids, taken_back_at=None)
    for row in told.filter(wording__gte=agreed_from) if agreed_from else told:
        sign = Sign(row.pk, row.kind, unseal(row, "value") or "", row.agreed_on)
        found[row.child_id][row.kind] = sign
    return {child: Signs(told.get(ALLERGY), told.get(PHOTO)) for child, told in found.items()}
