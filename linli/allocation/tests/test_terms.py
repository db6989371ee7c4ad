"""The suggestion: by turns, by points, by lot; and the same once more, worked out by a stranger."""

import datetime
import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from linli.allocation import terms
from linli.allocation.terms import Asked, Hour, Room, Wished, bits, suggest
from linli.kernel.lots import commitment, lot
from linli.programmes.terms import AGE_BANDS

pytestmark = pytest.mark.once
RECOUNT = Path(terms.__file__).parent / "static" / "allocation" / "recount.py"
SEED = "314159"


def room(name="a", people=30, *, leaves=None, has=(), open_=((9, 12),), days=range(7)) -> Room:
    quarters = sum(bits(start * 60, end * 60) for start, end in open_)
    week = dict.fromkeys(days, quarters)
    return Room(name, people, frozenset(has), tuple(leaves or (name,)), week)


def wish(rank=1, weekday=0, window=(9, 12), least=60, most=60, rooms=()) -> Wished:
    return Wished(
        rank, weekday, int(window[0] * 60), int(window[1] * 60), least, most, frozenset(rooms)
    )


def ask(ticket, *wishes, points=0, times=1, people=10, needs=()) -> Asked:
    return Asked(ticket, points, times, people, frozenset(needs), wishes or (wish(),))


def got(found) -> list[tuple[str, int, str, int, str]]:
    """Who got which wish, where, from when, how it is said."""
    return [
        (one.ticket, one.rank, one.room, one.weekday,
         f"{terms.clock(one.from_minute)}–{terms.clock(one.until_minute)}")
        for one in found.hours
    ]  # fmt: skip


def test_bands_are_those_of_the_programmes():
    assert set(terms.BANDS) - {""} == set(AGE_BANDS)


def test_points_are_the_published_ones():
    rule = {terms.RESIDENTS: 3, terms.BENEFIT: 2}
    assert terms.points(rule, [terms.RESIDENTS, terms.BENEFIT, terms.SERVED_LESS]) == 5


def test_more_points_come_first_and_among_equals_the_lot():
    one_hour = wish(window=(9, 10))
    asks = [ask("a", one_hour), ask("b", one_hour), ask("c", one_hour, points=1)]
    found = suggest([room()], asks, SEED)
    assert got(found) == [("c", 1, "a", 0, "09:00–10:00")]
    first, second = sorted("ab", key=lambda ticket: lot(SEED, ticket))
    assert [one.ticket for one in terms.in_order(asks, SEED)] == ["c", first, second]
    assert found.unmet == {("a", 1): terms.TAKEN, ("b", 1): terms.TAKEN}


def test_everybody_has_a_first_hour_before_anybody_a_second():
    rich = ask("a", wish(1), wish(2, 1), points=9, times=2)
    poor = ask("b", wish(1, 1, window=(9, 10)))
    found = suggest([room(open_=((9, 10),))], [rich, poor], SEED)
    assert got(found) == [("a", 1, "a", 0, "09:00–10:00"), ("b", 1, "a", 1, "09:00–10:00")]
    assert found.unmet == {("a", 2): terms.TAKEN}


def test_everybodys_first_wish_is_tried_before_anybodys_second():
    """Though ``a`` comes first and finds its first wish impossible."""
    first = ask("a", wish(1, window=(20, 21)), wish(2, window=(9, 10)), points=9)
    second = ask("b", wish(1, window=(9, 10)))
    found = suggest([room()], [first, second], SEED)
    assert got(found) == [("b", 1, "a", 0, "09:00–10:00")]
    assert found.unmet == {("a", 1): terms.NOT_OPEN, ("a", 2): terms.TAKEN}


def test_all_get_the_least_before_an_hour_grows():
    asks = [ask(ticket, wish(least=60, most=180)) for ticket in "abc"]
    assert sorted(one[4] for one in got(suggest([room()], asks, SEED))) == [
        "09:00–10:00", "10:00–11:00", "11:00–12:00",
    ]  # fmt: skip
    alone = suggest([room()], asks[:1], SEED)
    assert got(alone) == [("a", 1, "a", 0, "09:00–12:00")]


