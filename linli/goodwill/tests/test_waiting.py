"""Whom a round waits for, step by step: what the page of today says."""

from linli.goodwill import queries


def steps(goodwill, who):
    found = queries.waiting(getattr(goodwill.village, who))
    return [(one.step, one.households) for one in found]


def test_each_step_waits_for_its_own_people(goodwill):
    held = goodwill.begin()
    goodwill.list(held, *(goodwill.family() for _n in range(3)))
    for who in ("social_worker", "supervisor", "grid_worker"):
        assert steps(goodwill, who) == []
    goodwill.submit(held)
    assert steps(goodwill, "supervisor") == [("approve", 3)]
    assert steps(goodwill, "social_worker") == []
    held = goodwill.approve(held)
    assert steps(goodwill, "grid_worker") == []  # the money has not come
    goodwill.pay(held)
    assert steps(goodwill, "grid_worker") == [("visit", 3)]
    assert steps(goodwill, "supervisor") == []  # who approved does not hand out
    sheet = goodwill.issue(held)
    assert steps(goodwill, "grid_worker") == [("key", 3)]
    assert steps(goodwill, "social_worker") == []
    goodwill.key(sheet, 2)
    assert steps(goodwill, "grid_worker") == []
    assert steps(goodwill, "social_worker") == [("check", 3)]
    goodwill.confirm(sheet)
    assert steps(goodwill, "grid_worker") == [("again", 1)]
    goodwill.visit(held, 1)
    assert steps(goodwill, "grid_worker") == []
    assert steps(goodwill, "social_worker") == [("settle", 3)]
    goodwill.settle(held)
    assert steps(goodwill, "social_worker") == []


def test_the_community_next_door_is_told_nothing(goodwill):
    goodwill.submit(_listed(goodwill))
    assert steps(goodwill, "outsider") == []


def _listed(goodwill):
    held = goodwill.begin()
    goodwill.list(held, goodwill.family())
    return held
