"""What is kept for one purpose is handed over for no other, unless the person agreed to it."""

from dataclasses import replace
from importlib import import_module

import pytest

from linli.people import actions, queries
from linli.people.tests.conftest import DUTY, consent, open_child
from linli.rules.kinds import KINDS, Purpose

WHERE_KINDS_ARE_READ = [
    import_module(f"linli.people.{name}")
    for name in ("actions.facts", "actions.sheets", "queries.facts")
]
ATE_AT = replace(
    KINDS["residence_permit_place"],
    key="ate_at",
    purposes=frozenset({Purpose.SERVICES}),
    with_consent=frozenset({Purpose.BENEFITS}),
)
"""A made-up kind: where somebody last ate in the canteen."""


@pytest.fixture
def canteen(home, monkeypatch):
    """The family, in a house that also knows where people eat."""
    open_child(home)
    for module in WHERE_KINDS_ARE_READ:
        monkeypatch.setattr(module, "KINDS", {**KINDS, "ate_at": ATE_AT})
    return home


def say(cast, ground, purpose="benefits"):
    basis = actions.record_basis(ground=ground, resident_id=cast.mother.pk, **cast.work)
    actions.state_fact(
        kind="ate_at",
        value="350206005023",
        source="derived",
        observed_on=cast.today,
        resident_id=cast.mother.pk,
        basis_id=basis.pk,
        purpose=purpose,
        **cast.work,
    )
    return basis


def known(cast, **more):
    family = queries.facts(cast.social_worker, cast.household.pk, cast.today, **more)
    return set(family.person(cast.mother.pk).facts)


def test_a_benefit_rule_is_told_nothing_of_where_she_eats(canteen):
    say(canteen, DUTY)
    assert "ate_at" not in known(canteen)
    assert "ate_at" in known(canteen, purpose=Purpose.SERVICES)


def test_her_own_consent_to_just_that_carries_it_there(canteen):
    say(canteen, consent(canteen.mother), purpose="services")
    assert "ate_at" not in known(canteen)
    basis = say(canteen, consent(canteen.mother))
    assert "ate_at" in known(canteen)
    actions.withdraw_basis(basis_id=basis.pk, **canteen.work)
    assert "ate_at" not in known(canteen)


def test_consent_does_not_carry_what_its_kind_never_serves(canteen, monkeypatch):
    for module in WHERE_KINDS_ARE_READ:
        kept_apart = replace(ATE_AT, with_consent=frozenset())
        monkeypatch.setattr(module, "KINDS", {**KINDS, "ate_at": kept_apart})
    say(canteen, consent(canteen.mother))
    assert "ate_at" not in known(canteen)


def test_what_is_asked_for_benefits_is_not_lent_to_the_services(canteen):
    open_fact = {"kind": "monthly_income", "value": 1_000_00, "source": "stated"}
    basis = actions.record_basis(ground=DUTY, resident_id=canteen.mother.pk, **canteen.work)
    actions.state_fact(
        **open_fact,
        observed_on=canteen.today,
        resident_id=canteen.mother.pk,
        basis_id=basis.pk,
        **canteen.work,
    )
    assert "monthly_income" in known(canteen)
    assert "monthly_income" not in known(canteen, purpose=Purpose.SERVICES)
