"""Whether the state pays for the same already: what a programme does not pay beside.

A claim on its way here is one sign, what the family told of itself another; neither knows of the
other. What another grown child draws is no reason against this one.
"""

import datetime
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from linli.benefits import queries as benefits
from linli.claims import queries as claims
from linli.fund.models import AidProgramme
from linli.fund.terms import MERIT
from linli.rules.words import Words


class Whom(NamedTuple):
    """For whom money is asked; ``person`` None: for the whole household."""

    household: UUID
    person: UUID | None


class Beside(NamedTuple):
    """A state benefit that a programme does not pay beside. ``drawn``: it is drawn or being claimed
    for them; None where nobody has told."""

    name: Words
    drawn: bool | None


def beside(
    programme: AidProgramme, asked: Collection[Whom], on: datetime.date
) -> dict[Whom, tuple[Beside, ...]]:
    """What the state pays each of these, among what the programme names. The house's own question.

    Merit is rewarded whatever else is drawn.
    """
    if programme.kind == MERIT or not programme.not_with:
        return dict.fromkeys(asked, ())
    homes = {one.household for one in asked}
    claimed = claims.living(homes)
    drawn = benefits.drawn(homes, programme.not_with, on)
    names = names_of(programme)
    return {
        one: tuple(
            Beside(name, _drawn(one, code, claimed, drawn))
            for code, name in zip(programme.not_with, names, strict=True)
        )
        for one in asked
    }


def names_of(programme: AidProgramme) -> tuple[Words, ...]:
    """What a programme does not pay beside, in words; what no policy calls so, by its code."""
    known = benefits.names()
    return tuple(known.get(code, Words(code, code)) for code in programme.not_with)


def _drawn(
    whom: Whom,
    code: str,
    claimed: Collection[tuple[UUID, str, UUID | None]],
    drawn: dict[UUID, dict[tuple[str, UUID | None], bool | None]],
) -> bool | None:
    told = [
        value
        for (benefit, subject), value in drawn.get(whom.household, {}).items()
        if benefit == code and _concerns(whom, subject)
    ]
    on_its_way = any(
        (home, benefit) == (whom.household, code) and _concerns(whom, subject)
        for home, benefit, subject in claimed
    )
    if on_its_way or True in told:
        return True
    return None if None in told else False


def _concerns(whom: Whom, subject: UUID | None) -> bool:
    return None in (whom.person, subject) or whom.person == subject
