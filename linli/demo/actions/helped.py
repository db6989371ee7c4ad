"""The families already helped: each story from a neighbour's word to the payment and a look after.

Five different people ask, propose, decide, instruct and pay, as everywhere. The steps of all
families are put into one diary first, so that journal and book are written in the order of time.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from uuid import UUID

from linli.cases import actions as cases
from linli.claims import actions as claims
from linli.demo import cast
from linli.demo.actions import committee
from linli.demo.actions.families import ToHelp
from linli.demo.actions.fund import FEN
from linli.demo.actions.staff import Workers
from linli.demo.terms import end_of_last_quarter, paid_moments
from linli.fund import actions as fund
from linli.identity.permissions import nobody
from linli.kernel.ids import random_id
from linli.people import actions as people, queries as known
from linli.people.actions import Consent

VERSION = "2026-1"
EVERY_DAYS = 30
FIRST_LOOK, A_MONTH = datetime.timedelta(days=4), datetime.timedelta(days=EVERY_DAYS)
HALF_A_YEAR = datetime.timedelta(days=180)


class Entry(NamedTuple):
    """A line of the diary: when, and what is done then."""

    at: datetime.datetime
    do: Callable[[datetime.datetime], object]


def live_through(
    to_help: list[ToHelp], *, fund_id: UUID, workers: Workers, at: datetime.datetime
) -> None:
    """Walk every story to its payment and beyond, publish on the way, leave one word unanswered.

    Two sittings ratify what two people had decided; two batches: the last quarter's families, and
    ``cast.PUBLISHED`` of this quarter's.
    """
    earlier = len(cast.HELPED_LAST_QUARTER)
    moments = [
        *paid_moments(end_of_last_quarter(at), earlier),
        *paid_moments(at, len(to_help) - earlier),
    ]
    diary: list[Entry] = []
    for number, (family, paid_at) in enumerate(zip(to_help, moments, strict=True), start=1):
        diary += _Story(family, workers).diary(paid_at, latest=at)
        if number in (earlier, earlier + cast.PUBLISHED):
            diary.append(Entry(paid_at, lambda day: committee.sit(fund_id, workers, day)))
            diary.append(Entry(paid_at, lambda day: _publish(fund_id, workers, day)))
    for entry in sorted(diary, key=lambda entry: entry.at):
        entry.do(entry.at)
    cases.raise_lead(place=cast.PLACE, words=cast.UNANSWERED, by=workers["grid_worker"], at=at)


def _publish(fund_id: UUID, workers: Workers, at: datetime.datetime) -> None:
    fund.publish_batch(fund_id=fund_id, key=random_id(), by=workers["holder_accountant"], at=at)


class _Story:
    """One family's way through the rooms; each step is done by whoever's it is."""

    def __init__(self, family: ToHelp, workers: Workers) -> None:
        self.family, self.story, self.workers = family, family.story, workers
        self.worker = workers["social_worker"]
        self.lead_id = self.case_id = self.claim_id = self.request_id = random_id()
        # What limb rehabilitation is paid no source tells, so nobody is shown to have been granted.
        self.applies = bool(self.story.diagnosis) and self.story.diagnosis != "limb"

    def diary(self, paid_at: datetime.datetime, *, latest: datetime.datetime) -> list[Entry]:
        """When this family's steps are due, none of them later than ``latest``."""
        days_from_payment = {
            self.tell: -20,
            self.take_in: -18,
            self.assess: -14,
            **({self.apply: -12, self.hear: -10} if self.applies else {}),
            self.ask: -9,
            self.visit: -8,
            self.propose: -7,
            self.decide: -6,
            self.instruct: -3,
            self.pay: 0,
        }
        steps = [
            Entry(min(paid_at + datetime.timedelta(days=days), latest), step)
            for step, days in days_from_payment.items()
        ]
        return [*steps, *self._looks(paid_at, latest)]

    def _looks(self, paid_at: datetime.datetime, latest: datetime.datetime) -> Iterator[Entry]:
        """Somebody looks in soon after the payment, and calls every month from then on."""
        look_at = min(paid_at + FIRST_LOOK, latest)
        yield Entry(look_at, self.look_in)
        while (look_at := look_at + A_MONTH) < latest:
            yield Entry(look_at, self.call)

    def tell(self, at: datetime.datetime) -> None:
        lead = cases.raise_lead(place=cast.PLACE, words=self.story.told, by=nobody(), at=at)
        self.lead_id = lead.pk

    def take_in(self, at: datetime.datetime) -> None:
        case = cases.take_in(
            lead_id=self.lead_id,
            household_id=self.family.household_id,
            person_id=self.family.person_id,
            by=self.worker,
            at=at,
        )
        self.case_id = case.pk
        cases.assign_worker(
            case_id=case.pk,
            worker_id=self.worker.user_id,
            until_on=(at + HALF_A_YEAR).date(),
            by=self.workers["supervisor"],
            at=at,
        )

    def assess(self, at: datetime.datetime) -> None:
        self._state_facts(at)
        cases.assess(
            case_id=self.case_id,
            on=at.date(),
            scores=self.story.scores,
            words=cast.VISITED,
            by=self.worker,
            at=at,
        )
        cases.plan(
            case_id=self.case_id,
            on=at.date(),
            goals=[
                cases.GoalWanted(domain, step, (at + HALF_A_YEAR).date(), cast.WISHED)
                for domain, step in self.story.after.items()
            ],
            every_days=EVERY_DAYS,
            by=self.worker,
            at=at,
        )

    def apply(self, at: datetime.datetime) -> None:
        """The child's rehabilitation aid is applied for, its guardian having agreed."""
        claim = claims.open_claim(
            household_id=self.family.household_id,
            benefit=cast.REHAB_AID,
            person_id=self.family.person_id,
            by=self.worker,
            at=at,
        )
        self.claim_id = claim.pk
        this_claim = {"claim_id": claim.pk, "by": self.worker, "at": at}
        claims.agree(given_by=self.family.giver_id, form="screen", **this_claim)
        claims.submit(on=at.date(), **this_claim)

    def hear(self, at: datetime.datetime) -> None:
        """The office says yes: by the month, against bills."""
        claims.grant(
            claim_id=self.claim_id,
            on=at.date(),
            amount_fen=cast.REHAB_LIMIT_YUAN * FEN,
            from_month=at.date(),
            rhythm="month",
            by=self.worker,
            at=at,
        )

    def ask(self, at: datetime.datetime) -> None:
        self.request_id = cases.ask_fund(
            case_id=self.case_id,
            purpose="family_aid",
            reason=self.story.reason,
            amount_fen=self.story.granted_yuan * FEN,
            key=random_id(),
            by=self.worker,
            at=at,
        )

    def visit(self, at: datetime.datetime) -> None:
        fund.record_visit(
            request_id=self.request_id,
            on=at.date(),
            words=cast.FOUND_AT_HOME,
            by=self.worker,
            at=at,
        )

    def propose(self, at: datetime.datetime) -> None:
        fund.propose(
            request_id=self.request_id,
            grant_fen=self.story.granted_yuan * FEN,
            key=random_id(),
            by=self.workers["second_member"],
            at=at,
        )

    def decide(self, at: datetime.datetime) -> None:
        fund.decide(
            request_id=self.request_id,
            grant_fen=self.story.granted_yuan * FEN,
            key=random_id(),
            by=self.workers["committee_member"],
            at=at,
        )

    def instruct(self, at: datetime.datetime) -> None:
        account = f"622202{self.request_id.int % 10**13:013}"
        head, *_others = known.payable(self.family.household_id, at.date()).adults
        fund.instruct(
            request_id=self.request_id,
            payee=fund.Payee(head, account),
            key=random_id(),
            by=self.workers["cashier"],
            at=at,
        )

    def pay(self, at: datetime.datetime) -> None:
        fund.confirm_paid(
            request_id=self.request_id,
            bank_reference=f"演示{self.request_id.hex[-10:]}",
            paid_on=at.date(),
            key=random_id(),
            by=self.workers["holder_accountant"],
            at=at,
        )

    def look_in(self, at: datetime.datetime) -> None:
        if self.applies:
            self._first_money(at)
        self._follow_up(cast.LOOKED_IN, at, scores=self.story.after)

    def _first_money(self, at: datetime.datetime) -> None:
        month = {"first_month": at.date(), "last_month": at.date()}
        this_claim = {"claim_id": self.claim_id, "by": self.worker, "at": at}
        claims.add_bill(month=at.date(), amount_fen=self.story.cost_yuan * FEN, **this_claim)
        claims.settle(on=at.date(), **month, **this_claim)
        claims.record_arrival(
            amount_fen=cast.REHAB_LIMIT_YUAN * FEN,
            arrived_on=at.date(),
            seen_as="bank_message",
            **month,
            **this_claim,
        )

    def call(self, at: datetime.datetime) -> None:
        self._follow_up(cast.CALLED, at, scores={})

    def _follow_up(self, words: str, at: datetime.datetime, scores: Mapping[str, int]) -> None:
        cases.follow_up(
            case_id=self.case_id,
            teller="parent",
            on=at.date(),
            scores=scores,
            words=words,
            by=self.worker,
            at=at,
        )

    def _state_facts(self, at: datetime.datetime) -> None:
        basis = people.record_basis(
            resident_id=self.family.person_id,
            ground=Consent(
                given_by=self.family.giver_id, purpose=cast.AID, version=VERSION, form="screen"
            ),
            by=self.worker,
            at=at,
        )
        for kind, value in self._facts().items():
            people.state_fact(
                resident_id=self.family.person_id,
                kind=kind,
                value=value,
                source="stated",
                observed_on=at.date(),
                basis_id=basis.pk,
                purpose=cast.AID,
                by=self.worker,
                at=at,
            )

    def _facts(self) -> dict[str, str | bool | int]:
        facts: dict[str, str | bool | int] = {"monthly_rehab_cost": self.story.cost_yuan * FEN}
        if self.story.diagnosis:
            facts["diagnosis"] = self.story.diagnosis
            facts["contracted_rehab_institution"] = True
            facts["receives_child_rehab_aid"] = not self.applies
        if self.story.certificate:
            facts["disability_category"], facts["disability_grade"] = self.story.certificate, 4
        return facts
