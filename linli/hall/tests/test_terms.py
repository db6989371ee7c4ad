"""Who may take which place, whose turn it is, and lots: examples without a database."""

import datetime
import hashlib
import hmac
from uuid import UUID

import pytest
from hypothesis import given, settings, strategies as st

from linli.hall import terms
from linli.hall.terms import DESK, PHONE, SPOKEN_ONLY, Kept, Person, Turn
from linli.rules.days import age_on

ON = datetime.date(2026, 12, 1)
AT = datetime.datetime(2026, 11, 23, 9, 30, tzinfo=datetime.UTC)
BEGINS = datetime.datetime(2026, 12, 1, 1, 0, tzinfo=datetime.UTC)


def person(number: int, born: str = "1960-05-01", hukou: str = "350206") -> Person:
    return Person(UUID(int=number), datetime.date.fromisoformat(born), hukou, "350206005023")


def pool(number: int, capacity: int, taken: int = 0, **kept) -> Kept:
    return Kept(UUID(int=number), capacity, taken, **kept)


def turn(number: int, *people: Person, passed: int = 0, channel: str = DESK) -> Turn:
    return Turn(UUID(int=1000 + number), people, channel, passed)


def seated(people, pools, channel=DESK, at=AT):
    found = terms.seated(people, pools, on=ON, channel=channel, at=at)
    return None if found is None else {key.int: value.int for key, value in found.items()}


@pytest.mark.parametrize(
    ("born", "years"),
    [("2020-12-01", 6), ("2020-12-02", 5), ("2024-02-29", 2), ("1946-12-01", 80)],
)
def test_age_is_that_of_the_day_one_comes(born, years):
    assert age_on(datetime.date.fromisoformat(born), ON) == years


@pytest.mark.parametrize(("on", "kept"), [("2026-02-27", None), ("2026-02-28", {10: 1})])
def test_one_born_on_a_leap_day_is_older_on_the_last_of_february(on, kept):
    """As everywhere in the house: Civil Code, art. 202 (``rules.days.age_on``)."""
    six = [pool(1, 1, age_from=6)]
    found = terms.seated(
        [person(10, "2020-02-29")], six, on=datetime.date.fromisoformat(on),
        channel=terms.DESK, at=AT,
    )  # fmt: skip
    assert (found and {key.int: value.int for key, value in found.items()}) == kept


def test_places_kept_for_elders_go_to_elders_first_and_leave_the_general_ones():
    pools = [pool(1, 5), pool(2, 2, age_from=60)]
    assert seated([person(10, "1950-01-01")], pools) == {10: 2}
    assert seated([person(11, "1990-01-01")], pools) == {11: 1}


def test_places_kept_for_who_is_spoken_with_are_not_clicked_away():
    pools = [pool(1, 0), pool(2, 4, door=SPOKEN_ONLY)]
    assert seated([person(10)], pools, channel=terms.APP) is None
    assert seated([person(10)], pools, channel=PHONE) == {10: 2}


def test_what_is_unsold_flows_to_everybody_at_its_hour():
    pools = [pool(1, 0), pool(2, 4, door=SPOKEN_ONLY, flows_at=AT)]
    assert seated([person(10)], pools, channel=terms.APP) == {10: 2}
    just_before = AT - datetime.timedelta(seconds=1)
    assert seated([person(10)], pools, channel=terms.APP, at=just_before) is None


def test_a_party_gets_all_its_places_or_none():
    mother, child = person(10, "1990-01-01"), person(11, "2020-01-01")
    pools = [pool(1, 1), pool(2, 1, age_to=11)]
    assert seated([mother, child], pools) == {10: 1, 11: 2}
    assert seated([mother, child], [pool(1, 1)]) is None


def test_a_seat_is_taken_back_when_it_leaves_the_other_without():
    """The elder alone could sit in either pool; the daughter only in the general one."""
    elder, daughter = person(10, "1950-01-01"), person(11, "1990-01-01")
    assert seated([elder, daughter], [pool(1, 1), pool(2, 1, age_from=60)]) == {10: 2, 11: 1}


def turns(waiting, pools, at=AT):
    return terms.turns(waiting, pools, on=ON, begins_at=BEGINS, at=at)


def given_to(found) -> list[int]:
    return [each.party_id.int - 1000 for each, _ in found.given]


def test_the_first_in_line_comes_first():
    waiting = [turn(1, person(1)), turn(2, person(2))]
    assert given_to(turns(waiting, [pool(1, 1)])) == [1]


def test_a_large_party_is_passed_twice_and_then_places_are_kept_for_it():
    family = (person(1), person(2), person(3))
    waiting = [turn(1, *family), turn(2, person(4))]
    once = turns(waiting, [pool(1, 2)])
    assert (given_to(once), [each.party_id.int for each in once.passed]) == ([2], [1001])
    waiting = [turn(1, *family, passed=2), turn(2, person(4))]
    kept = turns(waiting, [pool(1, 2)])
    assert (given_to(kept), kept.kept_for.party_id.int) == ([], 1001)
    assert given_to(turns(waiting, [pool(1, 3)])) == [1]