@pytest.mark.parametrize(
    ("about", "where"),
    [
        ({}, "small"),
        ({"people": 31}, "large"),
        ({"needs": ("钢琴",)}, "large"),
        ({"people": 99}, None),
        ({"needs": ("lift",)}, None),
    ],
)
def test_the_smallest_room_that_fits(about, where):
    rooms = [room("large", 60, has=("钢琴",)), room("small", 30)]
    found = suggest(rooms, [ask("a", **about)], SEED)
    assert [one.room for one in found.hours] == ([where] if where else [])
    assert found.unmet == ({} if where else {("a", 1): terms.NO_ROOM})


def test_a_hall_takes_its_halves_and_a_half_takes_the_hall():
    rooms = [room("hall", 60, leaves=("e", "w")), room("e", 30), room("w", 30)]
    one = wish(window=(9, 10))
    whole = ask("whole", one, people=50, points=1)
    found = suggest(rooms, [whole, ask("half", one)], SEED)
    assert [hour.room for hour in found.hours] == ["hall"]
    halves = [ask("a", one), ask("b", one), ask("c", one)]
    assert sorted(hour.room for hour in suggest(rooms, halves, SEED).hours) == ["e", "w"]


def test_nobody_is_in_two_rooms_at_once():
    same = (wish(1, window=(9, 10)), wish(2, window=(9, 10)))
    found = suggest([room("a"), room("b")], [ask("a", *same, times=2)], SEED)
    assert len(found.hours) == 1
    assert found.unmet == {("a", 2): terms.OWN}


def test_who_has_enough_is_refused_nothing():
    found = suggest([room()], [ask("a", wish(1), wish(2, 1))], SEED)
    assert found.unmet == {("a", 2): terms.ENOUGH}


def test_what_of_a_week_can_be_had_is_what_most_weeks_have():
    first = datetime.date(2027, 3, 1)
    mondays = [first + datetime.timedelta(weeks=number) for number in range(4)]
    free = [[(540, 600)], [(540, 600)], [(555, 600)], []]
    told = [(day, True, spans) for day, spans in zip(mondays, free, strict=True)]
    assert terms.usual(told) == {0: bits(555, 600)}  # 9:00 is free on two of four: not on most
    assert terms.usual([*told[:2], (mondays[2], False, [])]) == {0: bits(540, 600)}
    assert terms.spans(bits(540, 600) | bits(630, 645)) == [(540, 600), (630, 645)]


def test_a_person_is_told_why_an_hour_cannot_stand():
    rooms, asked = [room("a"), room("small", 5)], ask("me")
    there = [Hour("other", 1, "a", 0, 540, 600)]
    assert terms.why_not(rooms, there, Hour("me", 0, "a", 0, 600, 660), asked) is None
    assert terms.why_not(rooms, there, Hour("me", 0, "a", 0, 585, 660), asked) == terms.TAKEN
    assert terms.why_not(rooms, there, Hour("me", 0, "a", 0, 480, 600), asked) == terms.NOT_OPEN
    assert terms.why_not(rooms, there, Hour("me", 0, "small", 0, 600, 660), asked) == terms.NO_ROOM
    mine = [Hour("me", 1, "a", 0, 540, 600)]
    other = [*rooms, room("b")]
    assert terms.why_not(other, mine, Hour("me", 0, "b", 0, 585, 660), asked) == terms.OWN


# Whatever is asked --------------------------------------------------------------------------------

ROOMS = [
    room("hall", 60, leaves=("e", "w"), has=("lift",)),
    room("e", 30, open_=((9, 11), (14, 16))),
    room("w", 20, has=("lift",)),
    room("gym", 25, open_=((8, 10),), days=(0, 2)),
]


@st.composite
def asked_for(draw):
    made = []
    for number in range(draw(st.integers(1, 6))):
        wishes = []
        for rank in range(1, draw(st.integers(1, 3)) + 1):
            start = draw(st.integers(32, 60)) * 15
            least = draw(st.sampled_from([30, 60, 90]))
            wishes.append(
                Wished(
                    rank, draw(st.integers(0, 2)), start,
                    start + least + draw(st.integers(0, 8)) * 15, least,
                    least + draw(st.sampled_from([0, 30])),
                    frozenset(draw(st.sets(st.sampled_from(["e", "w", "hall"]), max_size=1))),
                )
            )  # fmt: skip
        made.append(
            Asked(
                f"t{number}", draw(st.integers(0, 2)), draw(st.integers(1, 3)),
                draw(st.sampled_from([5, 25, 50])),
                frozenset(draw(st.sets(st.just("lift")))), tuple(wishes),
            )
        )  # fmt: skip
    return made


