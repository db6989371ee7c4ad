"""Agreements as they stand, and who teaches which session under which of them."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow
from linli.providers import terms
from linli.providers.models import Agreement, AgreementCourse, Provider, Substitution

MODEL_WORDS = {
    terms.FREE: gettext_lazy("公益，不收钱"),
    terms.PER_SESSION: gettext_lazy("按次"),
    terms.PER_HEAD: gettext_lazy("按到场人数"),
    terms.SHARE: gettext_lazy("按报名费分成"),
    terms.ROOM_FOR_SERVICE: gettext_lazy("用上课换场地"),
}
PROPOSED, IN_FORCE, TO_COME, OVER, DECLINED = "proposed", "in_force", "to_come", "over", "declined"
STATE_WORDS = {
    PROPOSED: gettext_lazy("等服务输出者答复"),
    IN_FORCE: gettext_lazy("生效中"),
    TO_COME: gettext_lazy("已同意，还没开始"),
    OVER: gettext_lazy("已结束"),
    DECLINED: gettext_lazy("没有同意"),
}
STATE_TONES = {
    PROPOSED: "attention", IN_FORCE: "good", TO_COME: "info", OVER: "", DECLINED: "stop",
}  # fmt: skip


class AgreementRow(NamedTuple):
    """An agreement as of a day."""

    id: UUID
    provider_id: UUID
    provider_name: str
    place: str
    number: int
    rates: terms.Rates
    from_on: datetime.date
    ends_on: datetime.date | None
    replaces: int | None
    courses: tuple[tuple[UUID, str], ...]
    state: str
    declined_because: str

    @property
    def model_word(self) -> Any:
        return MODEL_WORDS[self.rates.model]

    @property
    def state_word(self) -> Any:
        return STATE_WORDS[self.state]

    @property
    def tone(self) -> str:
        return STATE_TONES[self.state]

    @property
    def last_on(self) -> datetime.date | None:
        """The last day on which it holds."""
        return self.ends_on - datetime.timedelta(days=1) if self.ends_on else None

    @property
    def share_percent(self) -> str:
        return f"{self.rates.share_permille / 10:g}"

    @property
    def cancelled_percent(self) -> str:
        return f"{self.rates.cancelled_permille / 10:g}"

    @property
    def owed_hours(self) -> str:
        return f"{self.rates.owed_minutes / 60:g}"


class Teaching(NamedTuple):
    """Who gives a session, and under which agreement; ``instead_of``: whom they stand in for."""

    session_id: UUID
    provider_id: UUID
    agreement_id: UUID
    rates: terms.Rates
    instead_of: UUID | None


def agreements_of(viewer: Viewer, provider_id: UUID, on: datetime.date) -> list[AgreementRow]:
    """A provider's agreements, the newest first: for its desk, or for its own people."""
    rows = _rows(Agreement.objects.filter(provider=provider_id), on)
    if rows and not _is_own(viewer, provider_id):
        viewer.require(Permission.PROVIDER_SEE, place=rows[0].place)
    return rows


def agreements_to_answer(viewer: Viewer, on: datetime.date) -> list[AgreementRow]:
    """What waits for the viewer's own word."""
    bodies = viewer.organisations(Permission.TEACHING_SEE)
    waiting = Agreement.objects.filter(
        provider__organisation__in=bodies, agreed_at=None, declined_at=None
    )
    return _rows(waiting, on) if bodies else []


def kept_agreement(viewer: Viewer, agreement_id: UUID, on: datetime.date) -> AgreementRow:
    """One agreement, for the desk of its community. Raises ``NotFound``."""
    for row in _rows(Agreement.objects.filter(pk=agreement_id), on):
        viewer.require(Permission.PROVIDER_SEE, place=row.place)
        return row
    raise NotFound


def my_agreement(viewer: Viewer, agreement_id: UUID, on: datetime.date) -> AgreementRow:
    """One agreement of the viewer's own. Raises ``NotFound``."""
    for row in _rows(Agreement.objects.filter(pk=agreement_id), on):
        if _is_own(viewer, row.provider_id):
            return row
    raise NotFound


