"""What several rooms' addresses name: how a thing is made once, a family, a case."""

import datetime
from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace
from typing import Any

from linli.cases import actions as cases
from linli.identity.permissions import nobody
from linli.papers.tests.paper_samples import photo
from linli.people import actions as people, queries as register
from linli.people.terms import Consent, LegalDuty, NewHousehold, NewMember, Registration
from tests.village import HERE, NOW, TODAY

Village = SimpleNamespace
Parameters = dict[str, Any]
DUTY = LegalDuty("未成年人保护法 第四十三条", "困境儿童档案")
LATER = TODAY + datetime.timedelta(days=180)


def once(make: Callable[[Village], Any]) -> Callable[[Village], Any]:
    """Make a thing at the first asking, and give the same one ever after."""

    @wraps(make)
    def made(village: Village) -> Any:
        kept = village.__dict__.setdefault("made", {})
        if make.__name__ not in kept:
            kept[make.__name__] = make(village)
        return kept[make.__name__]

    return made


def work(village: Village) -> dict[str, Any]:
    return {"by": village.social_worker, "at": NOW}


def lead_on(village: Village) -> dict[str, Any]:
    return {"by": village.supervisor, "at": NOW}


@once
def family(village: Village) -> SimpleNamespace:
    """A mother and her child of six."""

    def person(name: str, year: int) -> Registration:
        return Registration(name=name, sex=2, born_on=datetime.date(year, 5, 1))

    mother = NewMember(who=person("李秀英", 1988), relation="02")
    child = NewMember(who=person("王小宇", 2020), relation="20", guardians=(0,), ground=DUTY)
    [home] = people.register_many(
        households=[NewHousehold(members=(mother, child))], place=HERE, **work(village)
    )
    card = register.household(village.social_worker, home.pk, TODAY)
    head, other = card.members
    return SimpleNamespace(household=home.pk, mother=head.id, child=other.id)


@once
def consent(village: Village) -> Any:
    mother = family(village).mother
    agreed = Consent(mother, "申请补贴", "2026-11", "paper")
    kept = people.record_basis(ground=agreed, resident_id=mother, photo=photo(), **work(village))
    return kept.pk


@once
def told(village: Village) -> Any:
    return cases.raise_lead(place=HERE, words="三号楼有个孩子从来不说话。", by=nobody(), at=NOW).pk


@once
def opened(village: Village) -> Any:
    """A case with its worker, from another lead than ``told``."""
    heard = cases.raise_lead(place=HERE, words="妈妈辞了工作照顾他。", by=nobody(), at=NOW)
    home = family(village)
    case = cases.take_in(
        lead_id=heard.pk, household_id=home.household, person_id=home.child, **work(village)
    )
    cases.assign_worker(
        case_id=case.pk,
        worker_id=village.social_worker.user_id,
        until_on=LATER,
        **lead_on(village),
    )
    return case.pk
