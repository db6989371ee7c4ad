"""What is still missing before somebody may come in by themselves: said in words, in order."""

import datetime
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from linli.gym import terms
from linli.gym.models import Declaration, Induction, Talk
from linli.gym.queries.rooms import TermsRow
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people import queries as people
from linli.people.queries import Comer
from linli.rules.days import age_on

TALK_WANTED = "wanted"

OUTCOME_WORDS = {
    terms.MAY: gettext_lazy("谈过了：可以来"),
    terms.WITH: gettext_lazy("谈过了：和人一起来"),
    terms.BETTER_NOT: gettext_lazy("谈过了：最好先不来"),
}


class Inducted(NamedTuple):
    """Somebody was shown the machines."""

    id: UUID
    shown_on: datetime.date
    shown_by: str


class Declared(NamedTuple):
    """A declaration in force. ``current``: it has not lapsed."""

    id: UUID
    declared_on: datetime.date
    good_until: datetime.date
    current: bool


@dataclass(frozen=True)
class Standing:
    """Somebody before a room's terms. ``talk``: empty, ``TALK_WANTED``, or how the last one went.

    What was answered is not in it.
    """

    resident_id: UUID
    years: int
    may_come: str
    inducted: Inducted | None
    declared: Declared | None
    talk: str
    induction_missing: bool
    declaration_missing: bool

    @property
    def talk_first(self) -> bool:
        """Whether the one at the door is asked to talk with a keeper before coming in."""
        return self.talk not in ("", terms.MAY)

    @property
    def talk_words(self) -> Any:
        return OUTCOME_WORDS.get(self.talk, "")

    @property
    def allowed(self) -> bool:
        """Whether somebody of this age comes here at all."""
        return self.may_come in (terms.ALONE, terms.ACCOMPANIED)

    @property
    def ready(self) -> bool:
        """Whether nothing is missing but a place."""
        missing = self.induction_missing or self.declaration_missing or self.talk_first
        return self.allowed and not missing


def standing(
    space_id: UUID, row: TermsRow, resident_ids: Collection[UUID], on: datetime.date
) -> dict[UUID, Standing]:
    """How these residents stand before a room's terms. Four queries, however many."""
    comers = people.comers(resident_ids)
    inducted = {
        each.resident_id: Inducted(each.pk, each.shown_on, each.shown_by)
        for each in Induction.objects.filter(
            space=space_id, resident__in=resident_ids, taken_back_at=None
        )
    }
    declared = {
        each.resident_id: each
        for each in Declaration.objects.filter(
            space=space_id, resident__in=resident_ids, ended_at=None
        )
    }
    talks = _last_talks([each.pk for each in declared.values() if each.good_until >= on])
    return {
        each.id: _stands(each, row, inducted.get(each.id), declared.get(each.id), talks, on)
        for each in comers
    }


def in_force(space_id: UUID, resident_id: UUID, on: datetime.date) -> QuerySet[Declaration]:
    """The declaration by which somebody may come to a room today, if there is one."""
    return Declaration.objects.filter(
        space=space_id, resident=resident_id, ended_at=None, good_until__gte=on
    )


def answers_of(row: Declaration, on: datetime.date) -> list[bool]:
    """What was answered, question by question; True is a yes.

    Raises ``NotFound`` once it has lapsed: what it was given for is over, and until it is destroyed
    it is kept and not looked at (个人信息保护法 art. 47).
    """
    if row.good_until < on:
        raise NotFound
    return list(json.loads(unseal(row, "answers") or "[]"))


def _stands(
    comer: Comer,
    row: TermsRow,
    inducted: Inducted | None,
    declared: Declaration | None,
    talks: dict[UUID, str],
    on: datetime.date,
) -> Standing:
    years = age_on(comer.born_on, max(on, comer.born_on))
    current = declared is not None and declared.good_until >= on
    talk = ""
    if row.health_months and current and any(answers_of(declared, on)):
        talk = talks.get(declared.pk, TALK_WANTED)
    return Standing(
        resident_id=comer.id,
        years=years,
        may_come=terms.may_come(years, row.ages),
        inducted=inducted,
        declared=_declared(declared, current),
        talk=talk,
        induction_missing=row.induction and inducted is None,
        declaration_missing=row.health_months is not None and not current,
    )


def _declared(row: Declaration | None, current: bool) -> Declared | None:
    return None if row is None else Declared(row.pk, row.declared_on, row.good_until, current)


def _last_talks(declaration_ids: Collection[UUID]) -> dict[UUID, str]:
    rows = Talk.objects.filter(declaration__in=declaration_ids).order_by("at", "pk")
    return {each.declaration_id: unseal(each, "outcome") or "" for each in rows}
