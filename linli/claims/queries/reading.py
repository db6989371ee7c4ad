"""Claims as they were written: steps, months and deadlines, for any number in a few queries."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.claims import terms
from linli.claims.models import Arrival, Bill, Claim, Settlement, Step
from linli.identity.permissions import clock
from linli.kernel.sealed import unseal
from linli.people import queries as people
from linli.rulebook import queries as rulebook
from linli.rules.facts import FactValue, Family
from linli.rules.packs import Pack, UsualDays


@dataclass(frozen=True, slots=True)
class Written:
    """Everything in force of one claim, without what was taken back."""

    claim: Claim
    pack: Pack | None
    steps: tuple[Step, ...]
    bills: tuple[Bill, ...]
    settlements: tuple[Settlement, ...]
    arrivals: tuple[Arrival, ...]

    @property
    def state(self) -> str:
        """Where it stands."""
        return terms.state_of([step.kind for step in self.steps], money_came=bool(self.arrivals))

    def last(self, *kinds: str) -> Step | None:
        """The newest step of one of these kinds."""
        return next((step for step in reversed(self.steps) if step.kind in kinds), None)

    @property
    def grant(self) -> terms.Grant | None:
        """What the office decided, until the newest renewal; ``None`` before, and after a no."""
        decided = self.last(terms.GRANTED, terms.REFUSED)
        if decided is None or decided.kind == terms.REFUSED:
            return None
        renewed = self.last(terms.RENEWED)
        return terms.Grant(
            monthly_fen=decided.amount_fen,
            yearly_cap_fen=decided.yearly_cap_fen,
            from_month=decided.from_month,
            until_on=renewed.until_on if renewed else decided.until_on,
            rhythm=decided.rhythm,
        )

    def account(self, on: datetime.date) -> terms.Account | None:
        """Its months until a day; ``None`` where nothing was granted."""
        if self.grant is None:
            return None
        bills: dict[datetime.date, int] = defaultdict(int)
        for bill in self.bills:
            bills[bill.month] += bill.amount_fen
        handed_in = {
            month: one.handed_in_on
            for one in self.settlements
            for month in terms.months_between(one.first_month, one.last_month)
        }
        stopped = self.last(terms.STOPPED)
        return terms.account(
            self.grant,
            bills=bills,
            handed_in=handed_in,
            came=[terms.Came(a.amount_fen, a.first_month, a.last_month) for a in self.arrivals],
            on=on,
            stopped_on=stopped.on if stopped else None,
        )

    @property
    def rested_on(self) -> list[dict[str, Any]]:
        """The facts its verdict rested on, as ``Verdict.snapshot`` keeps them."""
        return json.loads(unseal(self.claim, "snapshot") or "{}").get("facts", [])

    def dues(self, on: datetime.date) -> Iterator[terms.Due]:
        """What has a day by the claim's own steps and money."""
        last = self.steps[-1] if self.steps else None
        match self.state:
            case terms.PREPARING:
                by = terms.last_day(terms.month_of(on))
                yield terms.Due(terms.SUBMIT, by, self.claim.waiting_fen)
            case terms.OWES_PAPERS:
                wanted = self.last(terms.MORE_WANTED)
                yield terms.Due(terms.SUPPLY, wanted.due_on or wanted.on)
            case terms.WITH_OFFICE | terms.IN_APPEAL if usual := self._usual_days():
                asked = max(step.on for step in self.steps)
                by = terms.answer_by(asked, usual.days, working=usual.working)
                yield terms.Due(terms.ASK_OFFICE, by)
            case terms.TURNED_DOWN if last and last.due_on and last.due_on >= on:
                yield terms.Due(terms.APPEAL_BY, last.due_on)
            case terms.APPROVED | terms.PAYING:
                account = self.account(on)
                yield from terms.bills_due(account, on)
                until, soon = account.grant.until_on, datetime.timedelta(terms.RENEW_AHEAD_DAYS)
                if until and until - soon <= on:
                    yield terms.Due(terms.RENEW, until)

    def _usual_days(self) -> UsualDays | None:
        return self.pack.usual_days if self.pack else None


def dues_of(known: Sequence[Written], on: datetime.date) -> dict[UUID, list[terms.Due]]:
    """What has a day, the nearest first, by claim: deadlines, money, and papers that run out.

    The house looks the papers up itself and tells no more than that one of them ends.
    """
    granted = [one for one in known if one.state in (terms.APPROVED, terms.PAYING)]
    homes = list({one.claim.household_id for one in granted})
    families = {f.household_id: f for f in people.families(clock(), homes, on)} if homes else {}
    return {
        one.claim.pk: sorted(
            (*one.dues(on), *_papers_ending(one, families.get(one.claim.household_id), on)),
            key=lambda due: due.on,
        )
        for one in known
    }


def _papers_ending(one: Written, family: Family | None, on: datetime.date) -> Iterator[terms.Due]:
    if family is None:
        return
    soon = on + datetime.timedelta(days=terms.RENEW_AHEAD_DAYS)
    for entry in one.rested_on:
        known = known_now(family, entry)
        if known and known.valid_until and known.valid_until <= soon:
            yield terms.Due(terms.PAPER_ENDS, known.valid_until)


def known_now(family: Family, entry: dict[str, Any]) -> FactValue | None:
    """What is known today of a fact a verdict rested on."""
    subject = next((one for one in family.persons if str(one.id) == entry["subject"]), None)
    return (subject.facts if subject else family.facts).get(entry["kind"])


def written(claims: Iterable[Claim]) -> list[Written]:
    """Everything of several claims, in five queries for any number."""
    claims = list(claims)
    if not claims:
        return []
    rules = rulebook.catalogue()
    steps = _by_claim(Step.objects.order_by("on", "recorded_at", "id"), claims)
    bills = _by_claim(Bill.objects.order_by("month", "id"), claims)
    settlements = _by_claim(Settlement.objects.order_by("first_month", "id"), claims)
    arrivals = _by_claim(Arrival.objects.order_by("arrived_on", "id"), claims)
    return [
        Written(
            claim,
            rules.edition(claim.benefit, claim.edition, claim.place_id),
            tuple(steps[claim.pk]),
            tuple(bills[claim.pk]),
            tuple(settlements[claim.pk]),
            tuple(arrivals[claim.pk]),
        )
        for claim in claims
    ]


def _by_claim(rows: QuerySet, claims: list[Claim]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows.filter(claim__in=claims, taken_back_at=None):
        found[row.claim_id].append(row)
    return found
