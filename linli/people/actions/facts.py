"""Stating what is known of a person or a household, and taking back what was wrong."""

import datetime
import json
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.people.actions import memory, sheets
from linli.people.models import Basis, Fact, Household, Resident
from linli.people.queries.opening import insist_open
from linli.people.terms import is_child
from linli.rules.facts import Value, plain_value
from linli.rules.kinds import KINDS, Kind, NotAFact, Subject

IN_THE_REGISTER = frozenset({"birth_date", "hukou_place"})
"""Kinds that rules read but that are columns of the register, so they are corrected there."""


class UnknownKind(Refused):
    words = gettext_lazy("没有“%(kind)s”这一类情况，或者它说的不是这样的对象。")


class RegisteredElsewhere(Refused):
    words = gettext_lazy("“%(kind)s”记在居民的登记资料里。")
    remedy = gettext_lazy("请在“更正资料”里修改。")


class WrongValue(Refused):
    words = gettext_lazy("%(fault)s")


class WrongDay(Refused):
    words = gettext_lazy("日期不对：了解到情况的那一天不能在将来，有效期不能早于那一天。")


class NeedsBasis(Refused):
    """Sensitive personal information is kept on a basis only (个人信息保护法 arts. 13, 28, 29)."""

    words = gettext_lazy("“%(kind)s”是敏感个人信息，要先记下凭什么保存。")
    remedy = gettext_lazy("请先记下本人（孩子由监护人）的同意，或写明法定职责和条款，再回来保存。")


class BasisNotGood(Refused):
    words = gettext_lazy("选的依据不能用：它说的是别人，或者已经撤回。")
    remedy = gettext_lazy("请另选一条依据，或重新征得同意。")


class AlreadyRetracted(Refused):
    words = gettext_lazy("这条情况已经撤下了。")


@transaction.atomic
def state_fact(
    *,
    kind: str,
    value: Value,
    source: str,
    observed_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    resident_id: UUID | None = None,
    household_id: UUID | None = None,
    basis_id: UUID | None = None,
    paper_id: UUID | None = None,
    valid_until: datetime.date | None = None,
    purpose: str = "",
    verified: bool = False,
    key: UUID | None = None,
) -> Fact:
    """Say what is known of a person or a household (one of the two), and write its sheet anew.

    ``kind`` and ``value`` as ``rules.kinds`` has them; ``source``: stated, document, register or
    derived; ``verified``: ``by`` has compared it with the original. ``key``: pressed twice, it is
    one fact. Raises ``UnknownKind``, ``RegisteredElsewhere``, ``WrongValue``, ``WrongDay``,
    ``NeedsBasis``, ``BasisNotGood``, and ``NotOpened`` for a minor's record.
    """
    subject = _locked(resident_id, household_id)
    by.require(Permission.RESIDENT_EDIT, place=subject.place_id)
    on = timezone.localdate(at)
    if isinstance(subject, Resident):
        insist_open(by, subject, on)
    if pressed_before := Fact.objects.filter(pk=key).first():
        return _same_subject(pressed_before, subject)
    fits = _kind(kind, subject)
    if observed_on > on or (valid_until and valid_until < observed_on):
        raise WrongDay
    sensitive = fits.sensitive or (isinstance(subject, Resident) and is_child(subject.born_on, on))
    fact = Fact(
        place_id=subject.place_id,
        kind=kind,
        sensitive=sensitive,
        source=source,
        paper_id=paper_id,
        observed_on=observed_on,
        valid_until=valid_until,
        purpose=purpose,
        basis=_basis(basis_id, subject, fits) if sensitive or basis_id else None,
        verified_by_id=by.user_id if verified else None,
        verified_on=on if verified else None,
        stated_by_id=by.user_id,
        stated_at=at,
    )
    if key:
        fact.pk = key
    setattr(fact, _about(subject), subject)
    _put(fact, _checked(fits, value))
    fact.save(force_insert=True)
    sheets.rewrite(subject, at)
    _remember("fact.stated", fact, subject, by, at)
    return fact


@transaction.atomic
def retract_fact(*, fact_id: UUID, by: Viewer, at: datetime.datetime) -> Fact:
    """It was wrong: the one before it holds again, if there is one. Raises ``AlreadyRetracted``."""
    found = Fact.objects.filter(pk=fact_id).first()
    if found is None:
        raise NotFound
    subject = _locked(found.resident_id, found.household_id)
    by.require(Permission.RESIDENT_EDIT, place=subject.place_id)
    if isinstance(subject, Resident):
        insist_open(by, subject, timezone.localdate(at))
    fact = Fact.objects.select_for_update(of=("self",)).get(pk=fact_id)
    if fact.retracted_at:
        raise AlreadyRetracted
    fact.retracted_at, fact.retracted_because = at, Fact.Because.WRONG
    fact.save(update_fields=["retracted_at", "retracted_because"])
    sheets.rewrite(subject, at)
    _remember("fact.retracted", fact, subject, by, at)
    return fact


def _kind(key: str, subject: Resident | Household) -> Kind:
    kind = KINDS.get(key)
    wanted = Subject.PERSON if isinstance(subject, Resident) else Subject.HOUSEHOLD
    if kind is None or kind.subject is not wanted:
        raise UnknownKind(kind=kind.name.speak(_language()) if kind else key)
    if key in IN_THE_REGISTER:
        raise RegisteredElsewhere(kind=kind.name.speak(_language()))
    return kind


def _checked(kind: Kind, value: Value) -> Value:
    try:
        return kind.check(value)
    except NotAFact as fault:
        raise WrongValue(fault=fault.words.speak(_language())) from fault


def _basis(basis_id: UUID | None, subject: Resident | Household, kind: Kind) -> Basis:
    if basis_id is None:
        raise NeedsBasis(kind=kind.name.speak(_language()))
    basis = Basis.objects.filter(pk=basis_id, withdrawn_at=None).first()
    if basis is None or getattr(basis, f"{_about(subject)}_id") != subject.pk:
        raise BasisNotGood
    return basis


def _put(fact: Fact, value: Value) -> None:
    text = json.dumps(plain_value(value))
    if fact.sensitive:
        seal(fact, "value_sealed", text)
    else:
        fact.value = text


def _locked(resident_id: UUID | None, household_id: UUID | None) -> Resident | Household:
    """The subject, its row locked, so that two facts at once do not lose one on the sheet."""
    if resident_id:
        subject = Resident.objects.select_for_update().filter(pk=resident_id).first()
    else:
        subject = Household.objects.select_for_update().filter(pk=household_id).first()
    if subject is None:
        raise NotFound
    return subject


def _same_subject(fact: Fact, subject: Resident | Household) -> Fact:
    """A key pressed before must not hand out a fact about somebody else."""
    if getattr(fact, f"{_about(subject)}_id") != subject.pk:
        raise NotFound
    return fact


def _about(subject: Resident | Household) -> str:
    return "resident" if isinstance(subject, Resident) else "household"


def _remember(
    verb: str, fact: Fact, subject: Resident | Household, by: Viewer, at: datetime.datetime
) -> None:
    """The journal keeps that a fact was stated; which and what, only under the person's key."""
    sealed = None
    if isinstance(subject, Resident):
        told = {"kind": fact.kind, "value": sheets.plain_value(fact)}
        sealed = memory.seal_for(subject.pk, {"before": {}, "after": told})
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=(_about(subject), subject.pk),
        place=subject.place_id,
        details={"fact": str(fact.pk)},
        sealed=sealed,
    )


def _language() -> str:
    return get_language() or "zh-hans"
