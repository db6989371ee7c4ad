"""The fund: requests for aid, and gifts."""

from typing import Any
from uuid import uuid4

from linli.fund import actions as funds
from linli.papers.tests.paper_samples import photo
from tests.house.things.base import Parameters, Village, once, work
from tests.village import HERE, NOW, TODAY


@once
def begun(village: Village) -> Any:
    """Jin'an's fund, with its opening balance confirmed."""
    by = {"by": village.holder_accountant, "at": NOW}
    opened = funds.open_fund(
        place=HERE, holder_id=village.holder.pk, name="金安社区慈善公益基金", series="JA", **by
    )
    funds.confirm_opening_balance(
        fund_id=opened.pk,
        amounts_fen={"general": 1_000_000},
        on=TODAY,
        statement="对账单",
        key=uuid4(),
        **by,
    )
    return opened.pk


def fund(village: Village) -> Parameters:
    return {"fund_id": begun(village)}


def aid_request(village: Village) -> Parameters:
    asked = funds.ask(
        fund_id=begun(village),
        purpose="community_project",
        reason="activity",
        amount_fen=10_000,
        key=uuid4(),
        **work(village),
    )
    return {"request_id": asked.pk}


def donation(village: Village) -> Parameters:
    given = funds.receive_donation(
        fund_id=begun(village),
        amount_fen=10_000,
        received_on=TODAY,
        key=uuid4(),
        by=village.cashier,
        at=NOW,
    )
    return {"donation_id": given.pk}


def acknowledged(village: Village) -> Parameters:
    paper_for = donation(village)
    funds.acknowledge(**paper_for, by=village.cashier, at=NOW)
    return paper_for


def purpose_change(village: Village) -> Parameters:
    change = funds.ask_purpose_change(
        **donation(village),
        purpose="estate_repair",
        way="signed",
        agreed_on=TODAY,
        photo=photo(),
        key=uuid4(),
        by=village.cashier,
        at=NOW,
    )
    return {"change_id": change.pk}
