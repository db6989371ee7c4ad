"""The committee, and the fund's programmes."""

import datetime
from uuid import uuid4

from linli.committee import actions as committees
from linli.committee.tests.conftest import Table
from linli.fund import actions as funds
from linli.people import actions as people
from linli.people.terms import NewHousehold, NewMember, Registration
from tests.house.things.base import Parameters, Village, family, once, work
from tests.house.things.fund import begun
from tests.house.things.people import household
from tests.village import HERE, NOW, TODAY


@once
def table(village: Village) -> Table:
    """The committee of another fund, or ``found_committee`` would meet one at every asking."""
    return Table(village)


def body(village: Village) -> Parameters:
    return {"committee_id": table(village).committee.pk}


def member(village: Village) -> Parameters:
    return {"member_id": table(village).voters[0].pk}


def tie(village: Village) -> Parameters:
    made = committees.declare_tie(
        member_id=table(village).voters[1].pk, firm="装修公司", words="股东", **table(village).by
    )
    return {"tie_id": made.pk}


@once
def sitting(village: Village) -> Parameters:
    called = table(village).call()
    table(village).docket(called)
    return {"sitting_id": called.pk}


def item(village: Village) -> Parameters:
    return {"item_id": table(village).docket(table(village).call()).pk}


@once
def keyed(village: Village) -> Parameters:
    called = table(village).call()
    line = table(village).docket(called)
    table(village).key(called, {line.pk: table(village).sheet("yyyyy")})
    return {"sitting_id": called.pk}


@once
def programme(village: Village) -> Parameters:
    made = funds.open_programme(
        fund_id=begun(village),
        name="高考助学",
        purpose="student_aid",
        kind="aid",
        opens_on=TODAY,
        ceiling_fen=100_000,
        reasons=["schooling"],
        key=uuid4(),
        by=village.committee_secretary,
        at=NOW,
    )
    return {"programme_id": made.pk}


def programme_sitting(village: Village) -> Parameters:
    return {**programme(village), **sitting(village)}


def to_apply(village: Village) -> Parameters:
    return {**household(village), **programme(village)}


def applied(village: Village) -> Parameters:
    asked = funds.ask(
        fund_id=begun(village),
        purpose="student_aid",
        reason="schooling",
        amount_fen=10_000,
        household_id=family(village).household,
        key=uuid4(),
        **programme(village),
        **work(village),
    )
    return {"request_id": asked.pk}


def interest(village: Village) -> Parameters:
    who = Registration(name="赵某", sex=2, born_on=datetime.date(1970, 5, 1))
    [home] = people.register_many(
        households=[NewHousehold(members=(NewMember(who=who, relation="02"),), number="B-1")],
        place=HERE,
        **work(village),
    )
    made = funds.enter_interest(
        fund_id=begun(village), number=home.number, manager="会长", relation="妹妹",
        by=village.holder_accountant, at=NOW,
    )  # fmt: skip
    return {"interest_id": made.pk}
