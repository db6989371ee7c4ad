"""Guards: missing, weakened or switched off, they are missed."""

import pytest
from django.db import IntegrityError, connection

from linli.kernel.triggers import Guards, Refuse, Rule, append_only
from linli.places.models import Place

RULE = Rule(
    "places_place", "BEFORE UPDATE", [Refuse("a place's name stays", "NEW.name <> OLD.name")]
)
WEAKER = Rule("places_place", "BEFORE UPDATE", [Refuse("a place's name stays", "1 = 0")])

GONE = {
    "sqlite": [f"DROP TRIGGER {RULE.name}"],
    "postgresql": [
        f"DROP TRIGGER {RULE.name} ON places_place",
        f"ALTER TABLE places_place DISABLE TRIGGER {RULE.name}",
    ],
}[connection.vendor]


@pytest.fixture
def guards(db) -> Guards:
    made = Guards.of([RULE], [Place])
    made.install(connection)
    return made


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_refuses_on_both_engines(guards):
    Place.objects.create(code="99", level="city", name="a")
    Place.objects.filter(code="99").update(name_en="fine")
    with pytest.raises(IntegrityError, match="a place's name stays"):
        Place.objects.filter(code="99").update(name="b")


def test_none_is_missing_after_installing(guards):
    assert guards.missing(connection) == frozenset()


@pytest.mark.parametrize("gone", GONE)
def test_misses_what_is_gone_and_puts_it_back(guards, gone):
    before = guards.fingerprint(connection)
    execute(gone)
    assert guards.missing(connection) == {RULE.name}
    assert guards.fingerprint(connection) != before
    guards.install(connection)
    assert guards.missing(connection) == frozenset()


def test_misses_one_that_says_something_else(guards):
    guards.drop(connection)
    Guards.of([WEAKER], [Place]).install(connection)
    assert guards.missing(connection) == {RULE.name}


def test_a_start_without_anything_to_migrate_leaves_them_standing(guards):
    guards.drop_before_migrating(using="default", plan=[])
    assert guards.missing(connection) == frozenset()
    guards.drop_before_migrating(using="default", plan=["something"])
    assert guards.missing(connection) == guards.names(connection.vendor)


def test_append_only_is_two_rules():
    assert [rule.moment for rule in append_only("t")] == ["BEFORE UPDATE", "BEFORE DELETE"]
