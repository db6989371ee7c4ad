"""Reads one family from a YAML file, as somebody at a desk or a pipeline writes it::

    place: "350206"                      # may be left out
    household: {dibao_status: false}
    persons:
      - id: mother
        facts: {birth_date: 1988-03-05, hukou_place: "350206"}
      - id: child
        relation_to_head: child
        guardians: [mother]
        facts: {disability_grade: null, monthly_rehab_cost: 300000}

A fact that is absent is unknown; ``null`` (or ``none``) is "asked, and there is none", of guardians
too. Money is whole fen, as in every file of data; with its sign, ``¥3,000`` or ``3000元``, it is
yuan. All is taken as seen on the day asked about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linli.rules.facts import NONE, FactValue, Family, Person, Value
from linli.rules.faults import PackFault
from linli.rules.kinds import KINDS, Kind, NotAFact, Shape
from linli.rules.learning import Subject
from linli.rules.loading.spots import Spot
from linli.rules.loading.values import fact_value

RELATION = "relation_to_head"


@dataclass(frozen=True, slots=True)
class Named:
    """A family, and the ids under which the file names its persons."""

    family: Family
    names: Mapping[UUID, str]


def read_family(text: str, file: str, on: date, place: str) -> Named:
    """The family in a YAML text. Raises ``PackFault`` naming ``file`` and the line."""
    fields = Spot.of_text(text, file).fields((), ("place", "household", "persons"))
    people = _several(fields["persons"]) if "persons" in fields else ()
    written = [one.fields(("id",), (RELATION, "guardians", "facts")) for one in people]
    ids = _ids([one["id"] for one in written])
    persons = tuple(_person(one, ids, on) for one in written)
    family = Family(
        household_id=UUID(int=0),
        place=fields["place"].text() if "place" in fields else place,
        persons=persons,
        facts=_facts(fields.get("household"), Subject.HOUSEHOLD, on),
    )
    return Named(family, {known: name for name, known in ids.items()})


def _several(spot: Spot) -> tuple[Spot, ...]:
    """A list, which here may be empty."""
    try:
        return spot.items()
    except PackFault:
        if spot.is_list:
            return ()
        raise


def _ids(spots: list[Spot]) -> dict[str, UUID]:
    ids: dict[str, UUID] = {}
    for spot in spots:
        if spot.text() in ids:
            raise spot.fault(
                f"有两个人都叫“{spot.text()}”。", f"two persons have the id “{spot.text()}”."
            )
        ids[spot.text()] = UUID(int=len(ids) + 1)
    return ids


def _person(fields: Mapping[str, Spot], ids: Mapping[str, UUID], on: date) -> Person:
    facts = _facts(fields.get("facts"), Subject.PERSON, on)
    if RELATION in fields and RELATION in KINDS:
        facts[RELATION] = _fact(fields[RELATION], KINDS[RELATION], on)
    guardians = _guardians(fields["guardians"], ids) if "guardians" in fields else None
    return Person(ids[fields["id"].text()], facts, guardians, fields["id"].text())


def _guardians(spot: Spot, ids: Mapping[str, UUID]) -> tuple[UUID, ...]:
    named = () if spot.is_null else _several(spot)
    for one in named:
        if one.text() not in ids:
            raise one.fault(
                f"家里没有“{one.text()}”这个人。", f"nobody here has the id “{one.text()}”."
            )
    return tuple(ids[one.text()] for one in named)


def _facts(spot: Spot | None, subject: Subject, on: date) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {}
    for key, value in spot.each() if spot else ():
        if key not in KINDS or KINDS[key].subject is not subject:
            raise value.fault(f"这里没有“{key}”这种事实。", f"no fact “{key}” belongs here.")
        facts[key] = _fact(value, KINDS[key], on)
    return facts


def _fact(spot: Spot, kind: Kind, on: date) -> FactValue:
    return FactValue(_value(spot, kind), observed_on=on)


def _value(spot: Spot, kind: Kind) -> Value:
    if spot.is_null:
        try:
            return kind.check(NONE)
        except NotAFact as fault:
            raise spot.fault(fault.words.zh, fault.words.en) from fault
    if kind.shape is Shape.FEN and not any(sign in spot.text() for sign in "¥￥元"):
        return spot.number()
    return fact_value(spot, kind)
