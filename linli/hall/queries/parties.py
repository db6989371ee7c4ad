"""Parties: one's own with the place in line and the reason, all of an offer at the desk."""

import datetime
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy

from linli.hall import terms
from linli.hall.models import Asking, Enrollment, Offer, Party, Telling
from linli.identity.permissions import Permission, Viewer
from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.rules.days import age_on

STATE_WORDS = {
    terms.PLACED: gettext_lazy("有名额"),
    terms.OFFERED: gettext_lazy("给您留着名额，等您答复"),
    terms.ASKED: gettext_lazy("名额留着，等工作人员答应"),
    terms.WAITING: gettext_lazy("排队等候"),
    terms.ENTERED: gettext_lazy("等抽签"),
    terms.CANCELLED: gettext_lazy("已取消"),
    terms.DECLINED: gettext_lazy("不要了"),
    terms.LAPSED: gettext_lazy("没有答复，名额让给下一位了"),
    terms.REFUSED: gettext_lazy("没有答应"),
    terms.UNHEARD: gettext_lazy("到期没有人答复"),
    terms.STOPPED: gettext_lazy("停了，名额没有了"),
    terms.STOOD: gettext_lazy("停了，不用再等"),
}


KEPT_FOR_THEM = gettext_lazy("给他们留了名额，等答复")

NEWS_WORDS = {
    terms.MOVED: gettext_lazy("改期或换教室"),
    terms.ADDED: gettext_lazy("加课"),
    terms.OFF: gettext_lazy("取消"),
    terms.RESTORED: gettext_lazy("取消的又照常上"),
    terms.APPROVED: gettext_lazy("报名答应了"),
    terms.REFUSED: gettext_lazy("报名没有答应"),
    terms.ENDED: gettext_lazy("提前截止，不再往下排了"),
    terms.REOPENED: gettext_lazy("又开始报名，照原来的次序排着"),
    terms.LATER: gettext_lazy("报名截止延后，报过的照旧"),
    terms.DRAWN: gettext_lazy("抽签抽中了，有名额"),
}


class AskingRow(NamedTuple):
    """What a party asked a keeper last. ``note``: whether they wrote something; ``reason``: why
    not, where the answer was no."""

    asked_at: datetime.datetime
    turn: int
    note: bool
    reason: str


class PartyRow(NamedTuple):
    """A party. ``people``: ids, in order; ``line``: its place among those who wait, from 1.

    ``state`` is what is so at the moment asked, whatever was swept. ``passed``: how often a smaller
    party came first; ``kept``: freed places are kept for it now.
    """

    id: UUID
    offer_id: UUID
    session_id: UUID | None
    contact_id: UUID
    people: tuple[UUID, ...]
    channel: str
    asked_at: datetime.datetime
    ticket: UUID
    rank: int | None
    state: str
    lapses_at: datetime.datetime | None
    line: int | None
    passed: int
    kept: bool
    asking: AskingRow | None = None

    @property
    def state_word(self) -> Any:
        return STATE_WORDS[self.state]

    @property
    def desk_word(self) -> Any:
        """The same, said of them to who keeps the list."""
        return KEPT_FOR_THEM if self.state == terms.OFFERED else self.state_word


def mine(
    ours: Collection[UUID], *, at: datetime.datetime, party_id: UUID | None = None
) -> list[PartyRow]:
    """The parties one of these residents is in or spoke for, newest first; or that one, if it is
    theirs."""
    return _rows(_of(ours) if party_id is None else _one_of(ours, party_id), at)


@Question
def _of(residents: Any) -> QuerySet[Party]:
    return _theirs(residents).order_by("-asked_at", "-id")


@Question
def _one_of(residents: Any, party: Any) -> QuerySet[Party]:
    return _theirs(residents).filter(pk=party)


def _theirs(residents: Any) -> QuerySet[Party]:
    theirs = Enrollment.objects.filter(resident__in=residents).values("party")
    return Party.objects.filter(Q(pk__in=theirs) | Q(contact__in=residents))


