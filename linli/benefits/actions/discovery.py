"""Looking for families that are missing something they are entitled to.

Whenever a fact changes, every policy is asked about that family again; and when a day has passed,
about every family that the day may have changed. What is found waits as a hint; what is no longer
found, and nobody has acted upon, is taken away.
"""

import datetime
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from linli.benefits import terms
from linli.benefits.models import HardshipNote, Hint, ImpactAssessment, Workload
from linli.benefits.queries.looking import not_looked_for, noted, permitted_places
from linli.benefits.queries.worklist import rates, taken_this_week
from linli.benefits.terms import Finding, Key
from linli.identity import queries as identity
from linli.identity.permissions import Viewer, clock
from linli.kernel.ids import uuid7
from linli.kernel.sealed import seal, unseal
from linli.people import queries as people
from linli.rulebook import queries as rulebook
from linli.rules.evaluate import evaluate_all
from linli.rules.facts import Family
from linli.rules.packs import Catalogue

FAMILIES_AT_ONCE = 200
"""So many are read and written at a time."""

WORKER = "grid_worker"
"""Who is given families: the named person who knows the staircase."""


def look_again(
    *,
    household_ids: Collection[UUID],
    by: Viewer,
    at: datetime.datetime,
    since: datetime.date | None = None,
) -> int:
    """Ask every policy about these families: write down what speaks, take away what holds no more.

    ``since``: the day of the last look at everybody, for benefits that a birthday has opened. The
    house's own act (``by`` is the clock). Returns how many hints are new.

    Asking is most of the work and needs no lock, so it is done before the transaction; what changes
    in between is a newer deed, after which the family is asked again.
    """
    on = timezone.localdate(at)
    permitted, rules = permitted_places(), rulebook.catalogue()
    spoken_for, waiting = noted(household_ids), _with_open_hints(household_ids)
    asked = [
        (family, _look(family, on, since, spoken_for, waiting, rules))
        for family in people.families(by, list(household_ids), on)
    ]
    with transaction.atomic():
        # Asked within, so that nobody who has just said no is written down.
        left_alone = not_looked_for(household_ids)
        return sum(
            _settle(family, look, at)
            if family.place in permitted and family.household_id not in left_alone
            else _settle(family, NOTHING, at)
            for family, look in asked
        )


def look_at_everybody(*, since: datetime.date, by: Viewer, at: datetime.datetime) -> int:
    """What the mere passing of time has changed since a day. Returns how many hints are new."""
    return sum(
        look_again(household_ids=batch, by=by, at=at, since=since)
        for place in sorted(permitted_places())
        for batch in _batches(people.households_at(by, place))
    )


@transaction.atomic
def hand_out(*, by: Viewer, at: datetime.datetime) -> int:
    """Give waiting families to workers, the most urgent first, to nobody more than she takes on.

    A family whose record a supervisor gave to somebody is hers, and any other stays with whoever
    had it before: neither is new. The house's own act. Returns how many were given anew.
    """
    on = timezone.localdate(at)
    # Whoever hands out holds the community's assessment, so two clocks never overfill a week.
    held = ImpactAssessment.objects.select_for_update().exclude(signed_at=None).order_by("place")
    return sum(_hand_out_at(assessment.place_id, on) for assessment in list(held))


def _batches(ids: list[UUID]) -> Iterator[list[UUID]]:
    return (ids[start : start + FAMILIES_AT_ONCE] for start in range(0, len(ids), FAMILIES_AT_ONCE))


# Finding -----------------------------------------------------------------------------------------


class Looked(NamedTuple):
    """What a look at a family found: what is worth telling, and what it has already."""

    found: Mapping[Key, Finding] = MappingProxyType({})
    drawn: frozenset[Key] = frozenset()


NOTHING = Looked()


def _with_open_hints(household_ids: Collection[UUID]) -> frozenset[UUID]:
    """Families of whom something waits to be told: it may hold no more, or still."""
    waiting = Hint.objects.filter(household__in=household_ids, answer="")
    return frozenset(waiting.values_list("household_id", flat=True))


def _look(
    family: Family,
    on: datetime.date,
    since: datetime.date | None,
    spoken_for: Collection[UUID],
    waiting: Collection[UUID],
    rules: Catalogue,
) -> Looked:
    """What is worth telling of a family: only what something, or somebody, speaks for.

    ``waiting``: families of whom something waits to be told; it may hold no more, or still.
    """
    birthdays = terms.birthdays(family, since, on) if since else []
    by_note = family.household_id in spoken_for
    asked_for = by_note or family.household_id in waiting
    if not (birthdays or asked_for or terms.anything_speaks(family, on)):
        return NOTHING
    verdicts = evaluate_all(family, on, rules)
    found = terms.findings(family, verdicts, on)
    for day in birthdays:
        before = _findings(family, day - datetime.timedelta(days=1), rules)
        for key in terms.opened_by_a_birthday(before, found):
            found[key] = replace(found[key], signs=(*found[key].signs, terms.BIRTHDAY))
    if by_note:
        found = {key: replace(one, signs=(*one.signs, terms.NOTE)) for key, one in found.items()}
    return Looked(found, terms.drawn(verdicts))


def _findings(family: Family, on: datetime.date, rules: Catalogue) -> dict[Key, Finding]:
    return terms.findings(family, evaluate_all(family, on, rules), on)


