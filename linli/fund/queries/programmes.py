"""What may be asked about programmes: which are open, who applied, and why in this order."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db.models import Q

from linli.committee import queries as committee
from linli.fund.models import AidProgramme, AidRequest, Application
from linli.fund.queries.doubling import Beside, Whom, beside, names_of
from linli.fund.queries.giving import FundCard, card_of, in_scope
from linli.fund.queries.rows import RequestRow, row_of, with_facts
from linli.fund.queries.words import CRITERION_WORDS, PROGRAMME_WORDS, PURPOSE_WORDS, REASON_WORDS
from linli.fund.terms import CRITERIA, MERIT, Counted, Score, score
from linli.identity.permissions import Permission, Viewer, clock
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.rules.facts import Family
from linli.rules.kinds import KINDS
from linli.rules.words import Words


class ProgrammeRow(NamedTuple):
    """A programme in a list. ``documents``: the papers it asks for, in plain words; ``not_with``:
    what it does not pay beside."""

    id: UUID
    fund_id: UUID
    name: str
    kind: str
    purpose: str
    opens_on: datetime.date
    closes_on: datetime.date | None
    ceiling_fen: int
    reasons: tuple[str, ...]
    documents: tuple[str, ...]
    not_with: tuple[Words, ...]
    open: bool
    by_merit: bool

    @property
    def kind_word(self) -> Any:
        return PROGRAMME_WORDS[self.kind]

    @property
    def purpose_word(self) -> Any:
        return PURPOSE_WORDS[self.purpose]

    @property
    def reason_choices(self) -> list[tuple[str, Any]]:
        """The classes of reason it answers, for a form."""
        return [(reason, REASON_WORDS[reason]) for reason in self.reasons]


class PapersCard(NamedTuple):
    """The papers of an application: what its programme asks for, and what of it lies here."""

    row: ProgrammeRow
    here: tuple[str, ...]
    gaokao_score: int | None

    @property
    def missing(self) -> list[str]:
        """What has not been handed in."""
        return [paper for paper in self.row.documents if paper not in self.here]

    @property
    def typed(self) -> dict[str, Any]:
        """As its form has it."""
        return {"documents": list(self.here), "gaokao_score": self.gaokao_score}


class Point(NamedTuple):
    """One criterion of one application as the page explains it."""

    word: Any
    source: Any
    counted: Counted


class Ranked(NamedTuple):
    """An application in the order of its points. ``missing``: papers that do not lie here yet;
    ``beside``: what the state pays them, or nobody has told; ``ready``: it waits to be decided, its
    home was visited where it has to be, and the state does not pay for the same."""

    row: RequestRow
    score: Score
    points: tuple[Point, ...]
    missing: tuple[str, ...]
    beside: tuple[Beside, ...]
    ready: bool

    @property
    def doubled(self) -> bool:
        """Whether the state pays for the same by now."""
        return any(one.drawn for one in self.beside)

    @property
    def to_ask(self) -> list[Words]:
        """What nobody has told yet: whether they draw it."""
        return [one.name for one in self.beside if one.drawn is None]


class ProgrammeCard(NamedTuple):
    """A programme with its applications, the most points first."""

    row: ProgrammeRow
    fund: FundCard
    ranked: tuple[Ranked, ...]

    @property
    def spendable_fen(self) -> int:
        """The most the fund could still grant for it."""
        return self.fund.spendable_fen(self.row.purpose)

    @property
    def waiting(self) -> list[Ranked]:
        """Those that may be put on a docket now, in their order."""
        return [one for one in self.ranked if one.ready]


def programmes(viewer: Viewer, fund_id: UUID, on: datetime.date) -> list[ProgrammeRow]:
    """A fund's programmes, the newest first, for its desk and for who asks for families there."""
    codes = viewer.communities(Permission.AID_ASK)
    seen = in_scope(viewer, "fund__") | Q(fund__place__in=codes)
    rows = AidProgramme.objects.filter(seen, fund=fund_id).order_by("-opens_on", "-pk")
    return [_row(one, on) for one in rows]


def open_at(place: str, on: datetime.date) -> list[ProgrammeRow]:
    """The programmes of a community that take applications today: anybody may know them."""
    still = Q(closes_on=None) | Q(closes_on__gte=on)
    rows = AidProgramme.objects.filter(still, fund__place=place, opens_on__lte=on)
    return [_row(one, on) for one in rows.order_by("closes_on", "pk")]


def open_to_residents(place: str, on: datetime.date) -> list[ProgrammeRow]:
    """Of these, those a resident may apply to alone: no gap has to be worked out for them."""
    return [row for row in open_at(place, on) if row.purpose == "student_aid"]


