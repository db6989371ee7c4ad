"""A month's costs: entered line by line, confirmed by another, posted, shared out, corrected."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.identity.permissions import NotAllowed
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound
from linli.ledger import queries as ledger
from linli.operator import actions, queries
from linli.operator.actions import Cost
from linli.operator.models import CostLine, CostMonth
from linli.operator.tests.conftest import OCTOBER
from linli.spaces import actions as spaces
from tests.village import HERE, NOW

NOVEMBER = datetime.date(2026, 11, 1)
RENT = Cost("rent", "全馆房租", amount_fen=1_000_00)
POWER = Cost("energy", "电", start_hundredths=100_00, end_hundredths=250_50, price_e4=6_000)
WAGES = Cost("staff", "保洁", minutes=40 * 60, hourly_fen=25_00)
PAPER = Cost("consumables", "宣纸", amount_fen=88_80)


@pytest.fixture
def rooms(village):
    """Three rooms of 30, 20 and 20 m², and a cupboard of which nobody knows how large it is."""
    keep = {"place": HERE, "by": village.hall_keeper, "at": NOW}
    return [
        spaces.open_space(name=name, kind="meeting", capacity_people=20, area_m2=area, **keep).pk
        for name, area in (("大教室", 30), ("小教室", 20), ("棋室", 20), ("储物间", None))
    ]


class Month:
    """October on its page."""

    def __init__(self, office) -> None:
        self.office = office
        self.month = self.begin()

    def begin(self, month=OCTOBER, **about) -> CostMonth:
        return actions.begin_month(
            operation_id=self.office.operation.pk, month=month, by=self.office.keeper, at=NOW,
            **about,
        )  # fmt: skip

    def save(self, *costs: Cost, **about) -> list[CostLine]:
        about.setdefault("by", self.office.keeper)
        about.setdefault("month_id", self.month.pk)
        return [actions.save_line(cost=cost, at=NOW, key=uuid4(), **about) for cost in costs]

    def confirm(self, **about) -> CostMonth:
        about.setdefault("month_id", self.month.pk)
        about = {"by": self.office.accountant, "at": NOW, "key": uuid4(), **about}
        return actions.confirm_month(**about)


@pytest.fixture
def october(office) -> Month:
    return Month(office)


def test_a_confirmed_month_is_posted_owed_and_shared_out_by_area(october, office, rooms):
    october.save(RENT, POWER, WAGES, PAPER)
    assert queries.costs_of(HERE, OCTOBER) is None  # nobody confirmed it: unknown, never nought
    assert office.holds() == {}
    october.confirm()
    assert office.holds() == {
        "expense.rent": 1_000_00, "expense.energy": 90_30, "expense.staff": 1_000_00,
        "expense.consumables": 88_80, "payable": 2_179_10,
    }  # fmt: skip
    costs = queries.costs_of(HERE, datetime.date(2026, 10, 17))
    assert costs.by_kind == {
        "rent": 1_000_00, "energy": 90_30, "staff": 1_000_00, "consumables": 88_80
    }  # fmt: skip
    hall, small, chess, cupboard = rooms
    assert [costs.by_space[one]["rent"] for one in (hall, small, chess)] == [428_57, 285_72, 285_71]
    assert costs.by_space.get(cupboard, {}).get("rent", 0) == 0
    assert costs.whole == {"energy": 90_30, "staff": 1_000_00, "consumables": 88_80}
    assert costs.total_fen == 2_179_10
    assert ledger.book(office.operation.book_id).closed_through == datetime.date(2026, 10, 31)
    assert ledger.verify(office.operation.book_id).sound
    october.confirm()  # pressed again: nothing more
    assert costs.total_fen == queries.costs_of(HERE, OCTOBER).total_fen


def test_a_line_may_name_a_room_and_is_then_that_rooms(october, rooms):
    october.save(Cost("consumables", "宣纸", space_id=rooms[1], amount_fen=5_00))
    october.confirm()
    assert queries.costs_of(HERE, OCTOBER).by_space == {rooms[1]: {"consumables": 5_00}}


def test_refuses_what_cannot_be(october, office):
    backwards = Cost("energy", "水", start_hundredths=2, end_hundredths=1, price_e4=1)
    for cost, refusal in (
        (backwards, actions.MeterBackwards),
        (Cost("staff", "保洁", minutes=-60, hourly_fen=1), actions.BelowZero),
        (Cost("rent", "房租", amount_fen=-1), actions.BelowZero),
        (Cost("rent", "房租", space_id=uuid4(), amount_fen=1), NotFound),
        (Cost("rent", "房租", programme_id=uuid4(), amount_fen=1), NotFound),
    ):
        with pytest.raises(refusal):
            october.save(cost)
    with pytest.raises(actions.FutureMonth):
        october.begin(datetime.date(2026, 12, 1))
    with pytest.raises(actions.NothingEntered):
        october.confirm()
    now = october.begin(NOVEMBER)
    october.save(RENT, month_id=now.pk)
    with pytest.raises(actions.MonthNotOver):
        october.confirm(month_id=now.pk)
    with pytest.raises(NotAllowed):
        october.save(RENT, by=office.village.outsider)


def test_who_entered_a_line_does_not_confirm_it(october, office):
    [line] = october.save(RENT)
    with pytest.raises(NotAllowed):
        october.confirm(by=office.keeper)
    own = october.save(PAPER, by=office.accountant)
    with pytest.raises(actions.EnteredBySame):
        october.confirm()
    actions.drop_line(month_id=october.month.pk, line_id=own[0].pk, by=office.keeper, at=NOW)
    october.confirm()
    with (
        pytest.raises(IntegrityError, match="cost_line_confirmed_by_another"),
        transaction.atomic(),
    ):
        CostLine.objects.filter(pk=line.pk).update(confirmed_by=line.entered_by_id)


def test_last_month_is_copied_with_its_meters_waiting_to_be_read(october):
    october.save(RENT, POWER, WAGES)
    november = october.begin(NOVEMBER, copied=True)
    october.begin(NOVEMBER, copied=True)  # pressed again: once
    lines = {line.kind: line for line in november.lines.all()}
    assert (len(lines), lines["rent"].amount_fen, lines["staff"].minutes) == (3, 1_000_00, 2_400)
    meter = lines["energy"]
    assert (meter.start_hundredths, meter.end_hundredths, meter.amount_fen) == (250_50, None, None)
    later = {"by": october.office.accountant, "at": NOW + datetime.timedelta(days=20)}
    with pytest.raises(actions.NotFinished):
        october.confirm(month_id=november.pk, **later)


def test_a_correction_is_a_new_line_with_words(october, office):
    october.save(RENT, PAPER)
    october.confirm()
    [paper] = october.month.lines.filter(kind="consumables")
    with pytest.raises(actions.WordsMissing):
        october.save(PAPER)
    with pytest.raises(actions.LineConfirmed):
        october.save(Cost("consumables", "宣纸", amount_fen=1, words="改"), line_id=paper.pk)
    with pytest.raises(actions.LineConfirmed):
        actions.drop_line(month_id=october.month.pk, line_id=paper.pk, by=office.keeper, at=NOW)
    rent = next(row for row in queries.open_debts(office.operation.pk) if row.kind == "rent")
    office.pay(rent.origin, 900_00, kind="rent")
    october.save(
        Cost("rent", "房租", amount_fen=-150_00, words="房东免了 150 元"),
        Cost("consumables", "墨汁", amount_fen=20_00, words="漏记的发票"),
    )
    assert queries.costs_of(HERE, OCTOBER).total_fen == 1_088_80
    october.confirm()
    assert queries.costs_of(HERE, OCTOBER).by_kind == {"rent": 850_00, "consumables": 108_80}
    assert office.holds() == {
        "expense.rent": 850_00, "expense.consumables": 108_80, "bank": -900_00,
        "payable": 108_80, "receivable": 50_00,
    }  # fmt: skip


def test_a_month_that_comes_late_is_booked_on_the_day_it_comes(october, office):
    september = october.begin(datetime.date(2026, 9, 1))
    october.save(RENT)
    october.confirm()
    october.save(PAPER, month_id=september.pk)
    october.confirm(month_id=september.pk)
    assert queries.costs_of(HERE, datetime.date(2026, 9, 1)).total_fen == 88_80
    assert ledger.book(office.operation.book_id).closed_through == datetime.date(2026, 10, 31)


def test_a_month_that_cost_nothing_is_known_to_have(october, office):
    """Nought is an answer: the water was free. It is not 成本未录."""
    october.save(Cost("consumables", "自来水", amount_fen=0))
    october.confirm()
    assert queries.costs_of(HERE, OCTOBER).total_fen == 0
    assert office.holds() == {}
    october.save(Cost("consumables", "自来水", amount_fen=0, words="写错了名字，钱没变"))
    october.confirm()
    assert queries.costs_of(HERE, OCTOBER).total_fen == 0


def test_a_press_of_one_month_writes_into_no_other(october, office):
    press = uuid4()
    [rent] = [actions.save_line(
        month_id=october.month.pk, cost=RENT, by=office.keeper, at=NOW, key=press
    )]  # fmt: skip
    november = october.begin(NOVEMBER)
    with pytest.raises(KeyUsedForOther):
        actions.save_line(month_id=november.pk, cost=PAPER, by=office.keeper, at=NOW, key=press)
    assert CostLine.objects.get(pk=rent.pk).kind == "rent"


def test_a_correction_is_of_what_stands_and_takes_off_no_more_than_that(october, office):
    much = Cost("consumables", "宣纸", amount_fen=-90_00, words="多记了")
    with pytest.raises(actions.NothingToCorrect):
        october.save(much)
    october.save(RENT, PAPER)
    october.confirm()
    with pytest.raises(actions.LoweredTooFar):
        october.save(much)
    [less] = october.save(Cost("consumables", "宣纸", amount_fen=-80_00, words="多记了"))
    with pytest.raises(actions.LoweredTooFar):  # what waits counts
        october.save(Cost("consumables", "宣纸", amount_fen=-10_00, words="又多记了"))
    october.save(Cost("consumables", "宣纸", amount_fen=-88_80, words="全是"), line_id=less.pk)
    october.confirm()
    assert queries.costs_of(HERE, OCTOBER).by_kind == {"rent": 1_000_00, "consumables": 0}
    assert office.holds() == {"expense.rent": 1_000_00, "payable": 1_000_00}
