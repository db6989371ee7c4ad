"""Runs the examples a pack brings along: one that does not come out refuses the pack."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from linli.kernel.money import spoken
from linli.rules.evaluate import evaluate
from linli.rules.facts import FactValue, Family, Person
from linli.rules.kinds import KINDS
from linli.rules.learning import Subject
from linli.rules.loading.amounts import PERIODS
from linli.rules.loading.spots import Spot
from linli.rules.loading.values import fact_value
from linli.rules.packs import Catalogue, Pack
from linli.rules.verdicts import Outcome, Verdict
from linli.rules.words import Words


def refuse_unless_it_comes_out(pack: Pack, spot: Spot, packs: Catalogue) -> None:
    fields = spot.fields(("says", "on", "expect"), ("person", "others", "household"))
    says = fields["says"].words()
    on = fields["on"].day()
    if not pack.in_force(on):
        raise fields["on"].fault(
            "这一天这个版本没有生效。", "this edition is not in force that day."
        )
    family = _family(pack, fields, on)
    subject = family.persons[0].id if pack.is_personal else None
    verdict = evaluate(pack, family, on, packs, subject)
    for spot_of, expected, found in _expected(fields["expect"], verdict):
        if expected != found:
            want, got = _said(spot_of.key, expected), _said(spot_of.key, found)
            raise spot_of.spot.fault(
                f"例子不成立（{says.zh}）：应为{want.zh}，算出{got.zh}。",
                f"the example does not come out ({says.en}): {want.en} expected, {got.en} found.",
            )


class Stated(NamedTuple):
    """One thing an example states, and where."""

    key: str
    spot: Spot


OUTCOMES = {
    Outcome.ELIGIBLE.value: Words("“符合”（eligible）", "eligible"),
    Outcome.NOT_ELIGIBLE.value: Words("“不符合”（not_eligible）", "not_eligible"),
    Outcome.NEEDS_INFORMATION.value: Words("“待核实”（needs_information）", "needs_information"),
}


def _said(key: str, value: object) -> Words:
    """A value as it is written in an example."""
    if value is None:
        return Words("“没有”", "none")
    if key == "outcome":
        return OUTCOMES[str(value)]
    if isinstance(value, bool):
        return Words("“是”（true）", "true") if value else Words("“否”（false）", "false")
    text = spoken(value) if isinstance(value, int) and key != "papers_away" else str(value)
    return Words(text, text)


def _expected(spot: Spot, verdict: Verdict) -> Iterator[tuple[Stated, object, object]]:
    fields = spot.fields(("outcome",), (*PERIODS, "yearly_cap", "papers_away", "waiting", "likely"))
    for key, expected, found in _compared(fields, verdict):
        yield Stated(key, fields[key]), expected, found


def _compared(fields: Mapping[str, Spot], verdict: Verdict) -> Iterator[tuple[str, object, object]]:
    yield "outcome", fields["outcome"].one_of(Outcome).value, verdict.outcome.value
    amount = verdict.amount
    for key, period in PERIODS.items():
        if key in fields:
            paid = amount.exact_fen if amount and amount.period is period else None
            yield key, fields[key].fen(), paid
    if "likely" in fields:
        yield "likely", fields["likely"].yes_no(), verdict.likely
    if "yearly_cap" in fields:
        yield "yearly_cap", fields["yearly_cap"].fen(), amount and amount.yearly_cap_fen
    if "waiting" in fields:
        yield "waiting", fields["waiting"].fen(), verdict.cost_of_waiting_fen
    if "papers_away" in fields:
        yield "papers_away", fields["papers_away"].number(), verdict.papers_away


def _family(pack: Pack, fields: Mapping[str, Spot], on: date) -> Family:
    written = [fields["person"]] if "person" in fields else []
    written += fields["others"].items() if "others" in fields else ()
    return Family(
        household_id=UUID(int=0),
        place=pack.jurisdiction,
        persons=tuple(
            Person(UUID(int=number), _facts(one, on, Subject.PERSON))
            for number, one in enumerate(written, start=1)
        ),
        facts=_facts(fields["household"], on, Subject.HOUSEHOLD) if "household" in fields else {},
    )


def _facts(spot: Spot, on: date, subject: Subject) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {}
    for key, value in spot.each():
        if key not in KINDS or KINDS[key].subject is not subject:
            raise value.fault(f"这里没有“{key}”这种事实。", f"no fact “{key}” belongs here.")
        known = fact_value(value, KINDS[key])
        if isinstance(known, date) and known > on:
            raise value.fault("这一天还没有到。", "that day has not come yet.")
        facts[key] = FactValue(known, observed_on=on, source="document")
    return facts
