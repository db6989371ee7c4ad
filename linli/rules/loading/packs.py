"""Reads one policy pack and refuses what it does not understand, naming file and line.

Refused: an unknown word, a missing or undeclared source, a figure without source or check, a
condition about a person in a household's benefit, a choice that does not exist, and (in
``library``) overlapping editions, circles, and an example that does not come out.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from linli.rules.figures import Source
from linli.rules.learning import PAPERS, Paper
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
    Unit,
)

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
    "amount",
    "documents",
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
        amount=amount_rule(fields["amount"], reading) if "amount" in fields else None,
        parameters=parameters,
        documents=_list(fields, "documents", lambda one: _document(one, sources)),
        application=_application(fields["apply"], sources),
        counts_from=_counts_from(fields["counts_from"], sources),
        relations=_list(fields, "relations", lambda one: _related(one, sources)),
        received_when=kind_of(fields["received_when"]) if "received_when" in fields else None,
        caveats=_list(fields, "caveats", Spot.words),
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
    if spot.text() not in PAPERS:
        raise spot.fault(f"没有“{spot.text()}”这种材料。", f"no paper is called “{spot.text()}”.")
    return PAPERS[spot.text()]


def _application(spot: Spot, sources: Mapping[str, Source]) -> Application:
    fields = spot.fields(("where", "how", "source"))
    return Application(
        fields["where"].words(), fields["how"].words(), source_of(fields["source"], sources)
    )


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