def parties_of(
    viewer: Viewer, offer_id: UUID, session_id: UUID | None, *, at: datetime.datetime
) -> list[PartyRow]:
    """Everybody who asked, in the order they are served: the desk's list. Raises ``NotFound``."""
    offer = Offer.objects.filter(pk=offer_id).first()
    if offer is None:
        raise NotFound
    viewer.require(Permission.ENROLLMENT_KEEP, place=offer.place_id)
    found = Party.objects.filter(offer=offer, session=session_id)
    return _rows(found.order_by(F("rank").asc(nulls_last=True), "asked_at", "id"), at)


def party(viewer: Viewer, party_id: UUID, *, at: datetime.datetime) -> PartyRow:
    """One party of the desk's list. Raises ``NotFound``."""
    found = Party.objects.filter(pk=party_id).select_related("offer")
    for each in found:
        viewer.require(Permission.ENROLLMENT_KEEP, place=each.offer.place_id)
    for row in _rows(found, at):
        return row
    raise NotFound


def contacts_of(party_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Whom of each of these parties one talks to. The house's own question; one query."""
    found = Party.objects.filter(pk__in=party_ids)
    return dict(found.values_list("pk", "contact_id"))


def to_answer(viewer: Viewer, *, at: datetime.datetime) -> list[PartyRow]:
    """Parties whose places are held for a keeper's answer, whoever asked first at the top."""
    places = viewer.communities(Permission.ENROLLMENT_KEEP)
    asked = Enrollment.objects.filter(offer__place__in=places, state=terms.ASKED, lapses_at__gt=at)
    found = Party.objects.filter(pk__in=asked.values("party"))
    return _rows(found.order_by("asked_at", "id"), at)


def note_of(viewer: Viewer, party_id: UUID) -> str:
    """What a party wrote when it asked, at the desk; the look is remembered. Empty: nothing.

    Raises ``NotFound``.
    """
    party = Party.objects.filter(pk=party_id).select_related("offer").first()
    if party is None:
        raise NotFound
    viewer.require(Permission.ENROLLMENT_KEEP, place=party.offer.place_id)
    asking = Asking.objects.filter(party=party_id).order_by("-turn").first()
    if asking is None or asking.note is None:
        return ""
    viewer.looked_at("party", party_id, "note", place=party.offer.place_id)
    return unseal(asking, "note") or ""


def affected_parties(course_id: UUID, session_ids: Collection[UUID]) -> list[Party]:
    """The parties a change of these sessions touches: theirs, and those of the whole course."""
    found = Party.objects.filter(
        Q(session__in=session_ids) | Q(session=None),
        offer__course=course_id,
        enrollments__state__in=terms.LIVE,
    )
    return list(
        found.distinct().select_related("offer").prefetch_related("enrollments").order_by("pk")
    )


def affected_people(course_id: UUID, session_ids: Collection[UUID]) -> list[UUID]:
    """The residents whom a change of these sessions touches, for a page to count and name."""
    found = Enrollment.objects.filter(
        Q(session__in=session_ids) | Q(session=None),
        offer__course=course_id,
        state__in=terms.LIVE,
    )
    return list(found.order_by("resident").values_list("resident", flat=True).distinct())


class TellingRow(NamedTuple):
    """A call to make: whom, of which course, what became of how many sessions from when on."""

    id: UUID
    resident_id: UUID
    course: str
    news: str
    count: int
    first_at: datetime.datetime
    reason: str

    @property
    def news_word(self) -> Any:
        return NEWS_WORDS[self.news]


def to_tell(viewer: Viewer) -> list[TellingRow]:
    """Changes that somebody without a login has not been told of yet, the soonest first."""
    places = viewer.communities(Permission.ENROLLMENT_KEEP)
    found = Telling.objects.filter(place__in=places, told_at=None).order_by("first_at", "id")
    return [
        TellingRow(
            each.pk, each.resident_id, each.course.title, each.news, each.count, each.first_at,
            each.reason,
        )
        for each in found.select_related("course")
    ]  # fmt: skip


def to_phone(viewer: Viewer, *, at: datetime.datetime) -> list[PartyRow]:
    """Parties a place is kept for whose contact is old, or asked by voice: somebody calls them.

    The soonest to lapse first.
    """
    places = viewer.communities(Permission.ENROLLMENT_KEEP)
    offered = Enrollment.objects.filter(
        offer__place__in=places, state=terms.OFFERED, lapses_at__gt=at
    )
    rows = _rows(Party.objects.filter(pk__in=offered.values("party")), at)
    born = {each.id: each.born_on for each in people.comers([row.contact_id for row in rows])}
    today = at.astimezone(XIAMEN).date()

    def by_voice(row: PartyRow) -> bool:
        old = age_on(born[row.contact_id], today) >= terms.CONFIRM_ELDER_YEARS
        return row.channel in terms.SPOKEN or old

    late = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return sorted(
        (row for row in rows if row.contact_id in born and by_voice(row)),
        key=lambda row: row.lapses_at or late,
    )


def _rows(found: Iterable[Party], at: datetime.datetime) -> list[PartyRow]:
    parties = list(found)
    if not parties:
        return []
    enrollments: dict[UUID, list[Enrollment]] = {party.pk: [] for party in parties}
    for each in _enrollments(list(enrollments)):
        enrollments[each.party_id].append(each)
    lines = _lines(
        {
            (party.offer_id, party.session_id)
            for party in parties
            if any(each.state == terms.WAITING for each in enrollments[party.pk])
        }
    )
    askings = _askings(
        [
            party.pk
            for party in parties
            if any(each.state in ANSWERED for each in enrollments[party.pk])
        ]
    )
    return [
        _row(party, enrollments[party.pk], lines.get(party.pk), askings.get(party.pk), at)
        for party in parties
    ]


@Question
def _enrollments(parties: Any) -> QuerySet[Enrollment]:
    return Enrollment.objects.filter(party__in=parties)


ANSWERED = (terms.ASKED, terms.REFUSED, terms.UNHEARD)
"""States of a party in which its last asking is told."""


def _askings(party_ids: list[UUID]) -> dict[UUID, AskingRow]:
    """The last asking of each of these parties. At most one query."""
    if not party_ids:
        return {}
    found = Asking.objects.filter(party__in=party_ids).order_by("turn")
    return {
        each.party_id: AskingRow(each.asked_at, each.turn, each.note is not None, each.reason)
        for each in found
    }


def _lines(of_what: set[tuple[UUID, UUID | None]]) -> dict[UUID, int]:
    """Where each waiting party stands, from 1, in the published order. At most one query."""
    if not of_what:
        return {}
    waiting = Party.objects.filter(
        offer__in={offer for offer, _ in of_what}, enrollments__state=terms.WAITING
    ).distinct()
    count: dict[tuple[UUID, UUID | None], int] = {}
    lines = {}
    for party in waiting.order_by(F("rank").asc(nulls_last=True), "asked_at", "id"):
        what = (party.offer_id, party.session_id)
        count[what] = lines[party.pk] = count.get(what, 0) + 1
    return lines


def _row(
    party: Party,
    of_it: list[Enrollment],
    line: int | None,
    asking: AskingRow | None,
    at: datetime.datetime,
) -> PartyRow:
    # Whom one talks to stands first, whatever numbers were drawn in the same moment.
    enrollments = sorted(of_it, key=lambda each: (each.resident_id != party.contact_id, each.pk))
    first = enrollments[0]
    late = first.lapses_at is not None and first.lapses_at <= at
    return PartyRow(
        id=party.pk,
        offer_id=party.offer_id,
        session_id=party.session_id,
        contact_id=party.contact_id,
        people=tuple(each.resident_id for each in enrollments),
        channel=party.channel,
        asked_at=party.asked_at,
        ticket=party.ticket,
        rank=party.rank,
        state=terms.SWEPT[first.state] if late else first.state,
        lapses_at=None if late else first.lapses_at,
        line=line,
        passed=party.passed,
        kept=party.kept,
        asking=asking,
    )
