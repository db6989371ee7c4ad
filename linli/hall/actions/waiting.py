"""Places are given back, offered to who waits, taken up, declined, or let go unanswered."""

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy

from linli.hall import terms
from linli.hall.actions.money import charge, release
from linli.hall.actions.scope import Meant, kept, meant, persons
from linli.hall.actions.telling import tell_offered
from linli.hall.models import Asking, Enrollment, Party, Pool
from linli.hall.terms import Turn
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.rows import count_up
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import queries as programmes


class NotLive(Refused):
    """Cancelled before, or let go."""

    words = gettext_lazy("这份报名已经不在了。")


class LapsedAlready(Refused):
    """Nobody answered in time."""

    words = gettext_lazy("留给您的名额已经过了时间，让给下一位了。")
    remedy = gettext_lazy("您可以再报一次，排到后面。")


class OverAlready(Refused):
    """Who came to it and who did not is known."""

    words = gettext_lazy("这一次已经上完了，报名不能再取消。")
    remedy = gettext_lazy("没来的，在签到那里记；报错了人，请找工作人员。")


@transaction.atomic
def cancel(*, party_id: UUID, by: Viewer, at: datetime.datetime) -> Party:
    """Give back a party's places, or leave the line; what is freed goes to who waits, at once.

    It does not come up again: who cancels after an offer asks anew. A second press finds it done.
    Raises ``NotLive``, and ``OverAlready`` for one session that has been.
    """
    party, wanted = _party_of(party_id, by, at)
    wanted.locked()
    if _is_all(party, terms.CANCELLED):
        return party
    if wanted.begins_at <= at and _is_over(wanted, at):
        raise OverAlready
    ended = end(_live(party), terms.CANCELLED, at)
    if not ended:
        raise NotLive
    release(party.pk, begins_at=wanted.begins_at, by=by, at=at)
    _record("party.cancelled", party, by, at)
    advance(wanted, by=by, at=at)
    return party


@transaction.atomic
def take_up(*, party_id: UUID, by: Viewer, at: datetime.datetime) -> Party:
    """Say yes to the places kept for a party. A second press finds it done.

    Raises ``NotLive``, ``LapsedAlready``.
    """
    party, wanted = _party_of(party_id, by, at)
    wanted.locked()
    if _is_all(party, terms.PLACED):
        return party
    offered = _offered(party, at)
    Enrollment.objects.filter(pk__in=[each.pk for each in offered]).update(
        state=terms.PLACED, since=at, lapses_at=None
    )
    if party.got is False:
        party.got = True
        party.save(update_fields=["got"])
    charge(party, wanted, [each.resident_id for each in offered], by=by, at=at)
    _record("party.taken_up", party, by, at)
    return party


@transaction.atomic
def decline(*, party_id: UUID, by: Viewer, at: datetime.datetime) -> Party:
    """Say no to the places kept for a party: the next gets them. As ``take_up`` otherwise."""
    party, wanted = _party_of(party_id, by, at)
    wanted.locked()
    if _is_all(party, terms.DECLINED):
        return party
    end(_offered(party, at), terms.DECLINED, at)
    _record("party.declined", party, by, at)
    advance(wanted, by=by, at=at)
    return party


