"""Reads how much a benefit pays. A bare number is refused: every amount is a sourced figure."""

from linli.rules.amounts import (
    AmountCase,
    AmountRule,
    FactOf,
    FigureOf,
    LesserOf,
    Money,
    Period,
    Rounding,
    Share,
    Shortfall,
    TopUp,
)
from linli.rules.kinds import Kind, Shape
from linli.rules.loading.conditions import (
    MONEY,
    PERCENTS,
    Reading,
    condition_of,
    parameter_key,
)
from linli.rules.loading.spots import Spot
from linli.rules.loading.values import kind_of

PERIODS = {period.value: period for period in Period}


def amount_rule(spot: Spot, reading: Reading) -> AmountRule:
    """How much, in what rhythm: every case names the same one of ``PERIODS``."""
    periods = [_period(one) for one in spot.items()]
    for period, one in zip(periods, spot.items(), strict=True):
        if period is not periods[0]:
            raise one.fault("各种情形要按同样的周期发。", "all cases need the same rhythm.")
    cases = tuple(_amount_case(one, periods[0], reading.unspoken()) for one in spot.items())
    for case, one in zip(cases[:-1], spot.items(), strict=False):
        if case.when is None:
            raise one.fault(
                "只有最后一种情形可以不写 when。", "only the last case may lack “when”."
            )
    return AmountRule(cases, periods[0])


def _period(spot: Spot) -> Period:
    named = [PERIODS[key] for key in spot.any_fields() if key in PERIODS]
    if len(named) != 1:
        known = ", ".join(PERIODS)
        raise spot.fault(
            f"要用且只用其中一个词：{known}。", f"exactly one of these is needed: {known}."
        )
    return named[0]


def _amount_case(spot: Spot, period: Period, reading: Reading) -> AmountCase:
    fields = spot.fields((period.value,), ("when", "yearly_cap"))
    return AmountCase(
        money=_money(fields[period.value], reading),
        when=condition_of(fields["when"], reading) if "when" in fields else None,
        yearly_cap=parameter_key(fields["yearly_cap"], reading, MONEY)
        if "yearly_cap" in fields
        else None,
    )


def _money(spot: Spot, reading: Reading) -> Money:
    """An amount: a figure, a fact, the lesser of several, or a shortfall. Never a bare number."""
    [(key, value), *more] = spot.any_fields().items()
    if more:
        raise spot.fault("一次只写一种算法。", "write one way of reckoning at a time.")
    if key == "parameter":
        return FigureOf(parameter_key(value, reading, MONEY))
    if key == "fact":
        return FactOf(_money_kind(value))
    if key == "lesser_of":
        return LesserOf(tuple(_money(one, reading) for one in value.items()))
    if key in ("shortfall", "top_up"):
        fields = value.fields(("fact", "below"))
        kind, below = _money_kind(fields["fact"]), parameter_key(fields["below"], reading, MONEY)
        return Shortfall(kind, below) if key == "shortfall" else TopUp(kind, below)
    if key == "share":
        return _share(value, reading)
    raise spot.fault(f"不认识“{key}”。", f"“{key}” is not a way of reckoning.")


def _share(spot: Spot, reading: Reading) -> Share:
    """A share says how it is rounded: half a fen is nobody's to decide in code."""
    fields = spot.fields(("of", "percent", "rounded"))
    return Share(
        _money(fields["of"], reading),
        parameter_key(fields["percent"], reading, PERCENTS),
        fields["rounded"].one_of(Rounding),
    )


def _money_kind(spot: Spot) -> Kind:
    kind = kind_of(spot)
    if kind.shape is not Shape.FEN:
        raise spot.fault("这个事实不是金额。", "this fact is no amount of money.")
    return kind
