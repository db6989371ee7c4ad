"""A month of the hall: what nobody knows is unknown, and every fen falls somewhere once."""

from linli.economy import published
from linli.economy.terms import NO_COSTS, TEACHING_OPEN
from linli.hall import actions as hall
from linli.operator.actions import Cost
from linli.providers.terms import PER_SESSION, Rates
from linli.settlement.tests.conftest import AFTER, DECEMBER, FEE
from tests.village import HERE, NOW


def shown(figures) -> dict[str, str]:
    return {str(each.label): str(each.shown) for each in figures}


def test_a_month_without_costs_has_hours_and_people_and_no_nought(ledgers):
    ledgers.teach()
    month = ledgers.month()
    [line] = month.programmes
    assert (line.sessions, line.came, line.places, line.cost_fen) == (3, 24, 36, None)
    assert line.why == NO_COSTS
    [room] = [each for each in month.rooms if each.use.used_minutes]
    assert (room.cost_fen, room.use.used_minutes) == (None, 270)
    told = shown(published.month(HERE, DECEMBER, at=AFTER).programmes[0][1])
    assert told["成本"] == "成本未录"
    assert told["上座率"] == "67%"


def test_a_fen_falls_once_and_teaching_when_it_is_agreed(ledgers, django_assert_max_num_queries):
    ledgers.teach()
    ledgers.enter(
        Cost(
            "consumables", "纸笔", programme_id=ledgers.sessions[0].programme_id, amount_fen=36_01
        ),
        Cost("consumables", "地毯", space_id=ledgers.sessions[0].space_id, amount_fen=270_07),
        Cost("consumables", "电池", amount_fen=1_000_03),
    )
    month = ledgers.month()
    split = month.split
    assert sum(split.rooms.values()) + split.left == 1_270_10
    assert sum(map(split.of, (None, month.programmes[0].id))) + split.idle == sum(
        split.rooms.values()
    )
    [line] = month.programmes
    assert (line.cost_fen, line.why) == (None, TEACHING_OPEN)
    statement = ledgers.draft()
    ledgers.look(statement)
    ledgers.agree(statement)
    with django_assert_max_num_queries(45) as first:
        [line] = ledgers.month().programmes
    assert line.cost_fen == line.rooms_fen + 36_01 + statement.total_fen
    assert len(first) < 45


def test_what_is_paid_for_a_session_that_was_called_off_is_a_cost_too(ledgers):
    """It stands on an agreed statement, and no hour of a room was used for it."""
    half = Rates(PER_SESSION, per_session_fen=FEE, cancelled_permille=500)
    ledgers.faculty.agree(rates=half)
    hall.cancel_sessions(
        session_ids=[ledgers.sessions[2].id], reason="停电", by=ledgers.keeper, at=NOW
    )
    for number in (0, 1):
        ledgers.come(number)
    assert ledgers.month().programmes[0].teaching_open == 3
    statement = ledgers.draft()
    ledgers.look(statement)
    ledgers.agree(statement)
    month = ledgers.month()
    [line] = month.programmes
    assert (line.sessions, line.teaching_open) == (2, 0)
    assert line.teaching_fen == month.teaching_fen == statement.total_fen == 2 * FEE + FEE // 2
    told = shown(published.month(HERE, DECEMBER, at=AFTER).programmes[0][1])
    assert told["上座率"] == "67%"


def test_a_course_that_was_called_off_as_a_whole_costs_what_was_agreed_for_it(ledgers):
    ledgers.faculty.agree(rates=Rates(PER_SESSION, per_session_fen=FEE, cancelled_permille=500))
    ids = [row.id for row in ledgers.sessions]
    hall.cancel_sessions(session_ids=ids, reason="停电", by=ledgers.keeper, at=NOW)
    statement = ledgers.draft()
    ledgers.look(statement)
    ledgers.agree(statement)
    month = ledgers.month()
    assert (month.teaching_fen, month.came) == (statement.total_fen, 0)
    assert published.month(HERE, DECEMBER, at=AFTER).programmes


def test_a_door_nobody_kept_is_asked_about_and_said_heads_count(ledgers):
    ledgers.come(0)
    ledgers.say(1, heads=6)
    [line] = ledgers.month().programmes
    assert [row.id for row in line.asked] == [ledgers.sessions[2].id]
    assert (line.sessions, line.known, line.came, line.places) == (3, 2, 14, 24)
    ledgers.say(2, held=False)
    [line] = ledgers.month().programmes
    assert (line.sessions, line.asked) == (2, [])


def test_fewer_than_five_are_not_told_on_the_street(ledgers):
    ledgers.come(0, heads=4)
    told = published.month(HERE, DECEMBER, at=AFTER)
    figures = told.programmes[0][1]
    assert shown(figures)["上座率"] == shown(figures)["到场人次"] == "不到 5 人，不公布"
    brief = [str(each.label) for each in figures if each.brief]
    assert brief == ["成本", "每人次成本", "上座率", "到场人次", "收入"]
    assert not any(value == "4" for each in figures for _word, value in each.raw)
