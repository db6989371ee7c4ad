"""Lots are drawn: from a seed nobody could choose, in an order anybody can make again."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from linli.hall import terms
from linli.hall.actions.money import charge
from linli.hall.actions.scope import Meant, call_anew, kept, meant, persons
from linli.hall.actions.telling import tell, tell_undrawn
from linli.hall.actions.waiting import take
from linli.hall.models import Draw, Enrollment, Offer, Party, Pool
from linli.hall.terms import Turn
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import unseal


class NoLottery(Refused):
    """Places are given in the order of asking."""

    words = gettext_lazy("这一项按报名先后，不抽签。")


class NotClosedYet(Refused):
    """Somebody may still enter."""

    words = gettext_lazy("报名还没有截止，不能抽签。")


class DrawnAlready(Refused):
    """Lots are drawn once."""

    words = gettext_lazy("已经抽过签了，一次抽签只有一个结果。")


class EndedEarly(Refused):
    """Nobody is in it any more."""

    words = gettext_lazy("报名提前截止了，没有人等着抽签；要抽，先重新开放。")


class SeedMissing(Refused):
    """What was thrown in the hall is keyed as it was seen."""

    words = gettext_lazy("请把现场掷出来的数字照样写下来，至少 6 位。")


class WitnessNeeded(Refused):
    """A draw by hand is seen by two."""

    words = gettext_lazy("现场抽签要有另一位工作人员作证。")


HAND_DIGITS = 6


@transaction.atomic
def draw(
    *,
    offer_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    seed: str = "",
    witness: UUID | None = None,
) -> Draw:
    """Draw the lots of a closed offer: whoever fits is placed in the order drawn, the rest waits.

    ``seed`` and ``witness`` are of a draw by hand alone. Raises ``NoLottery``, ``EndedEarly``,
    ``NotClosedYet``, ``DrawnAlready``, ``SeedMissing``, ``WitnessNeeded``.
    """
    offer = Offer.objects.filter(pk=offer_id).first()
    if offer is None:
        raise NotFound
    by.require(Permission.LOTTERY_DRAW, place=offer.place_id)
    if offer.mode != terms.LOTTERY:
        raise NoLottery
    if offer.ended_at is not None:
        raise EndedEarly
    if offer.closes_at is None or at < offer.closes_at:
        raise NotClosedYet
    kept_draw = Draw.objects.select_for_update().get(offer=offer)
    if kept_draw.drawn_at:
        raise DrawnAlready
    kept_draw.seed = _seed(kept_draw, seed, witness, by)
    kept_draw.witness_id, kept_draw.drawn_by_id, kept_draw.drawn_at = witness, by.user_id, at
    kept_draw.save()
    call_anew(Pool.objects.filter(offer=offer))
    sessions = Party.objects.filter(offer=offer).order_by("session_id")
    for session_id in sessions.values_list("session_id", flat=True).distinct():
        _place(meant(offer.pk, session_id), kept_draw.seed, by, at)
    journal.record(
        verb="lots.drawn", by=by, at=at, subject=("offer", offer.pk), place=offer.place_id
    )
    return kept_draw


def _seed(kept_draw: Draw, thrown: str, witness: UUID | None, by: Viewer) -> str:
    if not kept_draw.by_hand:
        seed = unseal(kept_draw, "seed_sealed")
        assert seed is not None
        return seed
    digits = "".join(thrown.split())
    if len(digits) < HAND_DIGITS or not digits.isdigit():
        raise SeedMissing
    if witness is None or witness == by.user_id:
        raise WitnessNeeded
    return digits


def _place(wanted: Meant, seed: str, by: Viewer, at: datetime.datetime) -> None:
    """Rank the parties of one thing, and seat them in that order; of a session that has begun, rank
    them alone: nobody can come to it any more."""
    pools = wanted.locked()
    entered: dict[UUID, list[UUID]] = {}
    found = Enrollment.objects.filter(
        offer=wanted.offer, session=wanted.session_id, state=terms.ENTERED
    )
    for each in found.order_by("id"):
        entered.setdefault(each.party_id, []).append(each.resident_id)
    of_it = Party.objects.select_related("offer").prefetch_related("enrollments")
    parties = of_it.in_bulk(list(entered))
    tickets = {str(party.ticket): party for party in parties.values()}
    before = _not_drawn_before([one for ids in entered.values() for one in ids], wanted)
    for party in tickets.values():
        party.lost_before = max(before.get(one, 0) for one in entered[party.pk])
    order = terms.drawn(
        seed, [(ticket, party.lost_before or 0) for ticket, party in tickets.items()]
    )
    known = persons(one for ids in entered.values() for one in ids)
    gone_by = wanted.session_id is not None and wanted.begins_at <= at
    turns = []
    for rank, ticket in enumerate(order, start=1):
        party = tickets[ticket]
        party.rank, party.got = rank, False
        if gone_by or not known.keys() >= set(entered[party.pk]):
            continue  # or somebody of it has moved away: it keeps its lot and takes no place
        turns.append(
            Turn(party.pk, tuple(known[one] for one in entered[party.pk]), party.channel, 0)
        )
    result = terms.turns(turns, kept(pools), on=wanted.on, begins_at=wanted.begins_at, at=at)
    for turn, places in result.given:
        parties[turn.party_id].got = True
        take(places.values())
        for resident_id, pool_id in places.items():
            found.filter(party=turn.party_id, resident=resident_id).update(
                state=terms.PLACED, pool=pool_id, since=at
            )
        charge(parties[turn.party_id], wanted, [each.id for each in turn.people], by=by, at=at)
    found.update(state=terms.WAITING, since=at)
    Party.objects.bulk_update(parties.values(), ["rank", "lost_before", "got"])
    drawn = [each for each in parties.values() if each.got]
    if drawn:
        tell(drawn, terms.DRAWN, wanted.offer.course_id, (wanted.begins_at, 1), by, at)
    if not gone_by:
        tell_undrawn([each for each in parties.values() if not each.got], at)


def _not_drawn_before(ids: list[UUID], wanted: Meant) -> dict[UUID, int]:
    """How often each was in a lottery of this community before and got nothing. Who had a place and
    gave it back, or was offered one and did not want it, was not unlucky."""
    lost = Enrollment.objects.filter(
        resident__in=ids, party__got=False, offer__place=wanted.offer.place_id
    ).exclude(Q(offer=wanted.offer) | Q(state__in=(terms.DECLINED, terms.LAPSED)))
    counts: dict[UUID, int] = {}
    for resident_id in lost.values_list("resident_id", flat=True):
        counts[resident_id] = counts.get(resident_id, 0) + 1
    return counts
