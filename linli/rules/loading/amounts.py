"""Reads how much a benefit pays. A bare number is refused: every amount is a sourced figure."""

from linli.rules.amounts import (
    AmountCase,
    AmountRule,
    FactOf,
    FigureOf,
    LesserOf,
    Money,
    Shortfall,
)
from linli.rules.kinds import Kind, Shape
from linli.rules.loading.conditions import Reading, condition_of, parameter_key
from linli.rules.loading.spots import Spot
from linli.rules.loading.values import kind_of


def amount_rule(spot: Spot, reading: Reading) -> AmountRule:
    cases = tuple(_amount_case(one, reading.unspoken()) for one in spot.items())
    for case, one in zip(cases[:-1], spot.items(), strict=False):
        if case.when is None:
            raise one.fault(
                "只有最后一种情形可以不写 when。", "only the last case may lack “when”."
            )
    return AmountRule(cases)


def _amount_case(spot: Spot, reading: Reading) -> AmountCase:
    fields = spot.fields(("monthly",), ("when", "yearly_cap"))
    return AmountCase(
        monthly=_money(fields["monthly"], reading),
        when=condition_of(fields["when"], reading) if "when" in fields else None,
        yearly_cap=parameter_key(fields["yearly_cap"], reading, is_money=True)
        if "yearly_cap" in fields
        else None,
    )


def _money(spot: Spot, reading: Reading) -> Money:
    """An amount: a figure, a fact, the lesser of several, or a shortfall. Never a bare number."""
    [(key, value), *more] = spot.any_fields().items()
    if more:
        raise spot.fault("一次只写一种算法。", "write one way of reckoning at a time.")
    if key == "parameter":
        return FigureOf(parameter_key(value, reading, is_money=True))
    if key == "fact":
        return FactOf(_money_kind(value))
    if key == "lesser_of":
        return LesserOf(tuple(_money(one, reading) for one in value.items()))
    if key == "shortfall":
        fields = value.fields(("fact", "below"))
        below = parameter_key(fields["below"], reading, is_money=True)
        return Shortfall(_money_kind(fields["fact"]), below)
    raise spot.fault(f"不认识“{key}”。", f"“{key}” is not a way of reckoning.")


def _money_kind(spot: Spot) -> Kind:
    kind = kind_of(spot)
    if kind.shape is not Shape.FEN:
        raise spot.fault("这个事实不是金额。", "this fact is no amount of money.")
    return kind