def test_places_are_kept_for_no_party_on_the_last_day():
    waiting = [turn(1, person(1), person(2), passed=2), turn(2, person(3))]
    last_day = BEGINS - datetime.timedelta(hours=23)
    assert given_to(turns(waiting, [pool(1, 1)], at=last_day)) == [2]


def test_a_party_that_can_use_nothing_is_neither_passed_nor_keeps_others_out():
    child = turn(1, person(1, "2020-01-01"), passed=2)
    elders = [pool(1, 2, age_from=60)]
    found = turns([child, turn(2, person(2, "1950-01-01"))], elders)
    assert (given_to(found), found.passed, found.kept_for) == ([2], [], None)


def test_an_offered_place_is_kept_two_days_but_not_into_the_last_hours():
    assert terms.lapses_at(BEGINS, AT) == AT + datetime.timedelta(hours=48)
    near = BEGINS - datetime.timedelta(hours=30)
    assert terms.lapses_at(BEGINS, near) == BEGINS - datetime.timedelta(hours=12)
    assert terms.lapses_at(BEGINS, BEGINS - datetime.timedelta(hours=12)) is None


def test_lots_are_what_anybody_can_make_again_from_the_seed():
    tickets = [("a", 0), ("b", 0), ("c", 0), ("d", 1)]

    def by_hand(ticket: str) -> str:
        return hmac.new(b"314159", ticket.encode(), hashlib.sha256).hexdigest()

    assert terms.drawn("314159", tickets) == ["d", *sorted("abc", key=by_hand)]


def test_each_ticket_is_first_about_as_often_as_any_other():
    firsts = [terms.drawn(str(seed), [("a", 0), ("b", 0), ("c", 0)])[0] for seed in range(3000)]
    assert all(900 < firsts.count(ticket) < 1100 for ticket in "abc")


POOLS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from([None, 18, 60]),
        st.sampled_from([terms.ANYBODY, SPOKEN_ONLY]),
    ),
    min_size=1,
    max_size=3,
)
PARTIES = st.lists(
    st.tuples(
        st.lists(
            st.sampled_from(["1950-01-01", "1990-01-01", "2020-01-01"]), min_size=1, max_size=3
        ),
        st.integers(0, 3),
        st.sampled_from([terms.APP, PHONE]),
    ),
    max_size=6,
)


@given(pools=POOLS, parties=PARTIES)
@settings(max_examples=200, deadline=None)
def test_turns_never_give_more_than_there_is_nor_a_place_kept_for_others(pools, parties):
    made = [
        pool(number, capacity, age_from=age_from, door=door)
        for number, (capacity, age_from, door) in enumerate(pools)
    ]
    waiting = [
        turn(
            number,
            *(person(10 * number + each, born) for each, born in enumerate(borns)),
            passed=passed,
            channel=channel,
        )
        for number, (borns, passed, channel) in enumerate(parties)
    ]
    found = turns(waiting, made)
    by_id = {each.id: each for each in made}
    taken = {each.id: 0 for each in made}
    for each, places in found.given:
        assert set(places) == {one.id for one in each.people}  # all or none
        for one in each.people:
            taken[places[one.id]] += 1
            assert by_id[places[one.id]].is_for(one, ON, each.channel, AT)
    assert all(count <= by_id[each].capacity for each, count in taken.items())


def hour(days: int) -> datetime.datetime:
    return AT + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("served", "days"),
    [
        (terms.Served(), 0),
        (terms.Served(1, (ON,)), 1),
        (terms.Served(1, (datetime.date(2026, 8, 31), ON)), 1),
        (terms.Served(2, (ON, ON)), 3),
        (terms.Served(2, (ON, ON), (44, 80)), 2),
        (terms.Served(2, (ON, ON), (44, 79)), 3),
    ],
)
def test_ones_hour_is_that_of_the_first_round_one_is_in_or_everybodys(served, days):
    rounds = [
        terms.Round(hour(2), terms.HOME, age_from=80),
        terms.Round(hour(0), terms.NEW),
        terms.Round(hour(1), terms.FEW, times=2, since_on=datetime.date(2026, 9, 1)),
        terms.Round(hour(4), terms.HOME, age_to=200),  # later than everybody: of no use
    ]
    found = terms.hour_of(rounds, hour(3), served)
    assert found.at == hour(days)
    assert (found.by is None) == (days == 3)


def test_a_keeper_answers_within_days_and_before_it_begins():
    assert terms.answer_by(BEGINS, AT) == AT + datetime.timedelta(hours=terms.ANSWER_HOURS)
    assert terms.answer_by(AT + datetime.timedelta(hours=5), AT).hour == AT.hour + 5