def papers_of(viewer: Viewer, request_id: UUID, on: datetime.date) -> PapersCard | None:
    """Which papers of an application lie here, for who asks for families there; None where it was
    made on no programme's terms."""
    places = viewer.communities(Permission.AID_ASK)
    asked = AidRequest.objects.select_related("application", "programme")
    found = asked.filter(pk=request_id, place__in=places).exclude(programme=None).first()
    if found is None or found.programme is None:
        return None
    application: Application | None = getattr(found, "application", None)
    return PapersCard(
        row=_row(found.programme, on),
        here=tuple(application.documents) if application else (),
        gaokao_score=application.gaokao_score if application else None,
    )


def programme_row(viewer: Viewer, programme_id: UUID, on: datetime.date) -> ProgrammeRow:
    """One programme's terms, for who asks for families there. Raises ``NotFound``."""
    codes = viewer.communities(Permission.AID_ASK)
    found = AidProgramme.objects.filter(fund__place__in=codes, pk=programme_id).first()
    if found is None:
        raise NotFound
    return _row(found, on)


def programme(viewer: Viewer, programme_id: UUID, on: datetime.date) -> ProgrammeCard:
    """A programme with its applications ranked, each criterion with its points and its source.

    No name stands here. What nobody has told is unknown and counts for nothing, neither for nor
    against; the house reads the facts itself and the page logs each family it looked at.
    """
    found = (
        AidProgramme.objects.select_related("fund__holder", "fund__place")
        .filter(in_scope(viewer, "fund__"), pk=programme_id)
        .first()
    )
    if found is None:
        raise NotFound
    rows = with_facts(AidRequest.objects.filter(programme=found, withdrawal=None))
    asked = list(rows.select_related("application", "visit").order_by("asked_at", "pk"))
    docketed = frozenset(committee.docketed_ids("fund", "aid_request"))
    known = _known(found, asked, on)
    paid = beside(found, {_whom(one) for one in asked}, on)
    ranked = [_ranked(found, one, known[one.pk], docketed, paid[_whom(one)]) for one in asked]
    for one in asked:
        viewer.looked_at("aid_request", one.pk, "ranking", place=found.fund.place_id)
    ranked.sort(key=lambda one: -one.score.points)
    return ProgrammeCard(_row(found, on), card_of(found.fund), tuple(ranked))


def _ranked(
    of: AidProgramme,
    asked: AidRequest,
    known: Mapping[str, Any],
    docketed: Collection[UUID],
    paid: tuple[Beside, ...],
) -> Ranked:
    scored = score({one["code"]: one["points"] for one in of.criteria}, known)
    application: Application | None = getattr(asked, "application", None)
    here = set(application.documents) if application else set()
    row, visited = row_of(asked), of.kind == MERIT or hasattr(asked, "visit")
    doubled = any(one.drawn for one in paid)
    return Ranked(
        row=row,
        score=scored,
        points=tuple(
            Point(CRITERION_WORDS[one.code], _source(one.code), one) for one in scored.counted
        ),
        missing=tuple(paper for paper in of.documents if paper not in here),
        beside=paid if row.state == "asked" else (),
        ready=row.state == "asked" and visited and not doubled and asked.pk not in docketed,
    )


def _whom(asked: AidRequest) -> Whom:
    """Whom a request of a programme is for; the programme has insisted on a household."""
    return Whom(cast(UUID, asked.household_id), asked.person_id)


def _source(code: str) -> Any:
    """From which fact of the register a criterion is read; empty for the application itself."""
    fact = CRITERIA[code].fact
    return KINDS[fact].name if fact else ""


def _known(
    of: AidProgramme, asked: Iterable[AidRequest], on: datetime.date
) -> dict[UUID, dict[str, Any]]:
    """What is known of each application, by criterion; None where nobody has told."""
    asked = list(asked)
    homes = [one.household_id for one in asked if one.household_id]
    families = {one.household_id: one for one in people.families(clock(), homes, on)}
    codes = [one["code"] for one in of.criteria]
    return {
        one.pk: {code: _value(code, one, families.get(one.household_id)) for code in codes}
        for one in asked
    }


def _value(code: str, asked: AidRequest, family: Family | None) -> Any:
    criterion = CRITERIA[code]
    if not criterion.fact:
        return getattr(getattr(asked, "application", None), "gaokao_score", None)
    if family is None:
        return None
    if criterion.of_household:
        fact = family.facts.get(criterion.fact)
    else:
        own = (one for one in family.persons if one.id == asked.person_id)
        person = next(own, None)
        fact = person.facts.get(criterion.fact) if person else None
    return fact.value if fact is not None else None


def _row(of: AidProgramme, on: datetime.date) -> ProgrammeRow:
    return ProgrammeRow(
        id=of.pk,
        fund_id=of.fund_id,
        name=of.name,
        kind=of.kind,
        purpose=of.purpose,
        opens_on=of.opens_on,
        closes_on=of.closes_on,
        ceiling_fen=of.ceiling_fen,
        reasons=tuple(of.reasons),
        documents=tuple(of.documents),
        not_with=names_of(of),
        open=of.opens_on <= on and (of.closes_on is None or on <= of.closes_on),
        by_merit=of.kind == "award",
    )
