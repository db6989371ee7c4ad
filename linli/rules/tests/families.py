"""Families for the tests of rules: Ms Wang's, as the story tells it, and small made-up ones.

Names, ages, days and numbers beyond the newspaper report are invented.
"""

from datetime import date
from uuid import UUID

from linli.rules.evaluate import evaluate_all
from linli.rules.facts import NONE, FactValue, Family, Person, Value
from linli.rules.kept import catalogue
from linli.rules.verdicts import Verdict

TODAY = date(2026, 11, 24)
MOTHER, CHILD, FATHER, HOME = (UUID(int=number) for number in (1, 2, 3, 9))

MOTHER_FACTS: dict[str, Value] = {
    "birth_date": date(1988, 3, 5),
    "hukou_place": "350206",
    "disability_category": NONE,
    "disability_grade": NONE,
}
CHILD_FACTS: dict[str, Value] = {
    "birth_date": date(2020, 6, 12),
    "hukou_place": "350206",
    "diagnosis": "autism",
    "disability_category": NONE,
    "disability_grade": NONE,
    "contracted_rehab_institution": True,
    "monthly_rehab_cost": 3_000_00,
    "tekun_status": False,
    "orphan_support": False,
}
FATHER_FACTS: dict[str, Value] = {
    "birth_date": date(1985, 11, 20),
    "hukou_place": "350206",
    "disability_category": "limb",
    "disability_grade": 3,
    "tekun_status": False,
    "work_injury_care": False,
}
HOUSEHOLD_FACTS: dict[str, Value] = {"dibao_status": False, "low_income_status": False}


def known(values: dict[str, Value], on: date = TODAY) -> dict[str, FactValue]:
    """Facts seen on a document that day."""
    return {key: FactValue(value, on, "document") for key, value in values.items()}


def person(number: int = 1, on: date = TODAY, **values: Value) -> Person:
    """Somebody of whom exactly this is known."""
    return Person(UUID(int=number), known(values, on))


def family(*persons: Person, on: date = TODAY, **values: Value) -> Family:
    """A household in Jin'an, of which exactly this is known."""
    return Family(HOME, "350206005023", persons, known(values, on))


def wang_family(
    child: dict[str, Value] | None = None,
    household: dict[str, Value] | None = None,
    on: date = TODAY,
    **everybody: Value,
) -> Family:
    """Ms Wang's family, with what more is known of the child, the household and all three."""
    return Family(
        HOME,
        "350206005023",
        (
            Person(MOTHER, known(MOTHER_FACTS | everybody, on)),
            Person(CHILD, known(CHILD_FACTS | (child or {}) | everybody, on), (MOTHER, FATHER)),
            Person(FATHER, known(FATHER_FACTS | everybody, on)),
        ),
        known(HOUSEHOLD_FACTS | (household or {}), on),
    )


def verdict_of(
    household: Family, benefit: str, subject: UUID | None = None, on: date = TODAY
) -> Verdict:
    """The one verdict asked for."""
    [verdict] = [
        one
        for one in evaluate_all(household, on, catalogue())
        if one.pack.id == benefit and one.subject == subject
    ]
    return verdict