def _settle(family: Family, look: Looked, at: datetime.datetime) -> int:
    """Bring a family's hints in line with what was found; those answered stay as they are."""
    kept = {
        (hint.benefit, hint.person_id): hint
        for hint in Hint.objects.filter(household=family.household_id)
    }
    open_still = {key: hint for key, hint in kept.items() if not hint.answer}
    gone = [hint.pk for key, hint in open_still.items() if key not in {*look.found, *look.drawn}]
    Hint.objects.filter(pk__in=gone).delete()
    # What they came by while it waited to be told stays: it was seen, and not in time.
    came_by = [hint.pk for key, hint in open_still.items() if key in look.drawn]
    Hint.objects.filter(pk__in=came_by).update(answer=terms.HAS_IT, answered_at=at)
    new = []
    for key, finding in look.found.items():
        hint = kept.get(key)
        if hint is None and finding.signs:
            new.append(_hint(Hint(pk=uuid7(), found_at=at), family, finding, finding.signs))
        elif hint is not None and _is_open(hint, timezone.localdate(at)):
            signs = sorted({*finding.signs, *json.loads(unseal(hint, "why") or "{}")["signs"]})
            _hint(hint, family, finding, signs).save()
    Hint.objects.bulk_create(new)
    return len(new)


def _is_open(hint: Hint, on: datetime.date) -> bool:
    """Not answered; or "not now" until a day that has come; or come by, and had no longer."""
    put_off = hint.answer == terms.NOT_NOW and hint.again_on and hint.again_on <= on
    had_no_longer = hint.answer == terms.HAS_IT and hint.answered_by_id is None
    if put_off or had_no_longer:
        hint.answer, hint.answered_by, hint.answered_at, hint.again_on = "", None, None, None
    return not hint.answer


def _hint(hint: Hint, family: Family, finding: Finding, signs: Iterable[str]) -> Hint:
    hint.place_id, hint.household_id = family.place, family.household_id
    hint.person_id, hint.benefit, hint.edition = finding.subject, finding.benefit, finding.edition
    hint.state = finding.state
    hint.monthly_fen, hint.waiting_fen = finding.monthly_fen, finding.waiting_fen
    seal(hint, "why", json.dumps({"signs": list(signs), "papers": list(finding.papers)}))
    return hint


# Handing out -------------------------------------------------------------------------------------


def named_workers(household_ids: Collection[UUID], on: datetime.date) -> dict[UUID, UUID]:
    """Who has each of these families: by a supervisor's word, or because she had it before."""
    ids = list(household_ids)
    return _had(ids) | people.assigned_to(clock(), ids, on)


def _hand_out_at(place: str, on: datetime.date) -> int:
    _follow_assignments(place, on)
    waiting = _waiting(place)
    if not waiting:
        return 0
    known = named_workers(waiting, on)
    room = _room([user.pk for user in identity.colleagues(WORKER, place, on)], on)
    given = 0
    for household_id in waiting:
        worker = known.get(household_id)
        if worker is None:
            worker = max(room, key=lambda one: (room[one], str(one)), default=None)
            if worker is None or room[worker] <= 0:
                continue
            room[worker] -= 1
            given += 1
        for untold in (Hint.objects, HardshipNote.objects):
            ungiven = untold.filter(household=household_id, given_to=None, answer="")
            ungiven.update(given_to=worker, given_on=on)
    return given


def _follow_assignments(place: str, on: datetime.date) -> None:
    """What nobody has answered follows the record when a supervisor gives it to somebody."""
    for untold in (Hint.objects, HardshipNote.objects):
        given = untold.filter(place=place, answer="").exclude(given_to=None)
        holds = set(given.exclude(household=None).values_list("household_id", "given_to"))
        assigned = people.assigned_to(clock(), [household_id for household_id, _ in holds], on)
        for household_id, worker in holds:
            meant = assigned.get(household_id, worker)
            if meant != worker:
                given.filter(household=household_id).update(given_to=meant, given_on=on)


def _waiting(place: str) -> list[UUID]:
    """Families nobody has been given: those a person spoke for first, then the most urgent."""
    proved = rates(place)
    urgency: dict[UUID, float] = defaultdict(float)
    for hint in Hint.objects.filter(place=place, given_to=None, answer=""):
        urgency[hint.household_id] += terms.worth(
            hint.state, hint.monthly_fen, hint.waiting_fen, *proved.get(hint.benefit, (0, 0))
        )
    notes = HardshipNote.objects.filter(place=place, given_to=None, answer="")
    spoken_for = set(notes.exclude(household=None).values_list("household_id", flat=True))
    everybody = {*urgency, *spoken_for}
    return sorted(everybody, key=lambda one: (one not in spoken_for, -urgency[one], str(one)))


def _had(household_ids: list[UUID]) -> dict[UUID, UUID]:
    """The worker to whom each of these families was given before, the latest."""
    given = [
        row
        for untold in (Hint.objects, HardshipNote.objects)
        for row in untold.filter(household__in=household_ids)
        .exclude(given_to=None)
        .values_list("given_on", "household_id", "given_to")
    ]
    return {household_id: worker for _on, household_id, worker in sorted(given, key=str)}


def _room(workers: Collection[UUID], on: datetime.date) -> dict[UUID, int]:
    """How many more families each of these takes on this week."""
    wished = dict(Workload.objects.filter(user__in=workers).values_list("user", "families_a_week"))
    taken = Counter(worker for worker, _family in taken_this_week(workers, on))
    return {worker: wished.get(worker, terms.FAMILIES_A_WEEK) - taken[worker] for worker in workers}