def teaching(
    sessions: Collection[SessionRow], provider_id: UUID | None = None
) -> dict[UUID, list[Teaching]]:
    """Who gives each of these sessions, by its id; of one provider, or of all. Two queries.

    Several may teach together. Who is absent is left out, the substitute stands in on their terms;
    who has come to teach it in their own right since gives it once, on their own.
    """
    scope = {"agreement__agreed_at__isnull": False, "course__in": {s.course_id for s in sessions}}
    by_course: dict[UUID, list[Agreement]] = defaultdict(list)
    for link in AgreementCourse.objects.filter(**scope).select_related("agreement"):
        by_course[link.course_id].append(link.agreement)
    instead = {
        (each.session_id, each.absent_id): each.substitute_id
        for each in Substitution.objects.filter(session__in=[each.id for each in sessions])
    }
    found: dict[UUID, list[Teaching]] = {}
    for row in sessions:
        given = [
            _teaching(row, agreement, instead.get((row.id, agreement.provider_id)))
            for agreement in by_course[row.course_id]
            if _holds(agreement, row.start_at.astimezone(XIAMEN).date())
        ]
        own = {each.provider_id for each in given if each.instead_of is None}
        given = [each for each in given if each.instead_of is None or each.provider_id not in own]
        found[row.id] = [
            each for each in given if provider_id is None or each.provider_id == provider_id
        ]
    return found


def given_by(viewer: Viewer, sessions: Collection[SessionRow]) -> set[UUID]:
    """Those of these sessions that one of the viewer's own providers gives, a substitute's among
    them and those of who is absent not. Three queries; none for who teaches nowhere."""
    bodies = viewer.organisations(Permission.TEACHING_SEE)
    if not bodies:
        return set()
    mine = set(Provider.objects.filter(organisation__in=bodies).values_list("pk", flat=True))
    who = teaching(sessions)
    return {one for one, given in who.items() if any(each.provider_id in mine for each in given)}


def sessions_of_provider(
    provider_id: UUID, start: datetime.datetime, end: datetime.datetime
) -> list[SessionRow]:
    """The sessions that begin in [start, end) which a provider gives, in order of time."""
    rows = [
        row
        for row in programmes.sessions_of_courses(courses_taught(provider_id))
        if start <= row.start_at < end
    ]
    who = teaching(rows, provider_id)
    return [row for row in rows if who[row.id]]


def courses_taught(provider_id: UUID) -> set[UUID]:
    """The courses a provider was ever agreed with about, or stood in for."""
    agreed = AgreementCourse.objects.filter(
        agreement__provider=provider_id, agreement__agreed_at__isnull=False
    )
    stood_in = Substitution.objects.filter(substitute=provider_id)
    return {
        *agreed.values_list("course_id", flat=True),
        *stood_in.values_list("session__course_id", flat=True),
    }


def rates_of(agreement: Agreement) -> terms.Rates:
    """What an agreement pays."""
    return terms.Rates(**{name: getattr(agreement, name) for name in terms.Rates._fields})


def _teaching(row: SessionRow, agreement: Agreement, instead: UUID | None) -> Teaching:
    return Teaching(
        session_id=row.id,
        provider_id=instead or agreement.provider_id,
        agreement_id=agreement.pk,
        rates=rates_of(agreement),
        instead_of=agreement.provider_id if instead else None,
    )


def _holds(agreement: Agreement, on: datetime.date) -> bool:
    return agreement.from_on <= on and (agreement.ends_on is None or on < agreement.ends_on)


def _is_own(viewer: Viewer, provider_id: UUID) -> bool:
    bodies = viewer.organisations(Permission.TEACHING_SEE)
    return (
        bool(bodies)
        and Agreement.objects.filter(
            provider=provider_id, provider__organisation__in=bodies
        ).exists()
    )


def _rows(found: QuerySet[Agreement], on: datetime.date) -> list[AgreementRow]:
    rows = found.select_related("provider", "replaces").prefetch_related("courses__course")
    return [
        AgreementRow(
            id=each.pk,
            provider_id=each.provider_id,
            provider_name=each.provider.shown_name,
            place=each.provider.place_id,
            number=each.number,
            rates=rates_of(each),
            from_on=each.from_on,
            ends_on=each.ends_on,
            replaces=each.replaces.number if each.replaces else None,
            courses=tuple(
                sorted(
                    ((link.course_id, link.course.title) for link in each.courses.all()),
                    key=lambda pair: pair[1],
                )
            ),
            state=_state(each, on),
            declined_because=each.declined_because,
        )
        for each in rows.order_by("-number", "provider")
    ]


def _state(each: Agreement, on: datetime.date) -> str:
    if each.declined_at is not None:
        return DECLINED
    if each.agreed_at is None:
        return PROPOSED
    if on < each.from_on:
        return TO_COME
    return IN_FORCE if _holds(each, on) else OVER
