"""The terms by example: no database."""

import datetime

import pytest

from linli.cases import terms
from linli.cases.terms import Done, Light, Stage

DAY = datetime.date(2026, 11, 23)
LATER = DAY + datetime.timedelta(days=90)
PLANNED = Done(assigned=True, assessed=True, planned=True, due_on=LATER)


@pytest.mark.parametrize(
    ("done", "on", "stage"),
    [
        (Done(), DAY, Stage.INTAKE),
        (Done(assigned=True), DAY, Stage.ASSESSMENT),
        (Done(assigned=True, assessed=True), DAY, Stage.PLANNING),
        (PLANNED, DAY, Stage.INTERVENTION),
        (PLANNED, LATER, Stage.INTERVENTION),  # nothing was done: there is nothing to evaluate
        (Done(True, True, True, True, due_on=LATER), DAY, Stage.INTERVENTION),
        (Done(True, True, True, True, due_on=LATER), LATER, Stage.EVALUATION),
        (Done(True, True, True, True, True, True, due_on=LATER), DAY, Stage.CLOSURE),
        (Done(closed=True), DAY, Stage.CLOSED),
    ],
)
def test_the_stage_follows_from_what_was_done_and_the_day(done, on, stage):
    assert terms.stage(done, on) is stage


@pytest.mark.parametrize("domain", terms.DOMAINS.values(), ids=lambda domain: domain.key)
def test_every_step_is_a_sentence_in_both_languages(domain):
    assert 4 <= domain.highest <= 5
    for words in (domain.name, domain.question, domain.source, *domain.steps):
        assert words.zh
        assert words.en
    assert len({words.zh for words in domain.steps}) == domain.highest


def test_the_reports_own_words_are_steps():
    speaking, learning = terms.DOMAINS["communication"], terms.DOMAINS["learning"]
    assert speaking.words_of(1).zh == "不开口说话"
    assert speaking.words_of(4).zh == "会跟陌生人打招呼"
    assert learning.words_of(3).zh == "认识数字"


def test_the_first_step_is_red_and_the_last_green():
    for domain in terms.DOMAINS.values():
        assert domain.light_of(1) is Light.RED
        assert domain.light_of(2) is Light.AMBER
        assert domain.light_of(domain.highest) is Light.GREEN


@pytest.mark.parametrize("score", [0, 5, -1])
def test_there_are_no_words_for_a_step_that_is_none(score):
    with pytest.raises(IndexError):
        terms.DOMAINS["communication"].words_of(score)


def test_red_domains_are_those_on_their_first_step():
    assert terms.red_domains({"economic": 1, "communication": 1, "learning": 2}) == [
        "communication",
        "economic",
    ]


@pytest.mark.parametrize(
    ("scores", "stalled"),
    [([1], False), ([1, 1], False), ([1, 1, 1], True), ([2, 1, 2], True), ([1, 1, 2], False)],
)
def test_three_looks_without_a_step_up_are_a_standstill(scores, stalled):
    assert terms.stalled(scores) is stalled


def test_the_next_look_counts_from_the_last():
    assert terms.next_follow_up(DAY, 30) == datetime.date(2026, 12, 23)
