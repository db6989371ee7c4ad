"""Reads one policy pack and refuses what it does not understand, naming file and line.

Refused: an unknown word, a missing or undeclared source, a figure without source or check or with
two values on one day, a condition about a person in a household's benefit, a choice that does not
exist, a paper asked of the residents' committee, and (in ``library``) overlapping editions,
circles, and an example that does not come out.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from linli.rules.figures import Parameter, Source
from linli.rules.learning import PAPERS, Paper, is_from_a_committee
from linli.rules.loading.amounts import amount_rule
from linli.rules.loading.conditions import Reading, condition_of
from linli.rules.loading.figures import Shared, parameters_of, source_of, sources_of
from linli.rules.loading.spots import Spot
from linli.rules.loading.values import kind_of
from linli.rules.packs import (
    AgesOn,
    Application,
    CountsFrom,
    Document,
    Pack,
    Related,
    Relation,
    Rhythm,
    Settlement,
    Unit,
    UsualDays,
)
from linli.rules.words import Words, places_in

REQUIRED = (
    "id",
    "edition",
    "name",
    "unit",
    "issuer",
    "jurisdiction",
    "legal_source",
    "effective_from",
    "sources",
    "conditions",
    "apply",
    "counts_from",
    "examples",
)
OPTIONAL = (
    "effective_to",
    "ages_on",
    "parameters",
    "uses",
    "likely_when",
    "amount",
    "documents",
    "usual_days",
    "settlement",
    "relations",
    "received_when",
    "caveats",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack, where it was written, and its examples still to be run."""

    pack: Pack
    spot: Spot
    examples: tuple[Spot, ...]


def read_pack(text: str, file: str, shared: Shared) -> Loaded:
    """A pack from its YAML text. Raises ``PackFault`` naming ``file`` and the line."""
    spot = Spot.of_text(text, file)
    fields = spot.fields(REQUIRED, OPTIONAL)
    sources = sources_of(fields["sources"])
    parameters = parameters_of(fields, sources, shared)
    unit = fields["unit"].one_of(Unit)
    reading = Reading(parameters, personal=unit is Unit.PERSON)
    effective_to = fields.get("effective_to")
    pack = Pack(
        id=fields["id"].text(),
        edition=fields["edition"].text(),
        name=fields["name"].words(),
        unit=unit,
        issuer=fields["issuer"].words(),
        jurisdiction=fields["jurisdiction"].text(),
        legal_source=source_of(fields["legal_source"], sources),
        effective_from=fields["effective_from"].stated_day(),
        effective_to=effective_to.stated_day() if effective_to else None,
        ages_on=fields["ages_on"].one_of(AgesOn) if "ages_on" in fields else AgesOn.THE_DAY,
        conditions=condition_of(fields["conditions"], reading),
        likely_when=condition_of(fields["likely_when"], reading.unspoken())
        if "likely_when" in fields
        else None,
        amount=amount_rule(fields["amount"], reading) if "amount" in fields else None,
        parameters=parameters,
        documents=_list(fields, "documents", lambda one: _document(one, sources)),
        application=_application(fields["apply"], sources),
        usual_days=_usual_days(fields["usual_days"], sources) if "usual_days" in fields else None,
        settlement=_settlement(fields["settlement"], sources) if "settlement" in fields else None,
        counts_from=_counts_from(fields["counts_from"], sources),
        relations=_list(fields, "relations", lambda one: _related(one, sources)),
        received_when=kind_of(fields["received_when"]) if "received_when" in fields else None,
        caveats=_list(fields, "caveats", lambda one: _caveat(one, parameters)),
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )
    return Loaded(pack, spot, fields["examples"].items())


Read = TypeVar("Read")


def _list(fields: Mapping[str, Spot], key: str, read: Callable[[Spot], Read]) -> tuple[Read, ...]:
    return tuple(read(one) for one in fields[key].items()) if key in fields else ()


def _document(spot: Spot, sources: Mapping[str, Source]) -> Document:
    fields = spot.fields(("one_of", "source"))
    papers = tuple(_paper(one) for one in fields["one_of"].items())
    return Document(papers, source_of(fields["source"], sources))


def _paper(spot: Spot) -> Paper:
    """A paper the house knows, by its key; or one of the policy's own, written out."""
    if spot.is_mapping:
        return _own_paper(spot)
    if spot.text() not in PAPERS:
        raise spot.fault(f"没有“{spot.text()}”这种材料。", f"no paper is called “{spot.text()}”.")
    return PAPERS[spot.text()]


def _caveat(spot: Spot, parameters: Mapping[str, Parameter]) -> Words:
    """What the reader must be told; a figure in it stands as ``{parameter}``, never as a number."""
    words = spot.words()
    try:
        places = places_in(words)
    except ValueError as slip:
        raise spot.fault("花括号不成对。", "a brace stands alone.") from slip
    for key in sorted(places - set(parameters)):
        raise spot.fault(f"没有参数“{key}”。", f"there is no parameter “{key}”.")
    return words


def _own_paper(spot: Spot) -> Paper:
    fields = spot.fields(("key", "name", "issuer"))
    if fields["key"].text() in PAPERS:
        raise fields["key"].fault(
            "这种材料已经有了，写它的名字就行。", "the house knows this paper: write its key."
        )
    paper = Paper(fields["key"].text(), fields["name"].words(), fields["issuer"].words())
    if is_from_a_committee(paper):
        raise fields["issuer"].fault(
            "居委会不开这种证明（六部门2020年清单）：请写真正的出具单位。",
            "a residents' committee issues no such proof (six ministries' list, 2020): "
            "name the true issuer.",
        )
    return paper


def _application(spot: Spot, sources: Mapping[str, Source]) -> Application:
    fields = spot.fields(("where", "how", "source"))
    return Application(
        fields["where"].words(), fields["how"].words(), source_of(fields["source"], sources)
    )


def _usual_days(spot: Spot, sources: Mapping[str, Source]) -> UsualDays:
    fields = spot.fields(("source",), ("days", "working_days"))
    if {"days", "working_days"} <= set(fields) or len(fields) == 1:
        raise spot.fault(
            "days 和 working_days 只写一个。", "write either “days” or “working_days”."
        )
    working = "working_days" in fields
    days = fields["working_days" if working else "days"].number()
    return UsualDays(days, working, source_of(fields["source"], sources))


def _settlement(spot: Spot, sources: Mapping[str, Source]) -> Settlement:
    fields = spot.fields(("every", "source"))
    every = tuple(one.one_of(Rhythm) for one in fields["every"].items())
    return Settlement(every, source_of(fields["source"], sources))


def _counts_from(spot: Spot, sources: Mapping[str, Source]) -> CountsFrom:
    fields = spot.fields(("rule",), ("source",))
    rule = fields["rule"].one_of(CountsFrom)
    if rule is not CountsFrom.NOT_STATED:
        source_of(spot.fields(("rule", "source"))["source"], sources)
    return rule


def _related(spot: Spot, sources: Mapping[str, Source]) -> Related:
    fields = spot.fields(("how", "benefit", "source"))
    return Related(
        fields["how"].one_of(Relation),
        fields["benefit"].text(),
        source_of(fields["source"], sources),
    )
