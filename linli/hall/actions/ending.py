"""A keeper ends enrolling before its time, and says why; may open it again; or closes it later."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.hall import terms
from linli.hall.actions.calling_off import LINE, call_off, resume
from linli.hall.actions.offers import insist_on_room_again
from linli.hall.actions.scope import meant
from linli.hall.actions.telling import tell
from linli.hall.models import Enrollment, Offer, Party
from linli.hall.queries import moment_words
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow


class WhyEnded(Refused):
    """Whoever waits is told why."""

    words = gettext_lazy("提前截止要写一句为什么，排队的人看得到。")


class NotLater(Refused):
    """Nobody who trusted the closing that was published is cut off by another."""

    words = gettext_lazy("截止只能往后改：要晚过 %(now)s，早过最后一次上课。")


class ClosedAlready(Refused):
    """Once it has closed, who asked in time is who asked."""

    words = gettext_lazy("报名已经截止，不能再延后。")
    remedy = gettext_lazy("还想来的人，请当天到门口等空位。")


@transaction.atomic
def end_offer(*, offer_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> Offer:
    """Nobody may ask any more and nobody waits any more: they are told. Who has a place keeps it,
    also one that still waits for a yes. A second press finds it done. Raises ``WhyEnded``.
    """
    if not reason.strip():
        raise WhyEnded
    offer = _kept(offer_id, by)
    if offer.ended_at is None:
        offer.ended_at, offer.end_reason = at, reason.strip()
        offer.save(update_fields=["ended_at", "end_reason"])
        sessions = _of_what(offer)
        ended = [one for each in sessions for one in call_off(offer, each, LINE, by=by, at=at)]
        _record("offer.ended", offer, by, at)
        _tell(offer, ended, terms.ENDED, by, at, offer.end_reason)
    return offer


@transaction.atomic
def reopen_offer(*, offer_id: UUID, by: Viewer, at: datetime.datetime) -> Offer:
    """Whoever wants may ask again; those who were in line stand where they stood, and are told.

    Raises ``MoreThanCapacity`` where the course's other kind of offer has taken their room since.
    """
    offer = _kept(offer_id, by)
    if offer.ended_at is not None:
        insist_on_room_again(offer)
        offer.ended_at, offer.end_reason = None, ""
        offer.save(update_fields=["ended_at", "end_reason"])
        stood = Enrollment.objects.filter(offer=offer, state=terms.STOOD)
        back = list(stood.values_list("party_id", flat=True))
        for each in _of_what(offer):
            resume(meant(offer.pk, each), by=by, at=at)
        _record("offer.reopened", offer, by, at)
        _tell(offer, back, terms.REOPENED, by, at)
    return offer


@transaction.atomic
def close_later(
    *, offer_id: UUID, closes_at: datetime.datetime, by: Viewer, at: datetime.datetime
) -> Offer:
    """Enrolling that is still open closes later than was published; never sooner. Who waits or is
    entered for the lots is told. A second press finds it done.

    Raises ``ClosedAlready``, ``NotLater``.
    """
    offer = _kept(offer_id, by)
    if offer.closes_at == closes_at:
        return offer
    if offer.closes_at is None or offer.closes_at <= at or offer.ended_at is not None:
        raise ClosedAlready
    last = max((row.start_at for row in _standing(offer)), default=at)
    if not offer.closes_at < closes_at < last:
        raise NotLater(now=moment_words(offer.closes_at, at))
    offer.closes_at = closes_at
    offer.save(update_fields=["closes_at"])
    line = Enrollment.objects.filter(offer=offer, state__in=(terms.WAITING, terms.ENTERED))
    parties = Party.objects.filter(pk__in=line.values("party")).select_related("offer")
    _record("offer.closes_later", offer, by, at)
    tell(list(parties), terms.LATER, offer.course_id, (closes_at, 1), by, at)
    return offer


def _kept(offer_id: UUID, by: Viewer) -> Offer:
    """An offer that ``by`` keeps, held until the end of it. Raises ``NotFound``."""
    offer = Offer.objects.select_for_update().filter(pk=offer_id).first()
    if offer is None:
        raise NotFound
    by.require(Permission.ENROLLMENT_KEEP, place=offer.place_id)
    return offer


def _of_what(offer: Offer) -> list[UUID | None]:
    """What there are lines for: each session that stands, or the whole course while one does."""
    rows = _standing(offer)
    return [row.id for row in rows] if offer.kind == terms.EACH else [None][: len(rows)]


def _standing(offer: Offer) -> list[SessionRow]:
    return [row for row in programmes.sessions_of(offer.course_id) if not row.cancelled]


def _tell(
    offer: Offer,
    party_ids: Collection[UUID],
    news: str,
    by: Viewer,
    at: datetime.datetime,
    reason: str = "",
) -> None:
    parties = list(Party.objects.filter(pk__in=party_ids).select_related("offer"))
    if parties:
        ahead = [row.start_at for row in _standing(offer) if row.start_at > at]
        tell(parties, news, offer.course_id, ((ahead or [at])[0], 1), by, at, reason)


def _record(verb: str, offer: Offer, by: Viewer, at: datetime.datetime) -> None:
    journal.record(verb=verb, by=by, at=at, subject=("offer", offer.pk), place=offer.place_id)
