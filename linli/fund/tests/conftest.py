"""The fund of the tests: Jin'an's, under the sample federation, begun with ¥10,000 free money."""

import datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from linli.fund import actions
from linli.fund.models import (
    AidRequest,
    Grant,
    Instruction,
    Payment,
    Proposal,
    Refusal,
    Withdrawal,
)
from linli.people import actions as people
from linli.people.terms import NewHousehold, NewMember, Registration
from tests.village import HERE, NOW, TODAY

YUAN = 100
PAYEE = actions.Payee("演示康复中心", "6222020000000000001")


class Desk:
    """What the tests do at the fund's desk, with the cast's own hands. Amounts in yuan."""

    def __init__(self, village: SimpleNamespace, opening: dict[str, int] | None = None) -> None:
        self.village = village
        self.fund = actions.open_fund(
            place=HERE,
            holder_id=village.holder.pk,
            name="金安社区慈善公益基金",
            series="JA",
            by=village.holder_accountant,
            at=NOW,
        )
        if opening is None:
            opening = {"general": 10_000}
        self.opening = actions.confirm_opening_balance(
            fund_id=self.fund.pk,
            amounts_fen={purpose: amount * YUAN for purpose, amount in opening.items()},
            on=TODAY,
            statement="对账单 2026-11",
            key=uuid4(),
            by=village.holder_accountant,
            at=NOW,
        )
        actions.set_limit(
            fund_id=self.fund.pk,
            small_fen=50_000 * YUAN,
            emergency_days=7,
            by=village.holder_accountant,
            at=NOW,
        )

    def family(self, persons: int = 3, number: str = "") -> UUID:
        """A household of so many, in Jin'an."""
        (household,) = people.register_many(
            households=[
                NewHousehold(members=tuple(_member(n) for n in range(persons)), number=number)
            ],
            place=HERE,
            by=self.village.social_worker,
            at=NOW,
            fictional=True,
        )
        return household.pk

    def give(self, amount: int, purpose: str = "general", **how):
        how.setdefault("key", uuid4())
        return actions.receive_donation(
            fund_id=self.fund.pk,
            amount_fen=amount * YUAN,
            received_on=TODAY,
            purpose=purpose,
            by=self.village.cashier,
            at=NOW,
            **how,
        )

    def ask(self, amount: int, purpose: str = "family_aid", **whom) -> AidRequest:
        if purpose in ("family_aid", "student_aid"):
            whom.setdefault("household_id", self.family())
        whom.setdefault("key", uuid4())
        whom.setdefault("by", self.village.social_worker)
        whom.setdefault("reason", "serious_illness")
        visited = whom.pop("visited", True)
        request = actions.ask(
            fund_id=self.fund.pk,
            purpose=purpose,
            amount_fen=amount * YUAN,
            at=NOW,
            **whom,
        )
        if visited and request.household_id and not hasattr(request, "visit"):
            self.visit(request)
        return request

    def visit(self, request: AidRequest, words: str = "家里整齐，说的和看到的一样。", **how):
        how.setdefault("on", TODAY)
        return actions.record_visit(
            request_id=request.pk, words=words, by=self.village.social_worker, at=NOW, **how
        )

    def propose(self, request: AidRequest, grant: int, **how) -> Proposal:
        how.setdefault("key", uuid4())
        how.setdefault("by", self.village.second_member)
        return actions.propose(request_id=request.pk, grant_fen=grant * YUAN, at=NOW, **how)

    def decide(
        self, request: AidRequest, grant: int, words: str = "", emergency: bool = False, **how
    ) -> Grant | Refusal:
        """Two people: the second member proposes what the first decides."""
        how.setdefault("key", uuid4())
        how.setdefault("by", self.village.committee_member)
        if not Proposal.objects.filter(request=request).exists():
            self.propose(request, grant, words=words, emergency=emergency)
        return actions.decide(request_id=request.pk, grant_fen=grant * YUAN, at=NOW, **how)

    def instruct(self, request: AidRequest, **how) -> Instruction:
        how.setdefault("key", uuid4())
        how.setdefault("by", self.village.cashier)
        how.setdefault("payee", PAYEE)
        return actions.instruct(request_id=request.pk, at=NOW, **how)

    def pay(self, request: AidRequest, **how) -> Payment:
        how.setdefault("key", uuid4())
        how.setdefault("by", self.village.holder_accountant)
        how.setdefault("bank_reference", f"HX{uuid4().hex[:8]}")
        how.setdefault("paid_on", TODAY)
        return actions.confirm_paid(request_id=request.pk, at=NOW, **how)

    def withdraw(self, request: AidRequest, **how) -> Withdrawal:
        how.setdefault("key", uuid4())
        how.setdefault("by", self.village.social_worker)
        return actions.withdraw(request_id=request.pk, at=NOW, **how)

    def paid(self, amount: int, purpose: str = "family_aid", **whom) -> AidRequest:
        """A request that has gone all the way."""
        request = self.ask(amount, purpose, **whom)
        self.decide(request, amount)
        self.instruct(request)
        self.pay(request)
        return request

    def publish(self, **how):
        how.setdefault("key", uuid4())
        how.setdefault("at", NOW)
        how.setdefault("by", self.village.holder_accountant)
        return actions.publish_batch(fund_id=self.fund.pk, **how)


@pytest.fixture(autouse=True)
def wide_gap(monkeypatch):
    return leave_a_gap(monkeypatch)


def leave_a_gap(monkeypatch):
    """State aid leaves ¥1,000,000 open, unless a test says otherwise."""
    gap = SimpleNamespace(yuan=1_000_000)
    monkeypatch.setattr("linli.fund.actions.aid._residual_gap_fen", lambda *a, **k: gap.yuan * YUAN)
    return gap


@pytest.fixture
def desk(village) -> Desk:
    return Desk(village)


def _member(number: int) -> NewMember:
    """The head is a woman of forty, the others her grown children."""
    who = Registration(name="虚" + "甲乙丙丁"[number], born_on=datetime.date(1986, 1, 1), sex=2)
    return NewMember(who=who, relation="30" if number else "02")


LATER = NOW + datetime.timedelta(hours=1)
