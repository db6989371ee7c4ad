"""The grammar of a pack as a JSON Schema, for editors and for whoever writes a pack elsewhere.

Made from the loader's own words, so the two cannot drift apart. The loader asks for more than a
schema can say: sources that are declared, figures that exist, editions that do not overlap, and
examples that come out. A pack that fits the schema may still be refused; one that does not, is.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from linli.rules.amounts import Period, Rounding
from linli.rules.figures import Trust, Unit as Counts
from linli.rules.kinds import KINDS, Subject
from linli.rules.learning import PAPERS
from linli.rules.loading.conditions import COMPARISONS
from linli.rules.loading.packs import OPTIONAL, REQUIRED
from linli.rules.packs import NATIONWIDE, AgesOn, CountsFrom, Relation, Rhythm, Unit
from linli.rules.verdicts import Outcome

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string", "minLength": 1}
MONEY: Schema = {"type": "number", "minimum": 0}
WHOLE: Schema = {"type": "integer", "minimum": 0}
YES: Schema = {"const": True}


def pack_schema() -> Schema:
    """The schema of one pack's file, its dates written as text."""
    assert set(_fields()) == {*REQUIRED, *OPTIONAL}
    return {
        "$schema": DIALECT,
        "title": "Linli policy pack",
        "description": "One edition of one benefit. See linli/rules/packs/README.md.",
        **_object(_fields(), REQUIRED),
        "$defs": {
            "words": _object({"zh": TEXT, "en": TEXT}, ("zh", "en")),
            "stated_day": {
                "description": "2021, 2024-06 or 2019-07-01: as precisely as the source.",
                "anyOf": [
                    {"type": "integer", "minimum": 1900, "maximum": 2999},
                    {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
                ],
            },
            "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
            "kind": {"enum": list(KINDS)},
            "value": {"type": ["boolean", "number", "string"]},
            "limit": _limit(),
            "condition": {"oneOf": list(_constructs("condition", spoken=True))},
            "sign": {"oneOf": list(_constructs("sign", spoken=False))},
            "money": {"oneOf": list(_reckonings())},
            "paper": _paper(),
            "household_facts": _facts(Subject.HOUSEHOLD),
            "person_facts": _facts(Subject.PERSON),
        },
    }


def _fields() -> dict[str, Schema]:
    return {
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
        "edition": TEXT,
        "name": _ref("words"),
        "unit": _one_of(Unit),
        "issuer": _ref("words"),
        "jurisdiction": {"type": "string", "pattern": rf"^({NATIONWIDE}|\d{{2,12}})$"},
        "legal_source": TEXT,
        "effective_from": _ref("stated_day"),
        "effective_to": _ref("stated_day"),
        "ages_on": _one_of(AgesOn),
        "sources": _map_of(_source()),
        "parameters": _map_of(_parameter()),
        "uses": _list_of(TEXT),
        "conditions": _ref("condition"),
        "likely_when": _ref("sign"),
        "amount": _list_of({"oneOf": [_case(period) for period in Period]}),
        "documents": _list_of(
            _object({"one_of": _list_of(_ref("paper")), "source": TEXT}, ("one_of", "source"))
        ),
        "apply": _object(
            {"where": _ref("words"), "how": _ref("words"), "source": TEXT},
            ("where", "how", "source"),
        ),
        "usual_days": {
            "oneOf": [
                _object({key: WHOLE, "source": TEXT}, (key, "source"))
                for key in ("days", "working_days")
            ]
        },
        "settlement": _object(
            {"every": _list_of(_one_of(Rhythm)), "source": TEXT}, ("every", "source")
        ),
        "counts_from": _object({"rule": _one_of(CountsFrom), "source": TEXT}, ("rule",)),
        "relations": _list_of(
            _object(
                {"how": _one_of(Relation), "benefit": TEXT, "source": TEXT},
                ("how", "benefit", "source"),
            )
        ),
        "received_when": _ref("kind"),
        "caveats": _list_of(_ref("words")),
        "examples": _list_of(_example()),
    }


# ── Sources and figures ───────────────────────────────────────────────────────────────────────


def _source() -> Schema:
    return _object(
        {
            "title": _ref("words"),
            "address": TEXT,
            "article": TEXT,
            "stated_on": _ref("stated_day"),
            "trust": _one_of(Trust),
        },
        ("title", "address", "stated_on", "trust"),
    )


def _parameter() -> Schema:
    value = _object(
        {
            "since": _ref("stated_day"),
            "value": {"type": ["number", "null"], "minimum": 0},
            "source": TEXT,
            "verified_on": _ref("stated_day"),
            "note": _ref("words"),
        },
        ("since", "value", "source", "verified_on"),
    )
    return _object(
        {"name": _ref("words"), "counts": _one_of(Counts), "values": _list_of(value)},
        ("name", "counts", "values"),
    )


# ── Conditions ────────────────────────────────────────────────────────────────────────────────


def _limit() -> Schema:
    by_figure = _object({"parameter": TEXT, "times": TEXT}, ("parameter",))
    return {"oneOf": [MONEY, by_figure]}


def _constructs(itself: str, *, spoken: bool) -> Iterable[Schema]:
    """The ten constructs. ``spoken``: a reader sees them, so they must say what they ask."""
    says = ("says",) if spoken else ()
    part = _ref(itself)
    yield _said({"all": _list_of(part)}, ("all",))
    yield _said({"any": _list_of(part)}, ("any", *says))
    yield _said({"not": _ref("sign")}, ("not", *says))
    for how in ("every", "some"):
        fields = {how: {"enum": ["members", "guardians"]}, "satisfies": part}
        yield _said(fields, (*fields, "says"))
    for key, test in _tests().items():
        yield _said({"fact": _ref("kind"), key: test}, ("fact", key, *says))
    age = [_object({key: WHOLE}, (key,)) for key in COMPARISONS]
    yield _said({"age": {"oneOf": age}}, ("age", *says))
    for key in COMPARISONS:
        yield _said({"per_head": _ref("kind"), key: _ref("limit")}, ("per_head", key, "says"))
    yield _said({"qualifies_for": TEXT}, ("qualifies_for", "says"))
    yield _object({"unsettled": _ref("words")}, ("unsettled",))


def _tests() -> dict[str, Schema]:
    compared = {key: _ref("limit") for key in COMPARISONS}
    value = _ref("value")
    return {"is": value, "in": _list_of(value), "within": TEXT, "exists": YES, **compared}


def _said(fields: dict[str, Schema], required: Iterable[str]) -> Schema:
    return _object({**fields, "says": _ref("words")}, required)


# ── Amounts, papers, examples ─────────────────────────────────────────────────────────────────


def _case(period: Period) -> Schema:
    key = period.value
    return _object({"when": _ref("sign"), key: _ref("money"), "yearly_cap": TEXT}, (key,))


def _reckonings() -> Iterable[Schema]:
    yield _object({"parameter": TEXT}, ("parameter",))
    yield _object({"fact": _ref("kind")}, ("fact",))
    yield _object({"lesser_of": _list_of(_ref("money"))}, ("lesser_of",))
    for key in ("shortfall", "top_up"):
        lacking = _object({"fact": _ref("kind"), "below": TEXT}, ("fact", "below"))
        yield _object({key: lacking}, (key,))
    share = {"of": _ref("money"), "percent": TEXT, "rounded": _one_of(Rounding)}
    yield _object({"share": _object(share, share)}, ("share",))


def _paper() -> Schema:
    own = {"key": TEXT, "name": _ref("words"), "issuer": _ref("words")}
    return {"oneOf": [{"enum": list(PAPERS)}, _object(own, own)]}


def _facts(subject: Subject) -> Schema:
    known = (key for key, kind in KINDS.items() if kind.subject is subject)
    return _object({key: _ref("value") for key in known})


def _example() -> Schema:
    expect = {
        "outcome": _one_of(Outcome),
        **{period.value: MONEY for period in Period},
        "yearly_cap": MONEY,
        "papers_away": WHOLE,
        "waiting": MONEY,
        "likely": {"type": "boolean"},
    }
    return _object(
        {
            "says": _ref("words"),
            "on": _ref("day"),
            "person": _ref("person_facts"),
            "others": _list_of(_ref("person_facts")),
            "household": _ref("household_facts"),
            "expect": _object(expect, ("outcome",)),
        },
        ("says", "on", "expect"),
    )


# ── Shapes ────────────────────────────────────────────────────────────────────────────────────


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _one_of(choices: type[Enum]) -> Schema:
    return {"enum": [choice.value for choice in choices]}


def _list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}


def _map_of(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _object(fields: dict[str, Schema], required: Iterable[str] = ()) -> Schema:
    """A mapping with these keys and no others."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(required),
        "additionalProperties": False,
    }
