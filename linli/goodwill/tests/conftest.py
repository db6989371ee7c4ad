"""A round of visits in Jin'an, gone through by the cast's own hands."""

import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from linli.fund import actions as fund
from linli.fund.models import AidRequest
from linli.fund.tests.conftest import PAYEE, YUAN, Desk, wide_gap
from linli.giving import actions as giving
from linli.goodwill import actions
from linli.goodwill.models import Round, Sheet
from linli.papers.tests.paper_samples import photo
from linli.people import actions as people, queries as register
from linli.people.terms import LegalDuty, NewHousehold, NewMember, Registration
from tests.village import HERE, NOW, TODAY

__all__ = ["Goodwill", "goodwill", "wide_gap"]

DUTY = LegalDuty("社会救助暂行办法 第十二条", "救助")


class Goodwill:
    """What the tests do in this room. Money in yuan, goods in bags of rice."""

    def __init__(self, village: SimpleNamespace) -> None:
        self.village, self.desk = village, Desk(village)
        self.by = {"by": village.social_worker, "at": NOW}
        self.numbers = 0

    # Families -------------------------------------------------------------------------------

    def family(self, *born: datetime.date, building: str = "3 栋") -> UUID:
        """A household whose members were born on these days; two grown-ups of forty if none."""
        self.numbers += 1
        members = tuple(
            NewMember(
                who=Registration(name="虚" + "甲乙丙丁"[n], born_on=day, sex=2),
                relation="30" if n else "02",
            )
            for n, day in enumerate(born or [datetime.date(1986, 1, 1)] * 2)
        )
        home = NewHousehold(members=members, number=f"户{self.numbers}", building=building)
        (made,) = people.register_many(households=[home], place=HERE, fictional=True, **self.by)
        return made.pk

    def number_of(self, household: UUID) -> str:
        return register.household(self.village.social_worker, household, TODAY).number

    def know(self, kind: str, value: Any, household: UUID, *, of_home: bool = False, **how) -> None:
        """State a fact of the household, or of its first member."""
        who = register.household(self.village.social_worker, household, TODAY).members[0].id
        about = {"household_id": household} if of_home else {"resident_id": who}
        basis = people.record_basis(ground=DUTY, **about, **self.by)
        how = {"source": "document", "observed_on": TODAY, "basis_id": basis.pk} | how
        people.state_fact(kind=kind, value=value, **about, **how, **self.by)

    # A round --------------------------------------------------------------------------------

    def begin(self, yuan: int = 500, **how) -> Round:
        how = {"title": "春节慰问", "kind": "money", "each_fen": yuan * YUAN, "key": uuid4()} | how
        return actions.begin_round(place=HERE, **how, **self.by)

    def rice(self, bags: int = 20) -> Any:
        return giving.receive_goods(
            fund_id=self.desk.fund.pk, what="大米", unit="袋", quantity=bags, received_on=TODAY,
            purpose="family_aid", key=uuid4(), by=self.village.cashier, at=NOW,
        )  # fmt: skip

    def begin_goods(self, gift: Any, pieces: int = 1) -> Round:
        return self.begin(kind="goods", each_fen=None, gift_id=gift.pk, pieces=pieces)

    def list(self, held: Round, *households: UUID, reason: str = "bereavement") -> None:
        for household in households:
            actions.list_household(
                round_id=held.pk, number=self.number_of(household), reason=reason, **self.by
            )

    def submit(self, held: Round) -> Round:
        return actions.submit(round_id=held.pk, **self.by)

    def approve(self, held: Round, **how) -> Round:
        how = {"by": self.village.supervisor, "at": NOW} | how
        return actions.approve(round_id=held.pk, **how)

    def approved(self, households: int = 5, yuan: int = 500) -> Round:
        """A list of so many families, approved, and the fund asked."""
        held = self.begin(yuan)
        self.list(held, *(self.family() for _n in range(households)))
        self.submit(held)
        return self.approve(held)

    def pay(self, held: Round) -> AidRequest:
        """The fund's way: two people, an instruction, the bank's line."""
        request = AidRequest.objects.get(pk=held.request_id)
        self.desk.decide(request, request.asked_fen // YUAN)
        fund.instruct(
            request_id=request.pk, payee=PAYEE, key=uuid4(), by=self.village.cashier, at=NOW
        )
        self.desk.pay(request)
        return request

    def paid(self, households: int = 5, yuan: int = 500) -> Round:
        held = self.approved(households, yuan)
        self.pay(held)
        return held

    def issue(self, held: Round, **how) -> Sheet:
        how = {"by": self.village.grid_worker, "at": NOW} | how
        return actions.issue_sheet(round_id=held.pk, **how)

    def key(self, sheet: Sheet, signed: int, **how) -> Sheet:
        """The first so many lines are signed."""
        lines = list(sheet.lines.order_by("position").values_list("pk", flat=True))
        how = {
            "code": f"{sheet.round.number}-{sheet.number}", "handed_on": TODAY, "photo": photo(),
            "signed": lines[:signed], "by": self.village.grid_worker, "at": NOW,
        } | how  # fmt: skip
        return actions.key_sheet(sheet_id=sheet.pk, **how)

    def confirm(self, sheet: Sheet, **how) -> Sheet:
        return actions.confirm_sheet(sheet_id=sheet.pk, **self.by | how)

    def visit(self, held: Round, signed: int) -> Sheet:
        """A whole visit: taken, signed by so many, keyed, confirmed."""
        sheet = self.issue(held)
        self.key(sheet, signed)
        return self.confirm(sheet)

    def settle(self, held: Round, **how) -> Any:
        return actions.settle(round_id=held.pk, **self.by | how)


@pytest.fixture
def goodwill(village, settings, tmp_path) -> Goodwill:
    settings.LINLI_DATA = tmp_path
    return Goodwill(village)