def advance(wanted: Meant, *, by: Viewer, at: datetime.datetime) -> list[UUID]:
    """Give what is free to who waits, by the published rule; returns the parties it is offered to.

    The pools are locked. A place is offered, not given: somebody has to say that they still come;
    or, where places hang on a keeper's yes, it is held for that. Nothing is given of what a keeper
    has ended.
    """
    lapses_at = terms.lapses_at(wanted.begins_at, at)
    sweep(wanted, by=by, at=at)
    waiting = waiting_turns(wanted)
    if not waiting or lapses_at is None or wanted.offer.ended_at is not None:
        return []
    found = terms.turns(
        waiting, kept(list(wanted.pools())), on=wanted.on, begins_at=wanted.begins_at, at=at
    )
    agreed = _agreed(wanted, [turn.party_id for turn, _ in found.given])
    for turn, places in found.given:
        if turn.party_id in agreed:
            state, until = terms.OFFERED, lapses_at
        else:
            state, until = terms.ASKED, terms.answer_by(wanted.begins_at, at)
        _hold(turn, places, state, until, at)
        party = Party.objects.get(pk=turn.party_id)
        _record(f"party.{state}", party, by, at)
        if state == terms.OFFERED:
            tell_offered([party], wanted.begins_at, until, at)
    Party.objects.filter(pk__in=[turn.party_id for turn in found.passed]).update(
        passed=F("passed") + 1
    )
    keep = found.kept_for.party_id if found.kept_for else None
    Party.objects.filter(offer=wanted.offer, session=wanted.session_id, kept=True).exclude(
        pk=keep
    ).update(kept=False)
    Party.objects.filter(pk=keep).update(kept=True)
    return [turn.party_id for turn, _ in found.given]


def give_on(*, by: Viewer, at: datetime.datetime) -> int:
    """Offer to who waits what nobody answered in time, what is everybody's since its hour came, and
    what was kept for more people than it held; each thing in a transaction of its own. To how many
    parties."""
    late = Enrollment.objects.filter(state__in=terms.SWEPT, lapses_at__lte=at)
    waits = Enrollment.objects.filter(
        Q(session=OuterRef("session")) | Q(session=None), offer=OuterRef("offer"),
        state=terms.WAITING,
    )  # fmt: skip
    ahead = Q(session=None) | Q(session__start_at__gt=at)
    flown = Pool.objects.filter(ahead, Exists(waits), flows_at__lte=at, taken__lt=F("capacity"))
    kept_for = Party.objects.filter(ahead, kept=True)
    things = {
        each for found in (late, flown, kept_for) for each in found.values_list("offer", "session")
    }
    return sum(_give_on(*thing, by, at) for thing in sorted(things, key=str))


@transaction.atomic
def _give_on(offer_id: UUID, session_id: UUID | None, by: Viewer, at: datetime.datetime) -> int:
    wanted = meant(offer_id, session_id)
    wanted.locked()
    return len(advance(wanted, by=by, at=at))


def begin_anew(wanted: Meant, *, by: Viewer, at: datetime.datetime) -> None:
    """What these places are for begins at another hour now: none is kept for a yes beyond it, and
    what may be offered again is."""
    wanted.locked()
    kept_for_a_yes = Enrollment.objects.filter(offer=wanted.offer, session=wanted.session_id)
    for state, last in terms.kept_at_most(wanted.begins_at).items():
        kept_for_a_yes.filter(state=state, lapses_at__gt=last).update(lapses_at=last)
    advance(wanted, by=by, at=at)


def sweep(wanted: Meant, *, by: Viewer, at: datetime.datetime) -> int:
    """Let go of the places that were kept for a yes and not answered in time. The pools are
    locked."""
    late = list(
        Enrollment.objects.filter(
            offer=wanted.offer, session=wanted.session_id, state__in=terms.SWEPT, lapses_at__lte=at
        )
    )
    for state, after in terms.SWEPT.items():
        ended = end([each for each in late if each.state == state], after, at)
        for party in Party.objects.filter(pk__in={each.party_id for each in ended}):
            _record(f"party.{after}", party, by, at)
    return len(late)


def somebody_before(wanted: Meant, at: datetime.datetime) -> bool:
    """Whether anybody waits, or has let a place go unanswered. The pools are locked."""
    return bool(_before(wanted.offer.pk, wanted.session_id, at))


@Question
def _before(offer: Any, session: Any, at: Any) -> QuerySet[Enrollment, Any]:
    waits_or_late = Q(state=terms.WAITING) | Q(state__in=terms.SWEPT, lapses_at__lte=at)
    found = Enrollment.objects.filter(waits_or_late, offer=offer, session=session)
    return found.order_by().values_list("pk", flat=True)[:1]


