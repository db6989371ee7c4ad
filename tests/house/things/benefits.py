"""What a family may claim, and the claims themselves."""

import datetime
from typing import Any

from linli.benefits import actions as benefits
from linli.benefits.tests.conftest import put_hint, refused_by_all
from linli.claims import actions as claims
from linli.papers.tests.paper_samples import photo
from linli.people import actions as people, queries as register
from linli.people.terms import NewHousehold, NewMember, Registration
from tests.house.things.base import Parameters, Village, family, once, opened, work
from tests.village import HERE, NOW


@once
def hint(village: Village) -> Parameters:
    return {"hint_id": put_hint(family(village).household).pk}


def verdict(village: Village) -> Parameters:
    home = family(village)
    return {
        "household_id": home.household,
        "person_id": home.child,
        "benefit": "child_rehab_aid",
    }


def verdict_of_all(village: Village) -> Parameters:
    return {"household_id": family(village).household, "benefit": "dibao"}


def noted(village: Village, **about: Any) -> Any:
    """A note that nobody has followed up, on whom it says."""
    return benefits.note_hardship(
        place=HERE, words="好几天没见老人出门", said_by="steward", by=village.social_worker, at=NOW,
        **about,
    )  # fmt: skip


def note(village: Village) -> Parameters:
    return {"note_id": noted(village, whereabouts="3号楼502").pk}


def note_of(village: Village) -> Parameters:
    who = Registration(name="邻居", sex=1, born_on=datetime.date(1950, 5, 1))
    [home] = people.register_many(
        households=[NewHousehold(members=(NewMember(who=who, relation="02"),))],
        place=HERE,
        **work(village),
    )
    [alone] = register.members_of(village.social_worker, home.pk)
    return {"note_id": noted(village, whereabouts="3号楼502").pk, "resident_id": alone}


def refused(village: Village) -> Parameters:
    """A household with a note on it for which every policy has a no."""
    leave(village)
    home = refused_by_all(village.social_worker)
    noted(village, household_id=home)
    return {"household_id": home}


@once
def claimed(village: Village) -> Any:
    """A claim for the child, open to the worker to whom the family's record is assigned."""
    opened(village)
    home = family(village)
    return claims.open_claim(
        household_id=home.household,
        benefit="child_rehab_aid",
        person_id=home.child,
        **work(village),
    ).pk


def claim(village: Village) -> Parameters:
    return {"claim_id": claimed(village)}


def claim_verb(village: Village) -> Parameters:
    return {"claim_id": claimed(village), "verb": "submitted"}


@once
def claim_photo(village: Village) -> Parameters:
    kept = claims.keep_paper(
        claim_id=claimed(village), position=2, paper="diagnosis", photo=photo(), **work(village)
    )
    return {"claim_id": claimed(village), "photo_id": kept.photo_id}


def to_begin(village: Village) -> dict[str, str]:
    """What is begun already, so that every asker meets the same refusal."""
    claimed(village)
    return {"benefit": "child_rehab_aid", "person_id": str(family(village).child)}


@once
def leave(village: Village) -> Parameters:
    benefits.write_assessment(place=HERE, by=village.administrator, at=NOW)
    benefits.sign_assessment(place=HERE, by=village.supervisor, at=NOW)
    return {"place": HERE}
