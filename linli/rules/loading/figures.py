"""Reads sources and dated figures: nothing without a source, nothing without a last check."""

from collections.abc import Mapping

from linli.rules.figures import DatedValue, Parameter, Source, Trust, Unit
from linli.rules.loading.spots import Spot

Shared = Mapping[str, Parameter]
"""Figures that several benefits rest on."""


def read_shared(text: str, file: str) -> Shared:
    """Figures that several benefits rest on, from their own file. Raises ``PackFault``."""
    fields = Spot.of_text(text, file).fields(("sources", "parameters"))
    return _own_parameters(fields["parameters"], sources_of(fields["sources"]))


def sources_of(spot: Spot) -> dict[str, Source]:
    """The sources a file declares, by the key its figures cite them with."""
    return {key: _read_source(key, one) for key, one in spot.each()}


def _read_source(key: str, spot: Spot) -> Source:
    fields = spot.fields(("title", "address", "stated_on", "trust"), ("article",))
    return Source(
        key=key,
        title=fields["title"].words(),
        address=fields["address"].text(),
        stated_on=fields["stated_on"].stated_day(),
        trust=fields["trust"].one_of(Trust),
        article=fields["article"].text() if "article" in fields else "",
    )


def source_of(spot: Spot, sources: Mapping[str, Source]) -> Source:
    """The source cited here, which must be declared."""
    if spot.text() not in sources:
        raise spot.fault(
            f"出处“{spot.text()}”没有在 sources 里写明。",
            f"source “{spot.text()}” is not declared under sources.",
        )
    return sources[spot.text()]


def parameters_of(
    fields: Mapping[str, Spot], sources: Mapping[str, Source], shared: Shared
) -> dict[str, Parameter]:
    """A pack's own figures and the shared ones it uses, by name."""
    own = _own_parameters(fields["parameters"], sources) if "parameters" in fields else {}
    for spot in fields["uses"].items() if "uses" in fields else ():
        if spot.text() not in shared or spot.text() in own:
            raise spot.fault(
                f"没有名为“{spot.text()}”的共用参数，或者与本文件的参数重名。",
                f"“{spot.text()}” is no shared parameter, or this file declares one of that name.",
            )
        own[spot.text()] = shared[spot.text()]
    return own


def _own_parameters(spot: Spot, sources: Mapping[str, Source]) -> dict[str, Parameter]:
    return {key: _parameter(key, one, sources) for key, one in spot.each()}


def _parameter(key: str, spot: Spot, sources: Mapping[str, Source]) -> Parameter:
    fields = spot.fields(("name", "counts", "values"))
    counts = fields["counts"].one_of(Unit)
    values = tuple(_dated(one, counts, sources) for one in fields["values"].items())
    for one, other, spot_of in zip(values, values[1:], fields["values"].items()[1:], strict=False):
        if one.since.first == other.since.first:
            raise spot_of.fault("同一天有两个数值。", "two values on one day.")
    if list(values) != sorted(values, key=lambda one: one.since.first):
        raise fields["values"].fault(
            "数值要按起始日期从早到晚写。", "write the earliest value first."
        )
    return Parameter(key, fields["name"].words(), counts, values)


def _dated(spot: Spot, counts: Unit, sources: Mapping[str, Source]) -> DatedValue:
    fields = spot.fields(("since", "value", "source", "verified_on"), ("note",))
    return DatedValue(
        since=fields["since"].stated_day(),
        value=_figure_value(fields["value"], counts),
        source=source_of(fields["source"], sources),
        verified_on=fields["verified_on"].stated_day(),
        note=fields["note"].words() if "note" in fields else None,
    )


def _figure_value(spot: Spot, counts: Unit) -> int | None:
    if spot.is_null:
        return None
    return spot.fen() if counts.is_money else spot.number()
