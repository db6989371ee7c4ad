"""Terms are proposed by the desk and answered by the provider; a new version ends the old one."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.words import XIAMEN
from linli.programmes import queries as programmes
from linli.providers import terms
from linli.providers.actions.people import note
from linli.providers.actions.scope import kept, own
from linli.providers.models import Agreement, AgreementCourse, Credential, Provider, Substitution


class NoCourse(Refused):
    """An agreement is about something that is taught here."""

    words = gettext_lazy("请选这份协议管的课程，要是本社区的。")


class RateMissing(Refused):
    """Its model needs a rate, and one only."""

    words = gettext_lazy("这种算法要写一个标准，而且只写这一个。")


class NotToday(Refused):
    """An agreement ends after it begins, and never again once it has ended."""

    words = gettext_lazy("协议的最后一天不能比开始还早，也不能再往后延。")
    remedy = gettext_lazy("要延长，请另提一份新协议。")


class CheckNotValid(Refused):
    """未成年人保护法 第六十二条: checked before they begin, and every year."""

    words = gettext_lazy("这门课收未成年人，可是“接触未成年人的从业查询”没有有效的记录。")
    remedy = gettext_lazy("请先查询，登记在资质里：一年有效，每年都要再查。")


class AgreementAnswered(Refused):
    """It was agreed or declined; it is not answered again."""

    words = gettext_lazy("这份协议已经答复过了。")


class OwnProposal(Refused):
    """Who proposed it does not agree to it."""

    words = gettext_lazy("提出协议的人不能自己答应，要由服务输出者这一方来答复。")


class SaysNoWithoutWhy(Refused):
    """So that the desk can make a better one."""

    words = gettext_lazy("请写一句为什么不同意，馆里好改。")


class AgreementsMeet(Refused):
    """Two of one provider for one course and day."""

    words = gettext_lazy("同一门课在这段时间已经有一份协议（第 %(number)s 号）。")
    remedy = gettext_lazy("新协议要写明接替哪一份，旧的就到新的开始那天为止。")


class NotItsTeacher(Refused):
    """Who does not teach it cannot be absent from it, and who teaches it is no substitute."""

    words = gettext_lazy("代课的人和请假的人不对：请假的要教这门课，代课的要是另一位。")


@transaction.atomic
def propose(
    *,
    provider_id: UUID,
    courses: Collection[UUID],
    rates: terms.Rates,
    from_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    ends_on: datetime.date | None = None,
    replaces: UUID | None = None,
) -> Agreement:
    """Propose terms to a provider for some courses; ``replaces``: the agreement they take over.

    Raises ``NoCourse``, ``RateMissing``, ``NotToday``, ``CheckNotValid``.
    """
    provider = kept(provider_id, by, locked=True)
    if earlier := pressed_before(Agreement, key, provider_id=provider.pk):
        return earlier
    here = {each.id: each for each in programmes.courses_at(provider.place_id)}
    if not courses or not set(courses) <= set(here):
        raise NoCourse
    if not rates.whole:
        raise RateMissing
    if ends_on is not None and ends_on <= from_on:
        raise NotToday
    _insist_on_check(provider, [here[each] for each in courses], _begins(from_on, ends_on, at))
    old = None
    if replaces is not None:
        old = Agreement.objects.filter(pk=replaces, provider=provider).first()
        if old is None or old.agreed_at is None or old.from_on > from_on:
            raise NotFound
    last = Agreement.objects.filter(provider=provider).aggregate(last=Max("number"))["last"] or 0
    agreement = Agreement.objects.create(
        provider=provider,
        number=last + 1,
        from_on=from_on,
        ends_on=ends_on,
        replaces=old,
        proposed_by_id=by.user_id,
        proposed_at=at,
        key=key,
        **rates._asdict(),
    )
    AgreementCourse.objects.bulk_create(
        AgreementCourse(agreement=agreement, course_id=each) for each in sorted(set(courses))
    )
    _note("teaching.proposed", agreement, by, at, model=rates.model)
    return agreement


@transaction.atomic
def answer(
    *, agreement_id: UUID, yes: bool, by: Viewer, at: datetime.datetime, because: str = ""
) -> Agreement:
    """One of the provider's own people agrees, or says why not. What it replaces ends that day.

    Raises ``AgreementAnswered``, ``OwnProposal``, ``SaysNoWithoutWhy``, ``CheckNotValid``,
    ``AgreementsMeet``.
    """
    agreement = _locked(agreement_id)
    provider = own(agreement.provider_id, by, locked=True)
    if agreement.answered_by_id is not None:
        if bool(agreement.agreed_at) == yes and agreement.answered_by_id == by.user_id:
            return agreement
        raise AgreementAnswered
    if by.user_id == agreement.proposed_by_id:
        raise OwnProposal
    agreement.answered_by_id = by.user_id
    if yes:
        taught = [programmes.course(each.course_id) for each in agreement.courses.all()]
        begins = _begins(agreement.from_on, agreement.ends_on, at)
        _insist_on_check(provider, taught, begins)
        _end_replaced(agreement, by, at)
        _insist_on_no_meeting(agreement)
        agreement.agreed_at = at
    else:
        if not because.strip():
            raise SaysNoWithoutWhy
        agreement.declined_at, agreement.declined_because = at, because.strip()
    agreement.save(update_fields=["answered_by", "agreed_at", "declined_at", "declined_because"])
    _note("teaching.agreed" if yes else "teaching.declined", agreement, by, at)
    return agreement


@transaction.atomic
def end_agreement(
    *, agreement_id: UUID, ends_on: datetime.date, by: Viewer, at: datetime.datetime
) -> Agreement:
    """It holds until this day, and no longer. Raises ``NotToday`` for a day that is over."""
    agreement = _locked(agreement_id)
    kept(agreement.provider_id, by, locked=True)
    if ends_on < max(agreement.from_on, timezone.localdate(at)):
        raise NotToday
    if agreement.ends_on is not None and ends_on > agreement.ends_on:
        raise NotToday
    _end(agreement, ends_on, by, at)
    return agreement


@transaction.atomic
def substitute(
    *,
    session_id: UUID,
    absent_id: UUID,
    substitute_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    reason: str = "",
) -> Substitution:
    """Somebody else gives one session, on the terms of whoever is absent.

    Raises ``NotItsTeacher``, ``CheckNotValid``; ``NotFound`` for a session elsewhere.
    """
    held = {one: kept(one, by, locked=True) for one in sorted({absent_id, substitute_id})}
    absent, other = held[absent_id], held[substitute_id]
    row = programmes.session(session_id)
    if row.place != absent.place_id or other.place_id != row.place:
        raise NotFound
    on = row.start_at.astimezone(XIAMEN).date()
    teaching = {each.provider_id for each in _in_force(row.course_id, on)}
    if absent.pk not in teaching or other.pk in teaching:
        raise NotItsTeacher
    instead = Substitution.objects.filter(session=session_id, substitute=other)
    if instead.exclude(absent=absent).exists():
        raise NotItsTeacher
    _insist_on_check(other, [programmes.course(row.course_id)], on)
    made, new = Substitution.objects.get_or_create(
        session_id=session_id,
        absent=absent,
        defaults={
            "substitute": other,
            "reason": reason,
            "agreed_by_id": by.user_id,
            "agreed_at": at,
        },
    )
    if made.substitute_id != other.pk:
        raise NotItsTeacher
    if new:
        note("session.substituted", absent, by, at, session=str(session_id))
    return made


def _locked(agreement_id: UUID) -> Agreement:
    agreement = Agreement.objects.select_for_update().filter(pk=agreement_id).first()
    if agreement is None:
        raise NotFound
    return agreement


def _in_force(course_id: UUID, on: datetime.date) -> list[Agreement]:
    found = Agreement.objects.filter(courses__course=course_id, agreed_at__isnull=False)
    return [each for each in found if terms.meet((each.from_on, each.ends_on), _one_day(on))]


def _begins(
    from_on: datetime.date, ends_on: datetime.date | None, at: datetime.datetime
) -> datetime.date:
    """The day from which one teaches on these terms: not before they are there, unless it is all
    over by then and only written down."""
    today = timezone.localdate(at)
    over = ends_on is not None and ends_on <= today
    return from_on if over else max(from_on, today)


def _one_day(on: datetime.date) -> tuple[datetime.date, datetime.date]:
    return on, on + datetime.timedelta(days=1)


def _insist_on_check(
    provider: Provider, taught: Collection[programmes.CourseCard], on: datetime.date
) -> None:
    if not any(terms.admits_minors(each.programme.age_from) for each in taught):
        return
    checks = Credential.objects.filter(provider=provider, kind=terms.SAFEGUARDING)
    spans = list(checks.values_list("from_on", "until_on"))
    if terms.standing_of(spans, on) != terms.VALID:
        raise CheckNotValid


def _insist_on_no_meeting(agreement: Agreement) -> None:
    mine = agreement.courses.values("course")
    others = Agreement.objects.filter(
        provider=agreement.provider_id, agreed_at__isnull=False, courses__course__in=mine
    ).exclude(pk=agreement.pk)
    for other in others.order_by("number"):
        span = (other.from_on, other.ends_on)
        if terms.meet((agreement.from_on, agreement.ends_on), span):
            raise AgreementsMeet(number=other.number)


def _end_replaced(agreement: Agreement, by: Viewer, at: datetime.datetime) -> None:
    old = agreement.replaces
    if old is not None and (old.ends_on is None or old.ends_on > agreement.from_on):
        _end(old, agreement.from_on, by, at)


def _end(agreement: Agreement, ends_on: datetime.date, by: Viewer, at: datetime.datetime) -> None:
    agreement.ends_on = ends_on
    agreement.save(update_fields=["ends_on"])
    _note("teaching.ended", agreement, by, at, ends_on=ends_on.isoformat())


def _note(
    verb: str, agreement: Agreement, by: Viewer, at: datetime.datetime, **details: object
) -> None:
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("teaching_agreement", agreement.pk),
        place=agreement.provider.place_id,
        details=details,
    )
