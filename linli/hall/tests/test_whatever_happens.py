"""Whatever people and keepers do, in whatever order: what must always be so of places is so.

Each is a month by dice, whose seeds were chosen because they find what is left out: people ask, go,
answer; sessions are called off, held after all, moved, added; enrolling ends and opens again; pools
change; lots are drawn; the clock runs. After each step everything is looked at.
"""

import datetime
import random
from collections import Counter as Tally
from uuid import UUID

import pytest
from django.db import transaction

from linli.hall import actions, errands, queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.actions.scope import kept, meant
from linli.hall.actions.waiting import waiting_turns
from linli.hall.models import Enrollment, Party
from linli.kernel.refusal import Refused
from linli.pricing.models import Quote
from linli.pricing.tests.conftest import Desk
from linli.programmes.models import ClassSession
from tests.village import NOW

HOUR = datetime.timedelta(hours=1)
STEPS = 60
NAMES = [chr(0x4E00 + number) for number in range(9)]
OFTEN = {
    "ask": 9, "cancel": 4, "take_up": 4, "decline": 2, "approve": 3, "refuse": 1, "ask_again": 1,
    "call_off": 1, "hold": 3, "move": 2, "add": 1, "end": 1, "reopen": 2, "pools": 1, "draw": 1,
}  # fmt: skip
ANSWERS = {
    "cancel": {}, "take_up": {}, "decline": {}, "approve": {}, "refuse": {"reason": "先谈一谈"},
    "ask_again": {"note": "谈过了"},
}  # fmt: skip


class Month:
    """A course that is offered, and whatever happens to it."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.dice, self.counter, self.at = random.Random(seed), desk.counter, NOW
        for name in NAMES:
            self.counter.person(name, self.dice.choice([1940, 1960, 1995]))
        self.kind = self.dice.choice(terms.KINDS)
        mode = self.dice.choice(terms.MODES)
        self.priced = bool(seed % 2)
        if self.priced:
            desk.price(per="term" if self.kind == terms.TERM else "session")
        closing = {"closes_at": NOW + 50 * HOUR} if mode == terms.LOTTERY else {}
        elders = PoolPlan("老人", 1, age_from=60, flows_at=NOW + 40 * HOUR)
        self.offer = self.counter.offer(
            PoolPlan("一般", self.dice.choice([1, 2, 3])), elders, kind=self.kind, mode=mode,
            **closing,
        )  # fmt: skip

    def step(self) -> None:
        """Some time later somebody does something; refused, nothing has happened."""
        self.at += self.dice.choice([0, 1, 3, 9]) * HOUR
        verb = self.dice.choices(list(OFTEN), list(OFTEN.values()))[0]
        session = self.dice.choice(list(ClassSession.objects.order_by("start_at", "pk")))
        party = self.dice.choice([None, *Party.objects.order_by("pk")])
        try:
            with transaction.atomic():
                self._do(verb, session, party)
        except Refused:
            pass
        actions.give_on(by=self.counter.keeper, at=self.at)
        self.offer.refresh_from_db()

    def _do(self, verb: str, session: ClassSession, party: Party | None) -> None:
        if verb in ANSWERS:
            if party is not None:
                getattr(actions, verb)(party_id=party.pk, **ANSWERS[verb], **self._act)
        else:
            getattr(self, f"_{verb}")(session)

    @property
    def _act(self) -> dict[str, object]:
        return {"by": self.counter.keeper, "at": self.at}

    def _mine(self, session: ClassSession) -> UUID | None:
        return session.pk if self.kind == terms.EACH else None

    def _ask(self, session: ClassSession) -> None:
        names = self.dice.sample(NAMES, self.dice.choice([1, 1, 1, 2, 3]))
        channel = self.dice.choice([terms.DESK, terms.PHONE])
        mine = self._mine(session)
        self.counter.enrol(self.offer, *names, channel=channel, at=self.at, session_id=mine)

    def _call_off(self, session: ClassSession) -> None:
        actions.cancel_sessions(session_ids=[session.pk], reason="下雨", **self._act)

    def _hold(self, session: ClassSession) -> None:
        actions.restore_session(session_id=session.pk, **self._act)

    def _move(self, session: ClassSession) -> None:
        there = session.start_at + self.dice.choice([-72, -24, 24, 48, 200]) * HOUR
        actions.move_session(session_id=session.pk, start_at=there, minutes=60, **self._act)

    def _add(self, _session: ClassSession) -> None:
        day = (self.at + self.dice.choice([30, 100, 300]) * HOUR).date()
        actions.add_session(course_id=self.counter.course.pk, day=day, **self._act)

    def _end(self, _session: ClassSession) -> None:
        actions.end_offer(offer_id=self.offer.pk, reason="够了", **self._act)

    def _reopen(self, _session: ClassSession) -> None:
        actions.reopen_offer(offer_id=self.offer.pk, **self._act)

    def _pools(self, session: ClassSession) -> None:
        actions.set_pools(
            offer_id=self.offer.pk, session_id=self._mine(session),
            pools=[PoolPlan("一般", self.dice.choice([0, 1, 2, 4]))], **self._act,
        )  # fmt: skip

    def _draw(self, _session: ClassSession) -> None:
        actions.draw(offer_id=self.offer.pk, **self._act)

    # What must be so --------------------------------------------------------------------------

    def look(self) -> None:
        live = list(Enrollment.objects.filter(state__in=terms.LIVE).select_related("session"))
        assert queries.mismatches() == []
        assert max(Tally((one.session_id, one.resident_id) for one in live).values(), default=1) < 2
        for party in Party.objects.prefetch_related("enrollments"):
            assert len({one.state for one in party.enrollments.all()}) == 1, "all or none"
        for one in live:
            self._is_of_something(one)
        self._costs_what_is_had(live)
        for session_id in self._lines():
            self._nothing_lies_idle(session_id)

    def _is_of_something(self, one: Enrollment) -> None:
        """Nobody has or waits for a place of what is not held, nor waits for what is ended."""
        assert self.offer.ended_at is None or one.state in terms.HOLDING
        first = meant(self.offer.pk, one.session_id).first
        assert not first.cancelled
        if one.lapses_at is not None:
            assert one.lapses_at <= terms.kept_at_most(first.start_at)[one.state]

    def _costs_what_is_had(self, live: list[Enrollment]) -> None:
        had = Tally(one.party_id for one in live if one.state == terms.PLACED)
        quoted = Tally(Quote.objects.filter(end=None).values_list("origin_id", flat=True))
        assert quoted == (had if self.priced else {})

    def _lines(self) -> list[UUID | None]:
        standing = ClassSession.objects.filter(cancelled_at=None)
        if self.offer.ended_at is not None or not standing.exists():
            return []
        return [None] if self.kind == terms.TERM else list(standing.values_list("pk", flat=True))

    def _nothing_lies_idle(self, session_id: UUID | None) -> None:
        """A place that somebody in line could have, and may still be offered, is offered."""
        wanted = meant(self.offer.pk, session_id)
        if terms.lapses_at(wanted.begins_at, self.at) is not None:
            pools = kept(list(wanted.pools()))
            could = terms.turns(
                waiting_turns(wanted), pools, on=wanted.on, begins_at=wanted.begins_at, at=self.at
            )
            assert could.given == []


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 8, 11, 39, 42])
def test_what_must_be_so_is_so(village, seed):
    month = Month(Desk(village), seed)
    for _step in range(STEPS):
        month.step()
        month.look()
    assert Party.objects.exists()
    assert errands.run(month.at) == 0  # everything was given on
