"""The arithmetic of a vote: no quorum, no yes; a tie is a no; the recused never count."""

import pytest
from hypothesis import given, strategies as st

from linli.committee.terms import CHOICES, LEAST_PRESENT, RECUSED, complete, count

pytestmark = pytest.mark.once

SEATS = st.sets(st.integers(0, 8), min_size=5, max_size=9)
VOTES = st.dictionaries(st.integers(0, 12), st.sampled_from(CHOICES))


@given(members=SEATS, present=st.sets(st.integers(0, 12)), votes=VOTES)
def test_nothing_passes_without_a_quorum(members, present, votes):
    tally = count(members, present, votes)
    if tally.passed:
        assert tally.present > tally.entitled - tally.present
        assert tally.present >= LEAST_PRESENT
        assert tally.yes * 2 > tally.yes + tally.no + tally.abstain


@given(members=SEATS, present=st.sets(st.integers(0, 12)), votes=VOTES)
def test_the_recused_and_strangers_never_count(members, present, votes):
    without = {who: said for who, said in votes.items() if who in members}
    assert count(members, present, votes) == count(members, present, without)
    recused = {who for who, said in votes.items() if said == RECUSED}
    assert count(members, present, votes) == count(members, set(present) - recused, votes)
    tally = count(members, present, votes)
    assert tally.yes + tally.no + tally.abstain <= tally.present <= tally.entitled <= tally.members


@given(members=SEATS, present=st.sets(st.integers(0, 8)), votes=VOTES, who=st.integers(0, 8))
def test_recusing_somebody_never_turns_a_no_into_a_yes_by_his_own_yes(members, present, votes, who):
    """A yes that is taken away may lose the vote, and never wins it.

    Of those who are there: whoever is absent had no yes to lose, and one fewer entitled makes the
    quorum smaller, as the rule says.
    """
    if votes.get(who) != "yes" or who not in present:
        return
    after = count(members, present, {**votes, who: RECUSED})
    before = count(members, present, votes)
    assert before.passed or not after.passed


@pytest.mark.parametrize(
    ("said", "there", "passed", "quorum"),
    [
        ("yyynn", 5, True, True),
        ("yynna", 5, False, True),
        ("yyaa-", 5, False, True),  # a tie is a no
        ("yyy--", 3, True, True),
        ("yy---", 2, False, False),
        ("yyyrr", 5, True, True),
        ("yyrrr", 5, False, False),  # two are never enough
        ("rrrrr", 5, False, False),
    ],
)
def test_examples(said, there, passed, quorum):
    names = {"y": "yes", "n": "no", "a": "abstain", "r": "recused"}
    votes = {seat: names[letter] for seat, letter in enumerate(said) if letter != "-"}
    tally = count(range(5), range(there), votes)
    assert (tally.passed, tally.quorum) == (passed, quorum)


@pytest.mark.parametrize(
    ("voters", "supervisors", "may"),
    [(5, 1, True), (7, 2, True), (3, 1, False), (6, 1, False), (5, 0, False)],
)
def test_five_odd_and_watched(voters, supervisors, may):
    assert complete(voters, supervisors) == may
