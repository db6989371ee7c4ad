"""The gap comes from the household's claims and benefits; an unknown cost is asked for first."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from linli.claims import queries as claims
from linli.fund.actions import CostNotKnown, aid
from tests.village import TODAY

the_gap_fen = aid._residual_gap_fen
"""Kept before the fixture that widens the gap for the other tests."""


@pytest.fixture
def leaves_open(monkeypatch):
    def answer(residual_fen):
        gap = SimpleNamespace(residual_fen=residual_fen)
        monkeypatch.setattr(claims, "residual_gap", lambda **asked: gap)

    return answer


def test_the_gap_is_what_the_state_leaves_open(leaves_open):
    leaves_open(1_300_00)
    assert the_gap_fen(uuid4(), None, TODAY) == 1_300_00


def test_an_unknown_cost_is_not_a_gap_of_zero(leaves_open):
    leaves_open(None)
    with pytest.raises(CostNotKnown) as refusal:
        the_gap_fen(uuid4(), None, TODAY)
    assert "登记每月费用" in refusal.value.next_step
