"""Reads kinds of fact and their values as a pack writes them."""

from linli.rules.facts import NONE, Value
from linli.rules.kinds import KINDS, Kind, NotAFact, Purpose, Shape
from linli.rules.loading.spots import Spot


def kind_of(spot: Spot) -> Kind:
    if spot.text() not in KINDS:
        raise spot.fault(f"没有“{spot.text()}”这种事实。", f"no kind of fact is “{spot.text()}”.")
    kind = KINDS[spot.text()]
    if not kind.may_serve(Purpose.BENEFITS):
        raise spot.fault(
            f"“{spot.text()}”不是为政策登记的，政策不能读。",
            f"“{spot.text()}” is not kept for benefits: no benefit rule may read it.",
        )
    return kind


def fact_value(spot: Spot, kind: Kind) -> Value:
    """A value of this kind, as a pack writes it: yuan, a day, a choice, true, or ``none``."""
    try:
        return kind.check(_written(spot, kind))
    except NotAFact as fault:
        raise spot.fault(fault.words.zh, fault.words.en) from fault


def _written(spot: Spot, kind: Kind) -> Value:
    if spot.text() == "none":
        return NONE
    if kind.shape is Shape.YES_NO:
        return spot.yes_no()
    if kind.shape is Shape.FEN:
        return spot.fen()
    if kind.shape is Shape.DAY:
        return spot.day()
    choices = {str(choice): choice for choice in kind.choices}
    return choices.get(spot.text(), spot.text())
