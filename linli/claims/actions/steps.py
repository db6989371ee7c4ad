"""What happened at the office, entered as it was seen: one verb for each thing that can happen."""

import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from linli.claims import terms
from linli.claims.actions.holding import (
    NotNow,
    WrongDay,
    held,
    keep_photo,
    let_go,
    photos_of,
    remember,
    state_of,
    steps_of,
)
from linli.claims.models import Claim, Step
from linli.claims.queries.wording import STEP_WORDS
from linli.identity.permissions import Viewer
from linli.kernel.refusal import Refused
from linli.kernel.sealed import seal
from linli.kernel.words import spoken_day
from linli.people import actions as people
from linli.rulebook import queries as rulebook
from linli.rules.learning import Subject


class ConsentMissing(Refused):
    """Nobody's papers leave the house without their word (个人信息保护法 arts. 23, 29)."""

    words = gettext_lazy("还没有记下家里人的同意，不能替他们递交。")
    remedy = gettext_lazy("请先请本人（孩子请监护人）同意，再记递交。")


def submit(*, claim_id: UUID, by: Viewer, at: datetime.datetime, **said: Any) -> Step:
    """It was handed in: where the policy says so, from this month it counts.

    Raises ``ConsentMissing``, ``NotNow``, ``WrongDay``.
    """
    return _happened(terms.SUBMITTED, claim_id, by, at, **said)


def receive(*, claim_id: UUID, by: Viewer, at: datetime.datetime, **said: Any) -> Step:
    """The office took it in; ``reference`` is its number. Raises ``NotNow``, ``WrongDay``."""
    return _happened(terms.RECEIVED, claim_id, by, at, **said)


def want_more(*, claim_id: UUID, by: Viewer, at: datetime.datetime, **said: Any) -> Step:
    """The office wants more: ``words`` say what, ``due_on`` until when."""
    return _happened(terms.MORE_WANTED, claim_id, by, at, **said)


def supply(*, claim_id: UUID, by: Viewer, at: datetime.datetime, **said: Any) -> Step:
    """What it wanted was handed in."""
    return _happened(terms.SUPPLIED, claim_id, by, at, **said)


def chase(*, claim_id: UUID, by: Viewer, at: datetime.datetime, **said: Any) -> Step:
    """Somebody asked the office; ``words`` say whom and what was answered."""
    return _happened(terms.CHASED, claim_id, by, at, **said)


@transaction.atomic
def grant(*, claim_id: UUID, by: Viewer, at: datetime.datetime, **said: Any) -> Step:
    """The office said yes: ``amount_fen`` a month at most, ``from_month``, and what else it stated.

    From this day the family is known to receive it, so it is not told of it again.
    """
    said["from_month"] = terms.month_of(said["from_month"])
    step = _happened(terms.GRANTED, claim_id, by, at, **said)
    _make_known(step, received=True, by=by, at=at)
    return step


def refuse(*, claim_id: UUID, by: Viewer, at: datetime.datetime, **said: Any) -> Step:
    """The office said no; ``words`` are its reason, ``due_on`` the last day to appeal.

    Unless told otherwise that is ``terms.APPEAL_DAYS`` after the day the family learnt of it.
    """
    if not said.get("due_on"):
        said["due_on"] = said["on"] + datetime.timedelta(days=terms.APPEAL_DAYS)
    return _happened(terms.REFUSED, claim_id, by, at, **said)


def appeal(*, claim_id: UUID, by: Viewer, at: datetime.datetime, **said: Any) -> Step:
    """A review of the refusal was asked for."""
    return _happened(terms.APPEALED, claim_id, by, at, **said)


def report_change(*, claim_id: UUID, by: Viewer, at: datetime.datetime, **said: Any) -> Step:
    """The office was told what has changed in the family; ``words`` say what."""
    return _happened(terms.CHANGE_REPORTED, claim_id, by, at, **said)


def renew(*, claim_id: UUID, by: Viewer, at: datetime.datetime, **said: Any) -> Step:
    """It was renewed, until ``until_on``."""
    return _happened(terms.RENEWED, claim_id, by, at, **said)


@transaction.atomic
def stop(*, claim_id: UUID, by: Viewer, at: datetime.datetime, **said: Any) -> Step:
    """It is paid no more; ``words`` say why. From this day the family does not receive it."""
    step = _happened(terms.STOPPED, claim_id, by, at, **said)
    _make_known(step, received=False, by=by, at=at)
    return step


def withdraw(*, claim_id: UUID, by: Viewer, at: datetime.datetime, **said: Any) -> Step:
    """The family no longer wants it, or lets a refusal stand."""
    return _happened(terms.WITHDRAWN, claim_id, by, at, **said)


@transaction.atomic
def _happened(
    kind: str,
    claim_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    *,
    on: datetime.date,
    key: UUID | None = None,
    words: str = "",
    reference: str = "",
    photo: bytes | None = None,
    **stated: Any,
) -> Step:
    """Write a step down where it can have happened. ``stated`` are columns of ``Step``."""
    claim = held(claim_id, by, at)
    if key and (pressed_before := Step.objects.filter(pk=key, claim=claim).first()):
        return pressed_before
    if kind not in terms.possible(state_of(claim)):
        raise NotNow(step=STEP_WORDS[kind])
    _insist_on_day(claim, on, at)
    if kind == terms.SUBMITTED:
        _insist_on_consent(claim)
    step = Step(claim=claim, kind=kind, on=on, recorded_at=at, recorded_by_id=by.user_id, **stated)
    if key:
        step.pk = key
    seal(step, "words", words.strip() or None)
    seal(step, "reference", reference.strip() or None)
    step.photo_id = keep_photo(claim, photo, "other", by=by, at=at)
    step.save(force_insert=True)
    if kind in terms.ENDS:
        claim.ended_at = at
        claim.save(update_fields=["ended_at"])
        let_go(photos_of(claim), by=by, at=at)
    remember(kind, claim, by, at, step=step.pk)
    return step


def _insist_on_day(claim: Claim, on: datetime.date, at: datetime.datetime) -> None:
    last = steps_of(claim).values_list("on", flat=True).last()
    if on > timezone.localdate(at) or (last and on < last):
        since = last or timezone.localdate(claim.opened_at)
        raise WrongDay(day=spoken_day(since, language=get_language() or "zh-hans"))


def _insist_on_consent(claim: Claim) -> None:
    if claim.basis is None or claim.basis.withdrawn_at:
        raise ConsentMissing


def _make_known(step: Step, *, received: bool, by: Viewer, at: datetime.datetime) -> None:
    """State that they receive it, or no longer do, where the policy names the fact that says so."""
    claim = step.claim
    pack = rulebook.catalogue().edition(claim.benefit, claim.edition, claim.place_id)
    if pack is None or pack.received_when is None or step.fact_id:
        return
    personal = pack.received_when.subject is Subject.PERSON
    fact = people.state_fact(
        kind=pack.received_when.key,
        value=received,
        source="document",
        observed_on=step.on,
        resident_id=claim.person_id if personal else None,
        household_id=None if personal else claim.household_id,
        basis_id=claim.basis_id,
        by=by,
        at=at,
    )
    step.fact_id = fact.pk
    step.save(update_fields=["fact"])
