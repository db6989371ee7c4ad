"""Rounds of visits."""

from uuid import uuid4

from linli.goodwill import actions as visits, queries as visited
from linli.papers.tests.paper_samples import photo
from tests.house.things.base import Parameters, Village, family, work
from tests.house.things.fund import begun
from tests.house.things.giving import goods_gift
from tests.village import HERE, NOW, TODAY


def goodwill_place(village: Village) -> Parameters:
    begun(village)
    return {"place": HERE}


def goodwill_list(village: Village) -> Parameters:
    """A list of one family, of goods: nothing waits for the bank."""
    gift = goods_gift(village)["gift_id"]
    held = visits.begin_round(
        place=HERE, title="慰问", kind="goods", gift_id=gift, pieces=1, key=uuid4(), **work(village)
    )
    home = family(village).household
    visits.list_from_file(round_id=held.pk, household_id=home, reason="other", **work(village))
    return {"round_id": held.pk}


def goodwill_found(village: Village) -> Parameters:
    return {**goodwill_list(village), "reason": "dibao"}


def goodwill_listed(village: Village) -> Parameters:
    listed = visited.round_card(village.social_worker, goodwill_list(village)["round_id"]).listed
    return {"listed_id": listed[0].id}


def goodwill_submitted(village: Village) -> Parameters:
    made = goodwill_list(village)
    visits.submit(**made, **work(village))
    return made


def goodwill_approved(village: Village) -> Parameters:
    made = goodwill_submitted(village)
    visits.approve(**made, by=village.supervisor, at=NOW)
    return made


def goodwill_sheet(village: Village) -> Parameters:
    sheet = visits.issue_sheet(**goodwill_approved(village), by=village.grid_worker, at=NOW)
    return {"sheet_id": sheet.pk}


def goodwill_keyed(village: Village) -> Parameters:
    made = goodwill_sheet(village)
    code = visited.sheet(village.grid_worker, made["sheet_id"]).row.code
    visits.key_sheet(
        code=code, handed_on=TODAY, signed=[], photo=photo(), by=village.grid_worker, at=NOW, **made
    )
    return made


def goodwill_visited(village: Village) -> Parameters:
    kept = visits.confirm_sheet(**goodwill_keyed(village), **work(village))
    return {"round_id": kept.round_id}
