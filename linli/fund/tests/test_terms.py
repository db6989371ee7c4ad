"""The arithmetic of the fund: grants, quarters, and what a public figure may show."""

import datetime

import pytest
from hypothesis import given, strategies as st

from linli.fund.terms import (
    Helped,
    handed_out,
    most_to_grant_fen,
    payee_is,
    quarter_of,
    roll_up,
    together,
)


@pytest.mark.parametrize(
    ("asked", "gap", "most"), [(900, 1300, 900), (900, 400, 400), (900, 0, 0), (900, None, 900)]
)
def test_never_grants_more_than_was_asked_nor_than_the_gap(asked, gap, most):
    assert most_to_grant_fen(asked, gap) == most


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ((2026, 1, 1), (2026, 1, 1), (2026, 3, 31)),
        ((2026, 6, 30), (2026, 4, 1), (2026, 6, 30)),
        ((2026, 8, 15), (2026, 7, 1), (2026, 9, 30)),
        ((2026, 11, 23), (2026, 10, 1), (2026, 12, 31)),
    ],
)
def test_knows_the_quarter_of_a_day(day, first, last):
    day, first, last = (datetime.date(*each) for each in (day, first, last))
    assert quarter_of(day) == (first, last)


def families(*names: str, fen: int = 100) -> Helped:
    return Helped(dict.fromkeys(names, 2), fen * len(names))


def test_a_household_helped_twice_counts_once():
    both = together([families("a", "b"), families("b", "c")])
    assert (both.households, both.persons, both.fen) == (3, 6, 400)


def test_shows_a_large_group_alone():
    shown = roll_up({"family_aid": families(*"abcde")})
    assert shown.alone["family_aid"].households == 5
    assert not shown.pooled.households


def test_holds_everything_back_while_all_together_are_too_few():
    shown = roll_up({"family_aid": families("a", "b"), "student_aid": families("c", "d")})
    assert shown.held
    assert not shown.alone
    assert not shown.total.households


def test_pools_two_small_groups_that_are_large_enough_together():
    shown = roll_up({"x": families(*"abc"), "y": families(*"def"), "z": families(*"ghijkl")})
    assert set(shown.alone) == {"z"}
    assert shown.pooled.households == 6


def test_pools_a_large_group_when_the_difference_would_show_a_small_one():
    shown = roll_up({"family_aid": families(*"abcdef"), "student_aid": families("g")})
    assert not shown.alone
    assert shown.pooled.households == 7


def test_pools_the_smallest_of_the_large_groups_first():
    groups = {"small": families("s"), "middle": families(*"abcde"), "large": families(*"fghijklm")}
    assert set(roll_up(groups).alone) == {"large"}


GROUP = st.builds(
    Helped,
    persons_of=st.dictionaries(
        st.sampled_from("abcdefghijklmnopqrstuv"), st.integers(1, 6), max_size=9
    ),
    fen=st.integers(0, 10**7),
)
GROUPS = st.dictionaries(st.sampled_from(["aid", "study", "x", "y", "z"]), GROUP)


@given(GROUPS, st.integers(1, 8))
def test_no_published_group_nor_any_difference_is_smaller_than_k(groups, smallest):
    shown = roll_up(groups, smallest)
    assert all(group.households >= smallest for group in shown.alone.values())
    assert shown.pooled.households == 0 or shown.pooled.households >= smallest
    hidden = {
        name: group for name, group in groups.items() if group.households
    }.keys() - shown.alone
    if hidden and not shown.held:
        assert together(groups[name] for name in hidden).households >= smallest


@given(GROUPS, st.integers(1, 8))
def test_what_is_shown_adds_up_to_everything_or_nothing(groups, smallest):
    shown = roll_up(groups, smallest)
    everything = together(group for group in groups.values() if group.households)
    assert shown.total == (Helped() if shown.held else everything)


@given(GROUPS, st.integers(1, 8))
def test_holds_back_only_when_all_together_are_too_few(groups, smallest):
    everything = together(groups.values())
    assert roll_up(groups, smallest).held == (0 < everything.households < smallest)


@pytest.mark.parametrize(
    ("drawn", "given", "out"),
    [
        ([(3, "family_aid", 1400)], 1000, {3: 1000}),  # one gift: the rest of it goes back
        ([(2, "", 400), (3, "family_aid", 1000)], 1000, {2: 0, 3: 1000}),  # free money goes back
        ([(2, "", 400), (3, "", 1000)], 900, {2: 400, 3: 500}),  # and of it the newer
        ([(2, "", 100), (2, "", 300)], 250, {2: 250}),  # an entry's lots together
        ([(2, "", 100)], 0, {2: 0}),  # nobody was at home
    ],
)
def test_what_a_round_handed_out_of_each_entrys_money(drawn, given, out):
    assert handed_out(drawn, given) == out


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("王惠宁", "adult"),
        ("王惠", "other"),
        ("示例儿童康复中心", "institution"),
        ("协会", "other"),  # too short for a name on an account
        ("李医院", "other"),  # a person might be called so
        ("厦门市示例医院", "institution"),
    ],
)
def test_who_the_owner_of_an_account_is_to_a_family(name, who):
    assert payee_is(name, ["王惠宁", "陈建国"]) == who
