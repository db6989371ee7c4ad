"""Where a place hangs on a keeper's yes: yes, or no and why; and the same question once more.

The places are held meanwhile, so that of two who ask for the last one not both can be told yes.
"""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from linli.hall import terms
from linli.hall.actions.enrolling import (
    AFTER,
    BEGUN,
    OFF,
    AlreadyEnrolled,
    NotOpenNow,
    _insist_on_age,
    asked,
    places_for,
)
from linli.hall.actions.money import charge
from linli.hall.actions.scope import Meant, meant, persons
from linli.hall.actions.telling import tell
from linli.hall.actions.waiting import NotLive, _party_of, _record, advance, end
from linli.hall.models import Asking, Enrollment, Party
from linli.hall.terms import Turn
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound, Refused


class AnsweredOtherwise(Refused):
    """Two keepers, two answers: the first stands."""

    words = gettext_lazy("另一位工作人员刚刚已经答复了，和您的不一样。")
    remedy = gettext_lazy("请打开这份报名看一看，和他商量；要改，请居民再问一次。")


class AnsweredTooLate(Refused):
    """The places were held until a moment that has passed."""

    words = gettext_lazy("答复的期限过了，名额没有再留着。")
    remedy = gettext_lazy("请先替他们再问一次，有名额就能答应。")


class WhyNot(Refused):
    """A no says why."""

    words = gettext_lazy("不答应要写一句为什么，报名的人看得到。")


class NothingToAskAgain(Refused):
    """Only a no, or no answer, can be asked again."""

    words = gettext_lazy("这份报名不用再问了，请看它现在怎么样。")


@transaction.atomic
def approve(*, party_id: UUID, by: Viewer, at: datetime.datetime) -> Party:
    """Say yes: the places that were held are theirs. A second press finds it done.

    Raises ``AnsweredOtherwise``, ``AnsweredTooLate``, ``NotLive``.
    """
    party, wanted, asking = _undecided(party_id, by)
    if asking.approved is not None:
        return _as_before(party, asking, approved=True)
    held = _held(party, at)
    Enrollment.objects.filter(pk__in=[each.pk for each in held]).update(
        state=terms.PLACED, since=at, lapses_at=None
    )
    _answer(asking, by, at, approved=True)
    charge(party, wanted, [each.resident_id for each in held], by=by, at=at)
    _record("party.approved", party, by, at)
    _tell(party, wanted, terms.APPROVED, by, at)
    return party


