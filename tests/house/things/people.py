"""Residents, households, and what is known of them."""

import datetime

from linli.people import actions as people, queries as register
from linli.people.terms import Registration
from tests.house.things.base import (
    DUTY,
    LATER,
    Parameters,
    Village,
    consent,
    family,
    lead_on,
    once,
    work,
)
from tests.village import HERE, NOW, TODAY


def resident(village: Village) -> Parameters:
    return {"resident_id": family(village).mother}


@once
def with_login(village: Village) -> Parameters:
    who = Registration(name="陈秀兰", sex=2, born_on=datetime.date(1950, 5, 1))
    made = people.register(who=who, place=HERE, **work(village))
    people.give_login(resident_id=made.pk, **work(village))
    return {"resident_id": made.pk}


def child(village: Village) -> Parameters:
    return {"resident_id": family(village).child}


def household(village: Village) -> Parameters:
    return {"household_id": family(village).household}


def basis(village: Village) -> Parameters:
    return {"basis_id": consent(village)}


def fact(village: Village) -> Parameters:
    stated = people.state_fact(
        kind="residence_permit_place",
        value="350206",
        source="document",
        observed_on=TODAY,
        resident_id=family(village).mother,
        **work(village),
    )
    return {"fact_id": stated.pk}


def guardianship(village: Village) -> Parameters:
    aunt = people.register(
        who=Registration(name="李秀云", sex=2, born_on=datetime.date(1985, 5, 1)),
        place=HERE,
        **work(village),
    )
    made = people.name_guardian(
        child_id=family(village).child, guardian_id=aunt.pk, kind="appointed", **work(village)
    )
    return {"guardianship_id": made.pk}


def opening(village: Village) -> Parameters:
    asked = people.ask_to_open(
        resident_id=family(village).child,
        reason="上门走访，了解孩子的康复情况",
        by=village.grid_worker,
        at=NOW,
    )
    return {"request_id": asked.pk}


def assignment(village: Village) -> Parameters:
    made = people.assign(
        resident_id=family(village).child,
        worker_id=village.grid_worker.user_id,
        scope="contact",
        until_on=LATER,
        **lead_on(village),
    )
    return {"assignment_id": made.pk}


def shield(village: Village) -> Parameters:
    made = people.shield(
        resident_id=family(village).mother, reason="前夫在找她", **lead_on(village)
    )
    return {"shield_id": made.pk}


def roster(village: Village) -> Parameters:
    read = people.read_roster(
        content=register.roster_template(),
        place=HERE,
        article=DUTY.article,
        purpose=DUTY.purpose,
        **work(village),
    )
    return {"roster_id": read.pk}
