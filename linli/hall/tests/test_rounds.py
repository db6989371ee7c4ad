"""Rounds: who had fewer places asks sooner, and is told why. Complaints of centre.md 6."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from linli.hall import actions, queries, terms
from linli.hall.actions import Round
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Round as RoundRow
from tests.village import NOW, TODAY

HOUR = datetime.timedelta(hours=1)
EVERYBODY = NOW + 2 * HOUR
FIRST = Round(NOW, terms.NEW)
SECOND = Round(NOW + HOUR, terms.FEW, times=2, since_on=TODAY)


@pytest.fixture
def rounds(counter):
    """甲 had a place of this programme, 老手 two; 新人 none. The offer is in its rounds."""
    before = counter.course
    for number in (1, 2):
        counter.course = counter.school.open_course(
            programme=before.programme, title=f"早先{number}",
            starts_at=datetime.time(12 + 2 * number),
        )  # fmt: skip
        earlier = counter.offer(PoolPlan("一般", 9))
        for name in ("甲", "老手")[number - 1 :]:
            counter.enrol(earlier, name)
    counter.course = before
    counter.rounds = counter.offer(PoolPlan("一般", 9), opens_at=EVERYBODY, rounds=(SECOND, FIRST))
    return counter


def test_who_had_less_comes_first_and_everybody_is_told_their_hour_and_why(rounds):
    """Complaint 9: refused only with the hour from which it is open, and the reason."""
    offer = rounds.rounds
    names = {rounds.person(name): name for name in ("新人", "甲", "老手")}
    told = queries.named_hours(offer.pk, names, at=NOW)
    assert [(one.name, one.words, one.begun) for one in told] == [
        ("新人", "周一 11月23日 上午9:30 起报名，因为还没有报上过这个活动", True),
        ("甲", "周一 11月23日 上午10:30 起报名，因为周一 11月23日起得到的名额不到 2 个", False),
        ("老手", "周一 11月23日 上午11:30 起报名，因为前面几轮先给别人", False),
    ]
    assert rounds.state(rounds.enrol(offer, "新人")) == "placed"
    with pytest.raises(actions.NotYourRound, match="上午10:30 起报名，因为"):
        rounds.enrol(offer, "甲", channel=terms.PHONE)
    assert rounds.state(rounds.enrol(offer, "甲", at=NOW + HOUR)) == "placed"
    with pytest.raises(actions.NotYourRound, match="前面几轮先给别人"):
        rounds.enrol(offer, "老手", at=NOW + HOUR)
    assert rounds.state(rounds.enrol(offer, "老手", at=EVERYBODY)) == "placed"
    assert queries.named_hours(offer.pk, names, at=EVERYBODY) == []


def test_a_party_comes_with_its_latest_and_what_was_given_back_does_not_count(rounds):
    offer = rounds.rounds
    with pytest.raises(actions.NotYourRound, match="上午10:30"):
        rounds.enrol(offer, "新人", "甲")
    party = rounds.enrol(offer, "新人")
    rounds.cancel(party)
    assert rounds.state(rounds.enrol(offer, "新人")) == "placed"
    assert rounds.state(rounds.enrol(offer, "甲", "丁", at=NOW + HOUR)) == "placed"


def test_before_the_first_round_nobody_may_and_the_preview_for_a_group_says_so(rounds):
    offer, early = rounds.rounds, NOW - HOUR
    with pytest.raises(actions.NotYourRound, match="上午9:30"):
        rounds.enrol(offer, "新人", at=early)
    parties = [[rounds.person("新人")], [rounds.person("甲")]]
    about = {"channel": terms.CHAT, "at": NOW}
    assert queries.foreseen(offer.pk, None, parties, **about) == ["placed", "early"]
    [words] = queries.early_words(offer.pk, parties[1:], at=NOW)
    assert words.startswith("周一 11月23日 上午10:30 起报名，因为")


def test_who_lives_with_a_child_or_an_elder_comes_first(counter):
    offer = counter.offer(
        opens_at=EVERYBODY, rounds=[Round(NOW, terms.HOME, age_from=None, age_to=6)]
    )
    counter.child("小满", born_on=datetime.date(2021, 5, 1))
    assert counter.state(counter.enrol(offer, "小满妈妈", "小满")) == "placed"
    with pytest.raises(actions.NotYourRound):
        counter.enrol(offer, "甲")
    [hour] = queries.named_hours(offer.pk, {counter.known["小满妈妈"]: "妈妈"}, at=NOW)
    assert hour.words.endswith("因为家里有6 岁以下的人")


@pytest.mark.parametrize(
    ("rounds", "mode"),
    [
        ([Round(EVERYBODY, terms.NEW)], terms.FIRST_COME),
        ([FIRST, Round(NOW, terms.HOME, age_from=80)], terms.FIRST_COME),
        ([Round(NOW, terms.FEW, times=1)], terms.FIRST_COME),
        ([Round(NOW, "friends")], terms.FIRST_COME),
        ([FIRST], terms.LOTTERY),
    ],
)
def test_a_round_says_for_whom_and_comes_before_everybodys_hour(counter, rounds, mode):
    with pytest.raises(actions.NoSuchRounds):
        counter.offer(opens_at=EVERYBODY, closes_at=EVERYBODY + HOUR, rounds=rounds, mode=mode)
    assert not RoundRow.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"whom": "kin"}, {"times": 1}, {"age_from": 60}, {"whom": "few"}, {"whom": "home"},
        {"whom": "few", "times": 0, "since_on": TODAY}, {"opens_at": NOW + HOUR},
    ],
)  # fmt: skip
def test_the_database_refuses_a_round_that_says_nothing_or_comes_twice(counter, wrong):
    offer = counter.offer(opens_at=EVERYBODY, rounds=(FIRST, SECOND))
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundRow.objects.filter(offer=offer, whom="new").update(**wrong)


def test_a_press_pays_nothing_for_rounds_that_are_over_and_a_yes_nobody_asks_for(counter):
    """Hundreds press in the second in which everybody may; they all wait for each statement."""
    offer = counter.offer(opens_at=EVERYBODY, rounds=(FIRST, SECOND))
    me = counter.login("快手")
    with CaptureQueriesContext(connection) as asked:
        counter.enrol(offer, "快手", channel=terms.APP, by=me, at=EVERYBODY)
    tables = "".join(query["sql"] for query in asked.captured_queries)
    assert "hall_party" in tables
    assert "hall_round" not in tables
    assert "hall_asking" not in tables
