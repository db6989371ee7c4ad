"""A resident's own enrolments as their pages say them: what, when, who, and how it stands."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from linli.hall import terms
from linli.hall.models import Enrollment, Offer
from linli.hall.queries.parties import PartyRow, mine
from linli.identity.permissions import Viewer
from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound
from linli.kernel.tongues import as_read
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow

TONES = {
    terms.PLACED: "good", terms.OFFERED: "attention", terms.ASKED: "info", terms.REFUSED: "stop",
}  # fmt: skip
WHY_WORDS = {
    terms.PLACED: gettext_lazy("有名额。到时候直接来，在门口报名字或者刷卡就行。"),
    terms.CANCELLED: gettext_lazy("名额让出来了。还想来，到活动那一页再报一次。"),
    terms.DECLINED: gettext_lazy("让给下一位了。还想来，到活动那一页再报一次。"),
    terms.LAPSED: gettext_lazy("还想来，到活动那一页再报一次，排到后面。"),
    terms.ASKED: gettext_lazy("名额给您留着，别人拿不走；工作人员答应了就是您的，会告诉您。"),
    terms.REFUSED: gettext_lazy("工作人员没有答应，理由写在下面。您可以说明情况，再问一次。"),
    terms.UNHEARD: gettext_lazy(
        "期限到了，我们没有人答复，名额没能再留着。这是我们没办好，您可以再问一次。"
    ),
    terms.STOPPED: gettext_lazy("要是又照常办，名额先给您。"),
    terms.STOOD: gettext_lazy("要是又照常办，您还排在原来的位置。"),
}
"""Why, of states that have one sentence to themselves."""

OVER_WORDS = {
    terms.PLACED: gettext_lazy("已经上完"),
    terms.WAITING: gettext_lazy("没有排上"),
    terms.ENTERED: gettext_lazy("没有抽签"),
}
"""What is said of a state once its session has been: nothing moves it any more."""


@dataclass(frozen=True)
class MyParty:
    """One of my parties. ``names``: mine and my children's, others are counted. ``session``: the
    one it is for, or the course's next, else its last. ``over``: that has been."""

    row: PartyRow
    course_id: UUID
    title: str
    whole_course: bool
    when: str
    session: SessionRow | None
    names: tuple[str, ...]
    others: int
    over: bool

    @property
    def live(self) -> bool:
        """Whether it may still come to something."""
        return self.row.state in terms.LIVE and not self.over

    @property
    def word(self) -> Any:
        """How it stands, in a word or two."""
        if self.over:
            return OVER_WORDS.get(self.row.state, self.row.state_word)
        return _("报上了") if self.row.state == terms.PLACED else self.row.state_word

    @property
    def offered(self) -> bool:
        return self.row.state == terms.OFFERED

    @property
    def tone(self) -> str:
        return TONES.get(self.row.state, "") if not self.over else ""

    @property
    def may_ask_again(self) -> bool:
        return self.row.state in terms.MAY_ASK_AGAIN

    @property
    def why(self) -> list[str]:
        """Why it stands as it does, a sentence each."""
        row = self.row
        if row.state in terms.LIVE and self.over:
            return []
        if row.state in WHY_WORDS:
            return [str(WHY_WORDS[row.state])]
        if row.state == terms.ENTERED:
            return [
                _(
                    "报名截止后抽签，一家人算一签，要中一起中。您的签号在下面，抽签后谁都可以照着重算。"
                )
            ]
        if row.state != terms.WAITING:
            return []
        said = []
        if row.line:
            said.append(_("您排在第 %(line)d 位。") % {"line": row.line})
        if row.kept:
            said.append(_("现在空出来的名额都先给你们留着，凑够了一起来。"))
        elif row.passed:
            told = ngettext(
                "有 %(times)d 次空出来的名额不够你们一起来，先给了后面的人；最多这样两次。",
                "有 %(times)d 次空出来的名额不够你们一起来，先给了后面的人；最多这样两次。",
                row.passed,
            )
            said.append(told % {"times": row.passed})
        said.append(_("轮到您，名额给您留 48 小时，我们会告诉您，不用一直看手机。"))
        return said


def my_parties(viewer: Viewer, *, on: datetime.date, at: datetime.datetime) -> list[MyParty]:
    """The signed-in resident's parties: what comes soonest first, what is over last."""
    return parties_of_family(_names(viewer, on), at=at)


def parties_of_family(names: Mapping[UUID, str], *, at: datetime.datetime) -> list[MyParty]:
    """``my_parties`` for who knows already who is signed in and with which children: their names
    by id. One question where there is nothing."""
    told = _told(mine(names, at=at), names, at)
    coming = [one for one in told if one.live and one.session is not None]
    coming.sort(key=lambda one: one.session.start_at if one.session else at)
    return [*coming, *(one for one in told if one not in coming)]


def enrolled_already(
    offer_id: UUID,
    session_id: UUID | None,
    resident_ids: Collection[UUID],
    *,
    at: datetime.datetime,
) -> dict[UUID, UUID]:
    """Of these people, by whom this was asked for already, and the party of each. One query."""
    standing = Enrollment.objects.filter(
        Q(lapses_at=None) | Q(lapses_at__gt=at), resident__in=resident_ids, offer=offer_id,
        session=session_id, state__in=terms.LIVE,
    )  # fmt: skip
    return dict(standing.values_list("resident_id", "party_id"))


def my_party_page(
    viewer: Viewer, party_id: UUID, *, on: datetime.date, at: datetime.datetime
) -> MyParty:
    """One of them. Raises ``NotFound`` for anybody else's."""
    names = _names(viewer, on)
    for each in _told(mine(names, at=at, party_id=party_id), names, at):
        return each
    raise NotFound


def _names(viewer: Viewer, on: datetime.date) -> dict[UUID, str]:
    """The signed-in resident and their children, by id."""
    return {each.id: each.name for each in people.companions(viewer, on)}


def _told(rows: list[PartyRow], names: Mapping[UUID, str], at: datetime.datetime) -> list[MyParty]:
    """Parties as their pages say them. The same few queries, however many."""
    if not rows:
        return []
    courses = dict(_courses({row.offer_id for row in rows}))
    cards = {card.id: card for card in programmes.courses_named(set(courses.values()))}
    sessions = programmes.sessions_of_courses(set(courses.values()))
    return [_mine(row, cards[courses[row.offer_id]], names, sessions, at) for row in rows]


@Question
def _courses(offers: Any) -> QuerySet[Offer, Any]:
    return Offer.objects.filter(pk__in=offers).values_list("pk", "course_id")


def _mine(
    row: PartyRow,
    card: programmes.CourseCard,
    names: Mapping[UUID, str],
    sessions: list[SessionRow],
    at: datetime.datetime,
) -> MyParty:
    own = [each for each in sessions if each.course_id == card.id]
    if row.session_id is not None:
        session = next((each for each in own if each.id == row.session_id), None)
    else:
        standing = [each for each in own if not each.cancelled]
        session = next((each for each in standing if each.end_at > at), (standing or [None])[-1])
    known = tuple(name for one, name in names.items() if one in row.people)
    return MyParty(
        row=row,
        course_id=card.id,
        title=_title(card),
        whole_course=row.session_id is None,
        when=card.when,
        session=session,
        names=known,
        others=len(row.people) - len(known),
        over=session is not None and session.end_at <= at,
    )


def _title(card: programmes.CourseCard) -> str:
    """A course as a resident reads it: neutral where the group is closed, else in their language
    as far as it has a title in it."""
    if card.programme.closed_group:
        return card.programme.neutral_title
    return as_read(card.title, card.programme.title_en)