@transaction.atomic
def refuse(*, party_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> Party:
    """Say no, and why; the places go to who waits. As ``approve`` otherwise; ``WhyNot``."""
    if not reason.strip():
        raise WhyNot
    party, wanted, asking = _undecided(party_id, by)
    if asking.approved is not None:
        return _as_before(party, asking, approved=False)
    end(_held(party, at), terms.REFUSED, at)
    _answer(asking, by, at, approved=False, reason=reason.strip())
    _record("party.refused", party, by, at)
    _tell(party, wanted, terms.REFUSED, by, at, asking.reason)
    advance(wanted, by=by, at=at)
    return party


@transaction.atomic
def ask_again(*, party_id: UUID, note: str, by: Viewer, at: datetime.datetime) -> Party:
    """Ask once more after a no, or after no answer, with a word about it; behind who waits by now.

    Also after enrolling has closed: it was asked in time. A second press finds it asked. Raises
    ``NothingToAskAgain``, ``NotOpenNow``, ``NotForTheirAge``, ``AlreadyEnrolled``, ``NotFound``.
    """
    party, wanted = _party_of(party_id, by, at)
    wanted.locked()
    wanted = meant(party.offer_id, party.session_id)  # it may have been called off meanwhile
    advance(wanted, by=by, at=at)  # also what nobody answered in time
    enrollments = list(party.enrollments.all())
    states = {each.state for each in enrollments}
    if states in ({terms.ASKED}, {terms.WAITING}):
        return party
    if not states <= set(terms.MAY_ASK_AGAIN):
        raise NothingToAskAgain
    ids = [each.resident_id for each in enrollments]
    known = persons(ids)
    here = wanted.offer.place_id
    if known.keys() != set(ids) or any(one.place != here for one in known.values()):
        raise NotFound
    _insist_on_still_to_come(wanted, at)
    comers = [known[one] for one in ids]
    _insist_on_age(comers, wanted)
    party.asked_at = at
    party.save(update_fields=["asked_at"])
    _note(party, note, by, at)
    turn = Turn(party.pk, tuple(comers), party.channel, 0)
    places = places_for(turn, wanted, wanted.locked(), by, at) or {}
    until = terms.answer_by(wanted.begins_at, at) if places else None
    for each in enrollments:
        each.state = terms.ASKED if places else terms.WAITING
        each.pool_id, each.since, each.lapses_at = places.get(each.resident_id), at, until
    try:
        with transaction.atomic():
            Enrollment.objects.bulk_update(enrollments, ["state", "pool", "since", "lapses_at"])
    except IntegrityError:  # enrolled otherwise since
        raise AlreadyEnrolled from None
    _record("party.asked_again", party, by, at)
    return party


def _insist_on_still_to_come(wanted: Meant, at: datetime.datetime) -> None:
    if wanted.first.cancelled:
        raise NotOpenNow(why=OFF)
    if wanted.begins_at <= at:
        raise NotOpenNow(why=BEGUN)
    if wanted.offer.ended_at is not None:
        raise NotOpenNow(why=AFTER)


def _undecided(party_id: UUID, by: Viewer) -> tuple[Party, Meant, Asking]:
    """A party a keeper may answer, its pools held, and what it asked last. Raises ``NotFound``."""
    party, wanted = _party_of_desk(party_id, by)
    wanted.locked()
    asking = Asking.objects.filter(party=party).order_by("-turn").first()
    if asking is None:
        raise NotFound
    return party, wanted, asking


def _as_before(party: Party, asking: Asking, *, approved: bool) -> Party:
    if asking.approved is not approved:
        raise AnsweredOtherwise
    return party


def _held(party: Party, at: datetime.datetime) -> list[Enrollment]:
    held = list(party.enrollments.filter(state=terms.ASKED).order_by("pk"))
    if not held:
        raise AnsweredTooLate if _unheard(party) else NotLive
    if any(each.lapses_at <= at for each in held):
        raise AnsweredTooLate
    return held


def _unheard(party: Party) -> bool:
    return party.enrollments.filter(state=terms.UNHEARD).exists()


def _answer(
    asking: Asking, by: Viewer, at: datetime.datetime, *, approved: bool, reason: str = ""
) -> None:
    asking.approved, asking.reason = approved, reason
    asking.answered_by_id, asking.answered_at = by.user_id, at
    asking.save(update_fields=["approved", "reason", "answered_by", "answered_at"])


def _note(party: Party, note: str, by: Viewer, at: datetime.datetime) -> None:
    """The question, once more. What was not answered stays as it was asked."""
    before = Asking.objects.filter(party=party).order_by("-turn").values_list("turn", flat=True)
    asked(party, before[0] + 1, note, by, at).save(force_insert=True)


def _tell(
    party: Party, wanted: Meant, news: str, by: Viewer, at: datetime.datetime, reason: str = ""
) -> None:
    tell([party], news, wanted.offer.course_id, (wanted.begins_at, 1), by, at, reason)


def _party_of_desk(party_id: UUID, by: Viewer) -> tuple[Party, Meant]:
    party = Party.objects.filter(pk=party_id).select_related("offer").first()
    if party is None:
        raise NotFound
    by.require(Permission.ENROLLMENT_KEEP, place=party.offer.place_id)
    return party, meant(party.offer_id, party.session_id)
