"""Runs the examples a pack brings along: one that does not come out refuses the pack."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from linli.rules.evaluate import evaluate
from linli.rules.facts import FactValue, Family, Person
from linli.rules.kinds import KINDS
from linli.rules.learning import Subject
from linli.rules.loading.amounts import PERIODS
from linli.rules.loading.spots import Spot
from linli.rules.loading.values import fact_value
from linli.rules.packs import Catalogue, Pack
from linli.rules.verdicts import Outcome, Verdict


def refuse_unless_it_comes_out(pack: Pack, spot: Spot, packs: Catalogue) -> None:
    fields = spot.fields(("says", "on", "expect"), ("person", "others", "household"))
    fields["says"].words()
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
            raise spot_of.fault(
                f"例子不成立：应为 {expected}，算出 {found}。",
                f"the example does not come out: {expected} expected, {found} found.",
            )


def _expected(spot: Spot, verdict: Verdict) -> Iterator[tuple[Spot, object, object]]:
    fields = spot.fields(("outcome",), (*PERIODS, "yearly_cap", "papers_away", "waiting", "likely"))
    yield fields["outcome"], fields["outcome"].one_of(Outcome).value, verdict.outcome.value
    amount = verdict.amount
    for key, period in PERIODS.items():
        if key in fields:
            paid = amount.exact_fen if amount and amount.period is period else None
            yield fields[key], fields[key].fen(), paid
    if "likely" in fields:
        yield fields["likely"], fields["likely"].yes_no(), verdict.likely
    if "yearly_cap" in fields:
        yield fields["yearly_cap"], fields["yearly_cap"].fen(), amount and amount.yearly_cap_fen
    if "waiting" in fields:
        yield fields["waiting"], fields["waiting"].fen(), verdict.cost_of_waiting_fen
    if "papers_away" in fields:
        yield fields["papers_away"], fields["papers_away"].number(), verdict.papers_away


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
