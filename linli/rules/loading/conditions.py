"""Reads a condition tree: ten constructs, and a refusal for everything else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from linli.rules.conditions import (
    AgeIs,
    Compare,
    Condition,
    Each,
    Exists,
    FactIs,
    Group,
    Limit,
    Not,
    OneOf,
    PerHead,
    QualifiesFor,
    Test,
    Unsettled,
    Within,
)
from linli.rules.figures import Parameter, Unit
from linli.rules.kinds import Kind, Shape
from linli.rules.learning import Subject
from linli.rules.loading.spots import Spot
from linli.rules.loading.values import fact_value, kind_of
from linli.rules.words import Words


@dataclass(frozen=True, slots=True)
class Reading:
    """What a condition may refer to where it stands: figures, a person, a reader."""

    parameters: Mapping[str, Parameter]
    personal: bool
    spoken: bool = True

    def about_a_person(self) -> "Reading":
        """Beneath ``every`` or ``some``: a person stands here."""
        return replace(self, personal=True)

    def unspoken(self) -> "Reading":
        """Inside an amount or a ``not``: nobody reads the parts aloud."""
        return replace(self, spoken=False)


MONEY = frozenset(unit for unit in Unit if unit.is_money)
MULTIPLES = frozenset({Unit.TIMES})
PERCENTS = frozenset({Unit.PERCENT})
COMPARISONS = ("at_most", "under", "at_least", "above")
TESTS = ("is", "in", "within", "exists", *COMPARISONS)


def condition_of(spot: Spot, reading: Reading) -> Condition:
    """One construct of the tree: exactly one of ``CONSTRUCTS`` must name it."""
    heads = [key for key in spot.any_fields() if key in CONSTRUCTS]
    if len(heads) != 1:
        known = ", ".join(CONSTRUCTS)
        raise spot.fault(
            f"条件要用且只用其中一个词：{known}。", f"a condition needs exactly one of: {known}."
        )
    return CONSTRUCTS[heads[0]](spot, reading)


def _group(how: Literal["all", "any"]) -> "Construct":
    def read(spot: Spot, reading: Reading) -> Condition:
        fields = spot.fields((how,), ("says",))
        if how == "any" and reading.spoken and "says" not in fields:
            raise spot.fault("any 要写明 says。", "“any” must say in words what is asked.")
        parts = tuple(condition_of(one, reading) for one in fields[how].items())
        return Group(how, parts, fields["says"].words() if "says" in fields else None)

    return read


def _not(spot: Spot, reading: Reading) -> Condition:
    fields = spot.fields(("not", "says") if reading.spoken else ("not",), ("says",))
    part = condition_of(fields["not"], reading.unspoken())
    if not isinstance(part, FactIs) or isinstance(part.test, Compare):
        # Kleene's "not" over a figure would let an outdated limit turn somebody away.
        raise fields["not"].fault(
            "not 里面只能是一个事实，而且不能和数额比较。",
            "“not” may hold one plain fact only, and no comparison.",
        )
    return Not(part, _says(fields) or part.kind.name)


def _each(how: Literal["every", "some"]) -> "Construct":
    def read(spot: Spot, reading: Reading) -> Condition:
        fields = spot.fields((how, "satisfies", "says"))
        who = fields[how].text()
        if who not in ("members", "guardians"):
            raise fields[how].fault("只能是 members 或 guardians。", "only members or guardians.")
        if who == "guardians" and not reading.personal:
            raise fields[how].fault("一户没有监护人，人才有。", "a household has no guardians.")
        part = condition_of(fields["satisfies"], reading.about_a_person())
        return Each(how, cast(Literal["members", "guardians"], who), part, fields["says"].words())

    return read


def _fact_is(spot: Spot, reading: Reading) -> Condition:
    test_key = _the_test(spot)
    fields = spot.fields(_spoken(reading, "fact", test_key), ("says",))
    kind = kind_of(fields["fact"])
    if kind.subject is Subject.PERSON and not reading.personal:
        raise fields["fact"].fault(
            "这是个人的情况，要放在 every 或 some 里。",
            "this is a person's fact: put it beneath every or some.",
        )
    return FactIs(kind, _test(test_key, fields[test_key], kind, reading), _says(fields))


def _the_test(spot: Spot) -> str:
    tests = [key for key in spot.any_fields() if key in TESTS]
    if len(tests) != 1:
        known = ", ".join(TESTS)
        raise spot.fault(
            f"要用且只用其中一个词：{known}。", f"exactly one of these is needed: {known}."
        )
    return tests[0]


def _test(key: str, spot: Spot, kind: Kind, reading: Reading) -> Test:
    if key == "is":
        return OneOf(frozenset({fact_value(spot, kind)}))
    if key == "in":
        return OneOf(frozenset(fact_value(one, kind) for one in spot.items()))
    if key == "exists":
        if not kind.may_be_none or not spot.yes_no():
            raise spot.fault("这里不能用 exists。", "“exists: true” fits only what may be none.")
        return Exists()
    if key == "within":
        if kind.shape is not Shape.PLACE:
            raise spot.fault("within 只用于地点。", "“within” is for places.")
        return Within(str(fact_value(spot, kind)))
    if kind.shape not in (Shape.FEN, Shape.CHOICE):
        raise spot.fault("这个事实不能比大小。", "this fact cannot be compared.")
    return _compare(key, spot, reading, is_money=kind.shape is Shape.FEN)


def _compare(key: str, spot: Spot, reading: Reading, *, is_money: bool) -> Compare:
    how = cast(Literal["at_most", "under", "at_least", "above"], key)
    return Compare(how, _limit(spot, reading, is_money=is_money))


def _limit(spot: Spot, reading: Reading, *, is_money: bool) -> Limit:
    if not spot.is_mapping:
        return Limit(number=spot.fen() if is_money else spot.number())
    fields = spot.fields(("parameter",), ("times",))
    return Limit(
        parameter=parameter_key(fields["parameter"], reading, MONEY if is_money else MULTIPLES),
        times=parameter_key(fields["times"], reading, MULTIPLES) if "times" in fields else None,
    )


def parameter_key(spot: Spot, reading: Reading, counts: frozenset[Unit]) -> str:
    """The parameter named here, which must count what is wanted."""
    parameter = reading.parameters.get(spot.text())
    if parameter is None:
        raise spot.fault(f"没有参数“{spot.text()}”。", f"there is no parameter “{spot.text()}”.")
    if parameter.unit not in counts:
        raise spot.fault(
            "金额、倍数和百分比不能混用。", "money, multiples and per cent do not mix."
        )
    return parameter.key


def _age_is(spot: Spot, reading: Reading) -> Condition:
    fields = spot.fields(_spoken(reading, "age"), ("says",))
    if not reading.personal:
        raise spot.fault("一户没有年龄，人才有。", "a household has no age.")
    [(key, limit)] = fields["age"].each() if len(fields["age"].any_fields()) == 1 else [("", spot)]
    if key not in COMPARISONS:
        raise fields["age"].fault("年龄要用一个比较词。", f"one of: {', '.join(COMPARISONS)}.")
    how = cast(Literal["at_most", "under", "at_least", "above"], key)
    return AgeIs(Compare(how, Limit(number=limit.number())), _says(fields))


def _per_head(spot: Spot, reading: Reading) -> Condition:
    test_key = _the_test(spot)
    fields = spot.fields(("per_head", test_key, "says"))
    kind = kind_of(fields["per_head"])
    if kind.shape is not Shape.FEN or test_key not in COMPARISONS:
        raise spot.fault("per_head 只用于金额的比较。", "“per_head” compares amounts of money.")
    compare = _compare(test_key, fields[test_key], reading, is_money=True)
    return PerHead(kind, compare, fields["says"].words())


def _qualifies_for(spot: Spot, reading: Reading) -> Condition:
    fields = spot.fields(("qualifies_for", "says"))
    return QualifiesFor(fields["qualifies_for"].text(), fields["says"].words())


def _unsettled(spot: Spot, reading: Reading) -> Condition:
    return Unsettled(spot.fields(("unsettled",))["unsettled"].words())


Construct = Callable[[Spot, Reading], Condition]
CONSTRUCTS: Mapping[str, Construct] = {
    "all": _group("all"),
    "any": _group("any"),
    "not": _not,
    "every": _each("every"),
    "some": _each("some"),
    "fact": _fact_is,
    "age": _age_is,
    "per_head": _per_head,
    "qualifies_for": _qualifies_for,
    "unsettled": _unsettled,
}


def _spoken(reading: Reading, *keys: str) -> tuple[str, ...]:
    """A condition of the rule itself must say in words what it asks."""
    return (*keys, "says") if reading.spoken else keys


def _says(fields: Mapping[str, Spot]) -> Words | None:
    return fields["says"].words() if "says" in fields else None
