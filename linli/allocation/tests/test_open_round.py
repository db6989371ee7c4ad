"""A round is opened: its rule is published before anybody asks, and never changed."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.allocation import actions, published
from linli.allocation.models import AllocationRound
from linli.allocation.tests.conftest import CLOSING, FIRST, RULE
from linli.identity.permissions import NotAllowed
from linli.kernel.lots import commitment
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from tests.village import NOW

pytestmark = pytest.mark.usefixtures("db")
DAY = datetime.timedelta(days=1)


def test_the_rule_and_a_commitment_are_public_and_the_seed_is_not(season):
    key = uuid4()
    of = season.open(key=key)
    assert season.open(key=key) == of  # pressed twice
    card = published.round_page(of.pk, NOW).card
    assert (card.row.state, [points for _, points in card.rule]) == ("open", [3, 2, 2, 1])
    assert (card.seed, card.commitment) == ("", commitment(unseal(of, "seed_sealed")))
    assert published.round_page(of.pk, CLOSING).card.row.state == "closed"
    with pytest.raises(NotFound):
        published.season(of.pk)


@pytest.mark.parametrize(
    ("about", "refusal"),
    [
        ({"season_until": FIRST - DAY}, actions.SeasonBackwards),
        ({"season_until": FIRST + 366 * DAY}, actions.SeasonTooLong),
        ({"closes_at": NOW}, actions.ClosesTooEarly),
        ({"opens_at": CLOSING + DAY}, actions.ClosesTooEarly),
        ({"season_from": CLOSING.date() - DAY}, actions.ClosesTooLate),
        ({"space_ids": []}, actions.NoRooms),
        ({"space_ids": [uuid4()]}, NotFound),
        ({"lacking_bands": []}, actions.NoBandsNamed),
    ],
)
def test_refuses(season, about, refusal):
    with pytest.raises(refusal):
        season.open(**about)
    assert not AllocationRound.objects.exists()


def test_a_round_called_off_says_why_and_takes_nothing_more(season):
    of = season.open()
    asked = season.ask(of)
    act = {"round_id": of.pk, "by": season.keeper, "at": CLOSING}
    with pytest.raises(actions.ReasonMissing):
        actions.call_off(reason=" ", **act)
    for _press in range(2):
        actions.call_off(reason="日子写错了", **act)
    row = published.round_page(of.pk, CLOSING).card.row
    assert (row.state, row.called_off) == ("called_off", "日子写错了")
    for late in (
        lambda: season.suggest(of),
        lambda: season.ask(of, "别人"),
        lambda: season.confirm(of),
    ):
        with pytest.raises(actions.CalledOff):
            late()
    again = season.open()
    season.ask(again)  # a round of its own: the group asks anew
    season.suggest(again)
    season.confirm(again)
    with pytest.raises(actions.ConfirmedAlready):
        actions.call_off(reason="太晚", **act | {"round_id": again.pk})
    with pytest.raises(IntegrityError), transaction.atomic():
        AllocationRound.objects.filter(pk=again.pk).update(called_off_at=NOW, called_off_why="x")
    assert asked.round_id == of.pk


def test_only_who_keeps_rooms_here_opens_one(season, village):
    with pytest.raises(NotAllowed):
        season.open(by=season.worker)
    with pytest.raises(NotAllowed):
        season.open(by=village.outsider)
    assert season.open(rule=dict.fromkeys(RULE, 99)).rule == dict.fromkeys(RULE, 9)