def waiting_turns(wanted: Meant) -> list[Turn]:
    """Who waits, in the published order: drawn ones by their lot, then by when they asked.

    A party is left out, not its neighbours in line, once somebody of it has moved away.
    """
    waiting = Enrollment.objects.filter(
        offer=wanted.offer, session=wanted.session_id, state=terms.WAITING
    ).select_related("party")
    by_party: dict[Party, list[UUID]] = {}
    for each in waiting.order_by(
        F("party__rank").asc(nulls_last=True), "party__asked_at", "party_id", "id"
    ):
        by_party.setdefault(each.party, []).append(each.resident_id)
    known = persons(one for ids in by_party.values() for one in ids)
    return [
        Turn(party.pk, tuple(known[one] for one in ids), party.channel, party.passed)
        for party, ids in by_party.items()
        if known.keys() >= set(ids)
    ]


def _agreed(wanted: Meant, party_ids: list[UUID]) -> set[UUID]:
    """Those of these parties who need no keeper's yes, or have had it."""
    if wanted.offer.mode != terms.APPROVAL:
        return set(party_ids)
    had = Asking.objects.filter(party__in=party_ids, approved=True)
    return set(had.values_list("party_id", flat=True))


def _hold(
    turn: Turn,
    places: dict[UUID, UUID],
    state: str,
    until: datetime.datetime,
    at: datetime.datetime,
) -> None:
    take(places.values())
    for resident_id, pool_id in places.items():
        Enrollment.objects.filter(
            party=turn.party_id, resident=resident_id, state=terms.WAITING
        ).update(state=state, pool=pool_id, since=at, lapses_at=until)
    Party.objects.filter(pk=turn.party_id).update(kept=False)


def take(places: Iterable[UUID]) -> None:
    """Count each of these pools up, once for each time. They are locked; a CHECK stands behind."""
    count_up(Pool, "taken", Counter(places))


def end(enrollments: Iterable[Enrollment], state: str, at: datetime.datetime) -> list[Enrollment]:
    """Enrollments that are over; the places they held are free. The pools are locked."""
    ended = list(enrollments)
    freed: Counter[UUID] = Counter()
    freed.subtract(each.pool_id for each in ended if each.pool_id)
    Enrollment.objects.filter(pk__in=[each.pk for each in ended]).update(
        state=state, pool=None, since=at, lapses_at=None
    )
    count_up(Pool, "taken", freed)
    return ended


def _party_of(party_id: UUID, by: Viewer, at: datetime.datetime) -> tuple[Party, Meant]:
    """A party its own people, a guardian, or the desk may speak for. Raises ``NotFound``."""
    party = Party.objects.filter(pk=party_id).select_related("offer").first()
    if party is None:
        raise NotFound
    if not by.may(Permission.ENROLLMENT_KEEP, place=party.offer.place_id):
        ours = people.with_me(by, at.astimezone(XIAMEN).date())
        theirs = party.contact_id in ours or party.enrollments.filter(resident__in=ours).exists()
        if not theirs:
            raise NotFound
    return party, meant(party.offer_id, party.session_id)


def _is_over(wanted: Meant, at: datetime.datetime) -> bool:
    """Whether the session has been; who has a place of a whole course may leave it to its end."""
    return wanted.session_id is not None and programmes.session(wanted.session_id).end_at <= at


def _is_all(party: Party, state: str) -> bool:
    """Whether this is what became of everybody in it. The pools are locked."""
    return set(party.enrollments.values_list("state", flat=True)) == {state}


def _live(party: Party) -> list[Enrollment]:
    return list(party.enrollments.filter(state__in=terms.LIVE))


def _offered(party: Party, at: datetime.datetime) -> list[Enrollment]:
    offered = list(party.enrollments.filter(state=terms.OFFERED).order_by("pk"))
    if not offered:
        raise NotLive
    if any(each.lapses_at <= at for each in offered):
        raise LapsedAlready
    return offered


def _record(verb: str, party: Party, by: Viewer, at: datetime.datetime) -> None:
    journal.record(verb=verb, by=by, at=at, subject=("party", party.pk), place=party.offer.place_id)