@given(asks=asked_for(), order=st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_whatever_is_asked(asks, order):
    found = suggest(ROOMS, asks, SEED)
    shuffled, rooms = list(asks), list(ROOMS)
    order.shuffle(shuffled)
    order.shuffle(rooms)
    assert suggest(rooms, shuffled, SEED) == found  # whoever typed first
    by_ticket, by_room = {one.ticket: one for one in asks}, {one.id: one for one in ROOMS}
    held: set[tuple[str, int, int]] = set()
    for hour in found.hours:
        asked, where = by_ticket[hour.ticket], by_room[hour.room]
        wished = asked.wishes[hour.rank - 1]
        length = hour.until_minute - hour.from_minute
        assert wished.weekday == hour.weekday
        assert wished.earliest <= hour.from_minute < hour.until_minute <= wished.latest
        assert wished.least <= length <= wished.most
        assert terms.fits(where, asked)
        assert not wished.rooms or hour.room in wished.rooms
        wanted = bits(hour.from_minute, hour.until_minute)
        assert not wanted & ~where.open.get(hour.weekday, 0)  # never outside opening hours
        for owner in (*where.leaves, f"of {hour.ticket}"):
            for quarter in range(hour.from_minute, hour.until_minute, 15):
                assert (owner, hour.weekday, quarter) not in held  # never two at once
                held.add((owner, hour.weekday, quarter))
    for asked in asks:
        mine = [one for one in found.hours if one.ticket == asked.ticket]
        assert len(mine) <= asked.times
        assert len({one.rank for one in mine}) == len(mine)
        assert len(mine) + sum(key[0] == asked.ticket for key in found.unmet) == len(asked.wishes)
    assert recounted(ROOMS, asks) == as_rows(found)


# Worked out again ---------------------------------------------------------------------------------


def as_told(rooms, asks, found) -> dict:
    """A round as it is published."""
    return {
        "round": "春季",
        "commitment": commitment(SEED),
        "seed": SEED,
        "rule": {"residents": 1},
        "rooms": [
            {
                "id": one.id, "people": one.people, "has": sorted(one.has), "leaves": one.leaves,
                "open": [
                    [day, *span] for day, bit in one.open.items() for span in terms.spans(bit)
                ],
            }
            for one in rooms
        ],
        "applications": [
            {
                "ticket": one.ticket, "counts": ["residents"] * one.points, "times": one.times,
                "people": one.people, "needs": sorted(one.needs),
                "wishes": [[*wished[:6], sorted(wished.rooms)] for wished in one.wishes],
            }
            for one in asks
        ],
        "hours": as_rows(found),
    }  # fmt: skip


def as_rows(found) -> list[list]:
    return [list(hour) for hour in found.hours]


SCRIPT = runpy.run_path(str(RECOUNT))


def recounted(rooms, asks) -> list[list]:
    told = as_told(rooms, asks, terms.Suggestion([], {}))
    return SCRIPT["recount"](json.loads(json.dumps(told)))


def test_a_stranger_works_it_out_again_and_finds_what_was_changed(tmp_path):
    asks = [ask(f"{number}", wish(most=90), points=number % 2) for number in range(5)]
    told = as_told([room()], asks, suggest([room()], asks, SEED))
    file = tmp_path / "season.json"

    def run(about: dict) -> tuple[int, str]:
        file.write_text(json.dumps(about), encoding="utf-8")
        said = subprocess.run(
            [sys.executable, "-I", RECOUNT, file], capture_output=True, text=True, check=False
        )
        return said.returncode, said.stdout

    assert run(told) == (0, "春季 OK 和公布的一样\n")
    assert run(told | {"seed": "271828"})[0] == 1
    assert run(told | {"hours": told["hours"][1:]})[0] == 1
    assert len([line for line in RECOUNT.read_text().splitlines() if line.strip()]) <= 60
