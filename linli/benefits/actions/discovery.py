"""Looking for families that are missing something they are entitled to.

Whenever a fact changes, every policy is asked about that family again; and when a day has passed,
about every family that the day may have changed. What is found waits as a hint; what is no longer
found, and nobody has acted upon, is taken away.
"""

import datetime
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from linli.benefits import terms
from linli.benefits.models import Hint, ImpactAssessment, Workload
from linli.benefits.queries.worklist import permitted_places, rates
from linli.benefits.terms import Finding, Key
from linli.identity import queries as identity
from linli.identity.permissions import Viewer
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
    asked = [
        (family, _found(family, on, since, rules) if family.place in permitted else {})
        for family in people.families(by, list(household_ids), on)
    ]
    with transaction.atomic():
        return sum(_settle(family, found, at) for family, found in asked)


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
    return sum(_hand_out_at(assessment.place_id, by, on) for assessment in list(held))


def _batches(ids: list[UUID]) -> Iterator[list[UUID]]:
    return (ids[start : start + FAMILIES_AT_ONCE] for start in range(0, len(ids), FAMILIES_AT_ONCE))


# Finding -----------------------------------------------------------------------------------------


def _found(
    family: Family, on: datetime.date, since: datetime.date | None, rules: Catalogue
) -> dict[Key, Finding]:
    """What is worth telling of a family: only what something speaks for."""
    birthdays = terms.birthdays(family, since, on) if since else []
    if not birthdays and not terms.anything_speaks(family, on):
        return {}
    found = _findings(family, on, rules)
    for day in birthdays:
        before = _findings(family, day - datetime.timedelta(days=1), rules)
        for key in terms.opened_by_a_birthday(before, found):
            found[key] = replace(found[key], signs=(*found[key].signs, terms.BIRTHDAY))
    return found


def _findings(family: Family, on: datetime.date, rules: Catalogue) -> dict[Key, Finding]:
    return terms.findings(family, evaluate_all(family, on, rules), on)


def _settle(family: Family, found: dict[Key, Finding], at: datetime.datetime) -> int:
    """Bring a family's hints in line with what was found; those answered stay as they are."""
    kept = {
        (hint.benefit, hint.person_id): hint
        for hint in Hint.objects.filter(household=family.household_id)
    }
    gone = [hint.pk for key, hint in kept.items() if key not in found and not hint.answer]
    Hint.objects.filter(pk__in=gone).delete()
    new = []
    for key, finding in found.items():
        hint = kept.get(key)
        if hint is None and finding.signs:
            new.append(_hint(Hint(pk=uuid7(), found_at=at), family, finding, finding.signs))
        elif hint is not None and _is_open(hint, timezone.localdate(at)):
            signs = sorted({*finding.signs, *json.loads(unseal(hint, "why") or "{}")["signs"]})
            _hint(hint, family, finding, signs).save()
    Hint.objects.bulk_create(new)
    return len(new)


def _is_open(hint: Hint, on: datetime.date) -> bool:
    """Not answered, or answered "not now" until a day that has come."""
    if hint.answer == terms.NOT_NOW and hint.again_on and hint.again_on <= on:
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


def _hand_out_at(place: str, by: Viewer, on: datetime.date) -> int:
    _follow_assignments(place, by, on)
    waiting = _waiting(place)
    if not waiting:
        return 0
    ids = [household_id for household_id, _hints in waiting]
    known = _had(ids) | people.assigned_to(by, ids, on)
    room = _room([user.pk for user in identity.colleagues(WORKER, place, on)], on)
    given = 0
    for household_id, hints in waiting:
        worker = known.get(household_id)
        if worker is None:
            worker = max(room, key=lambda one: (room[one], str(one)), default=None)
            if worker is None or room[worker] <= 0:
                continue
            room[worker] -= 1
            given += 1
        Hint.objects.filter(pk__in=[hint.pk for hint in hints]).update(given_to=worker, given_on=on)
    return given


def _follow_assignments(place: str, by: Viewer, on: datetime.date) -> None:
    """Hints that nobody has answered follow the record when a supervisor gives it to somebody."""
    given = Hint.objects.filter(place=place, answer="").exclude(given_to=None)
    holds = set(given.values_list("household_id", "given_to"))
    assigned = people.assigned_to(by, [household_id for household_id, _worker in holds], on)
    for household_id, worker in holds:
        meant = assigned.get(household_id, worker)
        if meant != worker:
            given.filter(household=household_id).update(given_to=meant, given_on=on)


def _waiting(place: str) -> list[tuple[UUID, list[Hint]]]:
    """Families with hints that nobody has been given, the most urgent first."""
    proved = rates(place)
    families: dict[UUID, list[Hint]] = defaultdict(list)
    for hint in Hint.objects.filter(place=place, given_to=None, answer=""):
        families[hint.household_id].append(hint)

    def urgency(hints: list[Hint]) -> float:
        return sum(
            terms.worth(
                hint.state, hint.monthly_fen, hint.waiting_fen, *proved.get(hint.benefit, (0, 0))
            )
            for hint in hints
        )

    return sorted(families.items(), key=lambda one: (-urgency(one[1]), str(one[0])))


def _had(household_ids: list[UUID]) -> dict[UUID, UUID]:
    """The worker to whom each of these families was given before."""
    given = Hint.objects.filter(household__in=household_ids).exclude(given_to=None)
    return dict(given.order_by("given_on", "id").values_list("household_id", "given_to"))


def _room(workers: Collection[UUID], on: datetime.date) -> dict[UUID, int]:
    """How many more families each of these takes on this week."""
    wished = dict(Workload.objects.filter(user__in=workers).values_list("user", "families_a_week"))
    this_week = Hint.objects.filter(given_to__in=workers, given_on__gte=terms.week_of(on))
    pairs = set(this_week.values_list("given_to", "household"))
    taken = Counter(worker for worker, _family in pairs)
    return {worker: wished.get(worker, terms.FAMILIES_A_WEEK) - taken[worker] for worker in workers}
