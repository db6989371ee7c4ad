"""A lead is declined with a reason that stays."""

import pytest

from linli.cases import actions as cases, queries
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from tests.village import NOW


def decline(village, lead, **changed):
    said = {"lead_id": lead.pk, "because": "no_need", "by": village.social_worker, "at": NOW}
    return cases.decline_lead(**(said | changed))


def test_it_leaves_the_list_and_keeps_its_reason(village, lead):
    decline(village, lead, words="孩子是怕生，家里很好。")
    assert queries.leads(village.social_worker) == []
    card = queries.lead(village.social_worker, lead.pk)
    assert (card.state, card.declined_words) == ("declined", "孩子是怕生，家里很好。")
    assert card.declined_because == "了解过，不需要帮助"


def test_the_words_are_sealed(village, lead):
    assert "怕生".encode() not in bytes(decline(village, lead, words="怕生").declined_words)


def test_refuses_what_is_already_answered(village, lead):
    decline(village, lead)
    with pytest.raises(cases.AlreadyAnswered):
        decline(village, lead)


def test_refuses_a_reason_that_is_none(village, lead):
    with pytest.raises(Exception, match="lead_declined_with_reason"):
        decline(village, lead, because="")


def test_only_case_workers_of_the_place_decline(village, lead):
    with pytest.raises(NotAllowed):
        decline(village, lead, by=village.grid_worker)
    with pytest.raises(NotFound):
        decline(village, lead, by=village.outsider)
